/** `--format json`, version 1: for other programs. Keys are only ever added. */
import { relativePath } from '../../workspace/paths.ts';
import { version } from '../../workspace/build-id.ts';
import type { Report, ReportedFinding } from './report.ts';

export function formatJson(report: Report): string {
  const content = {
    version: 1,
    tool: { name: 'leaklint', version },
    findings: report.findings.map((each) => findingOf(report, each)),
    notices: report.notices.map(({ file, ...rest }) => ({
      ...rest,
      ...(file === undefined ? {} : { file: relativePath(report.cwd, file) }),
    })),
    summary: report.summary,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function findingOf(
  report: Report,
  { path, finding, start, end, fingerprint, fixes }: ReportedFinding,
): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    file: relativePath(report.cwd, path),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: finding.message.what,
    why: finding.message.why,
    action: finding.message.action,
    kind: finding.kind,
    lostPath: finding.lostPath,
    evidence: finding.loss.evidence,
    path: finding.path.map((step) => {
      const file = step.file ?? path;
      const at = report.lines(file)?.position(step.range.start) ?? { line: 1, column: 1 };
      return { file: relativePath(report.cwd, file), ...at, role: step.role, message: step.message };
    }),
    fixes: fixes.map(({ kind, title, safe }) => ({ kind, title, safe })),
    fingerprint,
  };
}
