/**
 * Comments that silence findings:
 * `// leaklint-ignore-next-line rule[, rule]: reason`, `// leaklint-ignore-line …`, `/* leaklint-ignore-file … *\/`.
 */
import type { Comment, SourceRange } from '../../analysis/flow/graph.ts';
import type { LineMap } from './text.ts';

export interface Suppression {
  readonly scope: 'next-line' | 'line' | 'file';
  /** Rule names as written; empty means all. */
  readonly rules: readonly string[];
  readonly reason: string | null;
  readonly range: SourceRange;
  /** The line that it speaks of; 0 for the whole file. */
  readonly line: number;
}

/** What a text must hold for its comments to be worth looking at. */
export const SUPPRESSION_MARK = 'leaklint-ignore-';
const FORM = /^[/*#\s]*leaklint-ignore-(next-line|line|file)(?![\w-])([^]*?)(?:\*\/)?\s*$/;

/** The suppressions among the comments, in order. */
export function suppressionsIn(comments: readonly Comment[], lines: LineMap): readonly Suppression[] {
  return comments.flatMap((comment): Suppression[] => {
    const match = FORM.exec(comment.text);
    if (match === null) return [];
    const scope = match[1] === 'file' ? 'file' : match[1] === 'line' ? 'line' : 'next-line';
    const rest = match[2] ?? '';
    const colon = rest.indexOf(':');
    const names = colon < 0 ? rest : rest.slice(0, colon);
    const reason = colon < 0 ? '' : rest.slice(colon + 1).trim();
    return [
      {
        scope,
        rules: names.split(/[\s,]+/).filter((name) => name !== ''),
        reason: reason === '' ? null : reason,
        range: comment.range,
        line: lineOf(scope, comment, lines),
      },
    ];
  });
}

/** Whether the suppression speaks of a finding of the rule that starts on the line. */
export function suppresses(suppression: Suppression, rule: string, line: number): boolean {
  if (suppression.scope !== 'file' && suppression.line !== line) return false;
  return suppression.rules.length === 0 || suppression.rules.includes(rule);
}

/** «Next line» means the next line of code: other comments and blank lines in between do not count. */
function lineOf(scope: Suppression['scope'], comment: Comment, lines: LineMap): number {
  if (scope === 'file') return 0;
  if (scope === 'line') return lines.position(comment.range.start).line;
  let line = lines.position(comment.range.end).line + 1;
  while (
    line < lines.lines &&
    /^\s*(?:\/\/.*|#(?![\w$]).*|\/\*.*\*\/|\{\s*\/\*.*\*\/\s*\})?\s*$/.test(lines.line(line))
  )
    line++;
  return line;
}
