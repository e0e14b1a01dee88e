/** `--format github`: workflow commands, which become annotations on a pull request. */
import { relativePath } from '../../workspace/paths.ts';
import type { Severity } from '../../../rules/rule.ts';
import type { Report } from './report.ts';

export function formatGithub(report: Report): string {
  const lines = report.findings.map(({ finding, path, start, end }) => {
    const { what, why, action } = finding.message;
    const properties = {
      file: relativePath(report.cwd, path),
      line: String(start.line),
      endLine: String(end.line),
      col: String(start.column),
      endColumn: String(end.column),
      title: `Leaklint: ${finding.rule}`,
    };
    const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
    return `::${commandOf(finding.severity)} ${listed.join(',')}::${escapeData(`${what}\n${why}\n${action}`)}\n`;
  });
  return lines.join('');
}

function commandOf(severity: Severity): string {
  if (severity === 'error' || severity === 'warning') return severity;
  return 'notice';
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
