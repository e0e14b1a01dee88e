/** Several resources in the head of one `with`. */
import type { TextEdit } from '../../../rules/rule.ts';
import { childOf, namedChildren } from '../../tree-sitter/tree.ts';
import type { Draft } from './context.ts';
import type { Region } from './region.ts';

/**
 * What is opened first thing in the block of a `with` is opened in its head too: `with a() as x, b() as y:`. Undefined
 * where the resource stands elsewhere, or the head is in parentheses.
 */
export function joined(text: string, region: Region, item: string, awaited: boolean): Draft | undefined {
  const { statement, inside, releases } = region;
  const body = statement.parent;
  const around = body?.parent;
  if (!body || around?.type !== 'with_statement') return undefined;
  if ((childOf(around, 'async') !== undefined) !== awaited) return undefined;
  const clause = childOf(around, 'with_clause');
  const [first, second] = namedChildren(body);
  if (clause === undefined || first !== statement || second === undefined) return undefined;
  if (inside.length === releases.length || (text[clause.end - 1] === ')' && text[clause.start] === '('))
    return undefined;
  const from = text.lastIndexOf('\n', statement.start);
  const to = text.indexOf('\n', statement.end);
  // A comment behind the statement would be lost.
  if (from < clause.end || to < 0 || text.slice(statement.end, to).trim() !== '') return undefined;
  const edits: TextEdit[] = [
    { range: { start: clause.end, end: clause.end }, text: `, ${item}` },
    { range: { start: from, end: to }, text: '' },
  ];
  return { title: `Open it in the head of the \`with\` around it`, edits };
}
