/** `--format junit`: a test report in which each finding is a failed test. */
import { relativePath } from '../../workspace/paths.ts';
import type { Report, ReportedFinding } from './report.ts';

export function formatJunit(report: Report): string {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const each of report.findings) byFile.set(each.path, [...(byFile.get(each.path) ?? []), each]);
  const suites = [...byFile].map(([path, findings]) => suiteOf(relativePath(report.cwd, path), findings));
  // A report without any test reads as «nothing ran» to some servers.
  if (suites.length === 0) {
    suites.push(
      '  <testsuite name="leaklint" tests="1" failures="0"><testcase name="no leaks found" classname="leaklint"/></testsuite>',
    );
  }
  const count = report.findings.length;
  const totals = `tests="${String(Math.max(1, count))}" failures="${String(count)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="leaklint" ${totals}>\n${suites.join('\n')}\n</testsuites>\n`;
}

function suiteOf(file: string, findings: readonly ReportedFinding[]): string {
  const cases = findings.map(({ finding, start }) => {
    const { what, why, action } = finding.message;
    const place = `${file}:${String(start.line)}:${String(start.column)}`;
    return [
      `    <testcase name="${escapeXml(`${finding.rule} ${place}`)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${String(start.line)}">`,
      `      <failure type="${finding.severity}" message="${escapeXml(what)}">${escapeXml(`${place}\n${what}\n${why}\n${action}`)}</failure>`,
      '    </testcase>',
    ].join('\n');
  });
  const count = String(findings.length);
  return `  <testsuite name="${escapeXml(file)}" tests="${count}" failures="${count}">\n${cases.join('\n')}\n  </testsuite>`;
}

function escapeXml(text: string): string {
  return (
    text
      // Control characters are not allowed in XML at all, not even escaped.
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/\n/g, '&#10;')
  );
}
