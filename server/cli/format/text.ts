/** `--format text`: for people. */
import { createColors } from 'picocolors';
import type { Severity } from '../../../rules/rule.ts';
import { relativePath } from '../../workspace/paths.ts';
import { cutLine } from './cut-line.ts';
import type { Report, ReportedFinding, Summary } from './report.ts';

type Colours = ReturnType<typeof createColors>;

export function formatText(report: Report, options: { readonly colour: boolean }): string {
  const colours = createColors(options.colour);
  const blocks = report.findings.map((each) => blockOf(report, each, colours));
  return [...blocks, summaryLine(report.summary, colours)].join('\n');
}

function blockOf(report: Report, each: ReportedFinding, colours: Colours): string {
  const { finding, start, path } = each;
  const place = `${relativePath(report.cwd, path)}:${String(start.line)}:${String(start.column)}`;
  const level = levelColour(finding.severity, colours);
  const head = `${colours.bold(place)}  ${level(finding.severity)}  ${colours.dim(finding.rule)}`;
  const lines = [head, `  ${finding.message.what}`, ''];
  lines.push(...sourceLines(report, each, colours), '');
  lines.push(...pathLines(report, each, colours));
  lines.push(`  ${colours.dim('why')}  ${finding.message.why}`);
  lines.push(`  ${colours.dim('do')}   ${finding.message.action}`);
  const fix = each.fixes[0];
  if (fix !== undefined)
    lines.push(`  ${colours.dim('fix')}  ${fix.title}${fix.safe ? colours.dim(' (--fix)') : ''}`);
  return `${lines.join('\n')}\n`;
}

/** The source line with the squiggle below; of a range over several lines the first. */
function sourceLines(
  report: Report,
  { path, finding, start, end }: ReportedFinding,
  colours: Colours,
): string[] {
  const text = report.lines(path)?.line(start.line);
  if (text === undefined) return [];
  const last = end.line === start.line ? end.column - 1 : text.length;
  const window = cutLine(text, start.column - 1, last);
  const number = String(start.line);
  const gutter = ' '.repeat(number.length);
  const level = levelColour(finding.severity, colours);
  // Tabs stay tabs, so that the squiggle stands where the terminal puts the code.
  const indent = window.text.slice(0, window.from).replace(/[^\t]/g, ' ');
  const squiggle = '~'.repeat(Math.max(1, window.to - window.from));
  return [
    `  ${colours.dim(`${number} |`)} ${window.text}`,
    `  ${colours.dim(`${gutter} |`)} ${indent}${level(squiggle)}`,
  ];
}

function pathLines(report: Report, { path, finding }: ReportedFinding, colours: Colours): string[] {
  return finding.path.map((step, index) => {
    const file = step.file ?? path;
    const at = report.lines(file)?.position(step.range.start);
    const place = at === undefined ? '' : `${String(at.line)}:${String(at.column)}`;
    const where = file === path ? place : `${relativePath(report.cwd, file)}:${place}`;
    return `  ${colours.cyan(`${String(index + 1)}.`)} ${colours.dim(where.padEnd(8))} ${step.message}`;
  });
}

function levelColour(severity: Severity, colours: Colours): (text: string) => string {
  if (severity === 'error') return colours.red;
  if (severity === 'warning') return colours.yellow;
  return severity === 'information' ? colours.blue : colours.dim;
}

/** One line that says what was found and what was looked at. */
function summaryLine(summary: Summary, colours: Colours): string {
  const counts = [
    counted(summary.errors, 'error'),
    counted(summary.warnings, 'warning'),
    summary.information > 0 ? `${String(summary.information)} information` : '',
    counted(summary.hints, 'hint'),
  ].filter((each) => each !== '');
  const found = counts.length > 0 ? counts.join(', ') : 'No leaks found';
  const silenced = [
    summary.suppressed > 0 ? `${String(summary.suppressed)} suppressed` : '',
    summary.baseline > 0 ? `${String(summary.baseline)} in the baseline` : '',
    summary.givenUp > 0 ? `${String(summary.givenUp)} given up` : '',
  ].filter((each) => each !== '');
  const looked = `${counted(summary.files, 'file') || 'no files'} checked`;
  const colour =
    summary.errors + summary.warnings > 0 ? colours.yellow : counts.length > 0 ? colours.blue : colours.green;
  return `${colour(found)} ${colours.dim(`(${[looked, ...silenced].join(', ')})`)}\n`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
