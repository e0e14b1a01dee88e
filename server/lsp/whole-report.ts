/** All known findings in the form that the output formats of the command line start from. */
import type { Severity } from '../../rules/rule.ts';
import type { Report } from '../cli/format/report.ts';
import { isShown } from './convert.ts';
import type { Session } from './session.ts';

export function reportOf(session: Session): Report {
  const started = performance.now();
  const reports = [...session.reports.all()].sort((left, right) => (left.path < right.path ? -1 : 1));
  const findings = reports.flatMap(({ path, checked }) => {
    const values = session.valuesOf(path);
    return checked.findings
      .filter((each) => values.enable && isShown(each, values))
      .map((each) => ({ ...each, path, fixes: [] }));
  });
  const silenced = reports.flatMap(({ checked }) =>
    checked.findings.filter((each) => each.silenced !== null),
  );
  const baseline = silenced.filter((each) => each.silenced === 'baseline').length;
  const count = (severity: Severity) => findings.filter((each) => each.finding.severity === severity).length;
  return {
    locale: session.workspace.locale,
    cwd: session.folders.paths[0] ?? session.cwd,
    findings,
    notices: reports.flatMap(({ checked }) => checked.notices),
    summary: {
      files: reports.filter(({ checked }) => checked.state !== 'skipped').length,
      parsed: reports.filter(({ checked }) => checked.state === 'analysed').length,
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      hints: count('hint'),
      suppressed: silenced.length - baseline,
      baseline,
      givenUp: reports.reduce((sum, { checked }) => sum + checked.givenUp.length, 0),
      milliseconds: Math.round(performance.now() - started),
    },
    lines: (path) => session.linesOf(path),
  };
}
