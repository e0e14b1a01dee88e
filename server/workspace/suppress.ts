/** Comments that silence a finding: where they go and what they say. */
import type { Finding, TextEdit } from '../../rules/rule.ts';
import { lineComment, roomForComment } from './engine.ts';
import type { Suppression } from './suppressions.ts';
import { LineMap } from './text.ts';

interface Document {
  readonly path: string;
  readonly text: string;
}

/** Comments that speak of the very next line: ours goes above them. */
const SPEAKS_OF_NEXT_LINE =
  /^\s*\/\/\s*(?:eslint-disable-next-line|@ts-(?:ignore|expect-error)|biome-ignore|prettier-ignore|oxlint-disable-next-line|deno-lint-ignore|c8 ignore|v8 ignore|istanbul ignore)/;

/**
 * The edit that silences a finding on its line or in the whole file. A comment that does so for other rules
 * already is extended.
 */
export function commentEdit(
  { path, text }: Document,
  { rule, range }: Pick<Finding, 'rule' | 'range'>,
  suppressions: readonly Suppression[],
  scope: 'line' | 'file',
): TextEdit {
  const lines = new LineMap(text);
  const { line } = lines.position(range.start);
  const beside = suppressions.find((each) =>
    scope === 'file' ? each.scope === 'file' : each.scope !== 'file' && each.line === line,
  );
  if (beside !== undefined && beside.rules.length > 0) return extended(text, beside, rule);
  const mark = lineComment(path);
  if (scope === 'file') {
    const comment = mark === '#' ? `# leaklint-ignore-file ${rule}` : `/* leaklint-ignore-file ${rule} */`;
    return insert(afterHead(text), `${comment}\n`);
  }
  const behind = insert(
    lines.start(line) + lines.line(line).length,
    `  ${mark} leaklint-ignore-line ${rule}`,
  );
  // Between a backslash and the line that it goes on with no comment may stand.
  if (mark === '#' && /\\$/.test(lines.line(line - 1))) return behind;
  let above = line;
  while (above > 1 && SPEAKS_OF_NEXT_LINE.test(lines.line(above - 1))) above--;
  const indent = /^[ \t]*/.exec(lines.line(above))?.[0] ?? '';
  switch (roomForComment(path, text, lines.start(above))) {
    case 'code':
      return insert(lines.start(above), `${indent}${mark} leaklint-ignore-next-line ${rule}\n`);
    case 'jsx':
      return insert(lines.start(above), `${indent}{/* leaklint-ignore-next-line ${rule} */}\n`);
    case 'none':
      // No comment of Python's ends before its line does.
      if (mark === '#') return behind;
      return insert(range.start, `/* leaklint-ignore-line ${rule} */ `);
  }
}

/** The edit that takes a comment away, with its line if nothing else is on it. */
export function deleteCommentEdit(text: string, { range }: Suppression): TextEdit {
  const lines = new LineMap(text);
  let { start, end } = range;
  // In JSX the comment stands in braces of its own.
  if (/\{\s*$/.test(text.slice(0, start)) && /^\s*\}/.test(text.slice(end))) {
    const braces = /^\{\s*\/\*.*\*\/\s*\}$/s;
    const open = text.lastIndexOf('{', start);
    const close = text.indexOf('}', end) + 1;
    if (braces.test(text.slice(open, close))) [start, end] = [open, close];
  }
  const [first, last] = [lines.position(start).line, lines.position(end).line];
  const alone =
    text.slice(lines.start(first), start).trim() === '' &&
    text.slice(end, lines.start(last + 1)).trim() === '';
  if (alone) return { range: { start: lines.start(first), end: lines.start(last + 1) }, text: '' };
  while (/[ \t]/.test(text.charAt(start - 1)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end))) start--;
  if (/[ \t]/.test(text.charAt(end)) && !/^[ \t]*(?:\r?\n|$)/.test(text.slice(end))) end++;
  return { range: { start, end }, text: '' };
}

/** One more rule, behind those that it names. */
function extended(text: string, { range, rules }: Suppression, rule: string): TextEdit {
  const last = rules.at(-1) ?? '';
  const comment = text.slice(range.start, range.end);
  const colon = comment.indexOf(':');
  const names = colon < 0 ? comment : comment.slice(0, colon);
  return insert(range.start + names.lastIndexOf(last) + last.length, `, ${rule}`);
}

function insert(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** Behind the shebang, and behind the line that says how a Python file is encoded. */
function afterHead(text: string): number {
  return /^(?:#!.*(?:\r?\n|$))?(?:#.*coding[:=].*(?:\r?\n|$))?/.exec(text)?.[0].length ?? 0;
}
