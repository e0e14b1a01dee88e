/**
 * Puts the code that uses a resource into a block that gives it back: `with`, `async with`, or `try … finally` where
 * the resource has no block of its own. Names that are bound in such a block are still there behind it.
 */
import type { Release } from '../../../analysis/catalogue/model.ts';
import type { TextEdit } from '../../../rules/rule.ts';
import { namedChildren, walk, type SyntaxNode, type SyntaxTree } from '../../tree-sitter/tree.ts';
import { indentAt, newline, type Draft, type FixContext } from './context.ts';
import { joined } from './joined.ts';
import { regionOf, type Region } from './region.ts';

/** Resources that are no context managers. */
const NO_BLOCK: ReadonlySet<string> = new Set([
  'python.EventLoop',
  'python.StreamWriter',
  'python.Timer',
  'python.Descriptor',
  'python.sqlite',
  'python.psycopg2',
  'python.mysql',
  'python.mongo',
  'python.redis',
  'python.HttpConnection',
  'python.Pop3Connection',
  'python.asyncpg',
]);

export function block(context: FixContext): Draft | undefined {
  const { tree, loss } = context;
  const { text } = tree;
  const { resource } = loss;
  const region = regionOf(context);
  const indent = region === undefined ? null : indentAt(text, region.statement.start);
  if (region === undefined || resource === undefined || indent === null) return undefined;
  const unit = unitOf(tree, region.statement);
  const shifted = [...indented(context, region, unit), ...removed(text, region)];
  const [first] = loss.releases;
  // Of what no catalogue knows nobody can say that it is a context manager.
  if (resource.id.startsWith('paired.')) {
    const release =
      first === undefined || region.releases.length === 0 ? null : releaseText(first, region.name);
    return release === null ? undefined : tryFinally(text, region, indent, unit, shifted, release);
  }
  const closing = NO_BLOCK.has(resource.id) ? closingName(context) : null;
  const wrapped = closing !== null && first !== undefined && isPlainClose(first) ? closing : null;
  if (NO_BLOCK.has(resource.id) && wrapped === null) {
    const release = first === undefined ? null : releaseText(first, region.name);
    return release === null ? undefined : tryFinally(text, region, indent, unit, shifted, release);
  }
  const awaited = first !== undefined && 'awaitable' in first && first.awaitable;
  const word = awaited ? 'async with' : 'with';
  const opened = text.slice(region.call.start, region.call.end);
  const form = wrapped === null ? opened : `${wrapped}(${opened})`;
  const together = joined(text, region, `${form} as ${region.name}`, awaited);
  if (together !== undefined)
    return { title: together.title, edits: [...together.edits, ...removed(text, region)] };
  const [before, behind] = wrapped === null ? ['', ''] : [`${wrapped}(`, ')'];
  const head: TextEdit[] = [
    { range: { start: region.statement.start, end: region.call.start }, text: `${word} ${before}` },
    { range: { start: region.call.end, end: region.call.end }, text: `${behind} as ${region.name}:` },
  ];
  return {
    title: wrapped === null ? `Open it by \`${word}\`` : `Open it by \`with ${wrapped}(…)\``,
    edits: [...head, ...filled(text, region, indent, unit), ...shifted],
  };
}

/** `close()` that nobody awaits, which is what `contextlib.closing` calls. */
function isPlainClose(release: Release): boolean {
  return 'method' in release && release.method === 'close' && release.awaitable !== true;
}

/** What `contextlib.closing` is called in a file that imports it already; a fix adds no import. */
function closingName({ tree: { root, text } }: FixContext): string | null {
  for (const node of walk(root, ({ type }) => type === 'module' || type.startsWith('import_'))) {
    const said = text.slice(node.start, node.end);
    if (node.type === 'import_statement' && /^import (?:.*, *)?contextlib(?: *,|$)/.test(said))
      return 'contextlib.closing';
    if (node.type === 'import_from_statement' && /^from contextlib import .*\bclosing\b(?! as)/.test(said))
      return 'closing';
  }
  return null;
}

function tryFinally(
  text: string,
  region: Region,
  indent: string,
  unit: string,
  shifted: readonly TextEdit[],
  release: string,
): Draft | undefined {
  const last = region.inside.at(-1);
  if (last === undefined || region.inside.length === region.releases.length) return undefined;
  const line = newline(text);
  const start = lineEnd(text, region.statement.end);
  const end = lineEnd(text, last.end);
  return {
    title: `Give it back in \`finally\``,
    edits: [
      { range: { start, end: start }, text: `${line}${indent}try:` },
      ...shifted,
      { range: { start: end, end }, text: `${line}${indent}finally:${line}${indent}${unit}${release}` },
    ],
  };
}

/** One step of indentation: that of the block around, else of the first one in the file. */
function unitOf({ root, text }: SyntaxTree, statement: SyntaxNode): string {
  const own = statement.parent === null ? null : stepOf(text, statement.parent);
  if (own !== null) return own;
  for (const node of walk(root)) {
    const step = node.type === 'block' ? stepOf(text, node) : null;
    if (step !== null) return step;
  }
  return '    ';
}

/** By how much a block is indented; null where it stands behind its head. */
function stepOf(text: string, block: SyntaxNode): string | null {
  const head = block.parent;
  if (block.type !== 'block' || head === null) return null;
  const line = text.lastIndexOf('\n', head.start - 1) + 1;
  const outer = /^[ \t]*/.exec(text.slice(line, head.start))?.[0] ?? '';
  const first = namedChildren(block)[0];
  const inner = first === undefined ? null : indentAt(text, first.start);
  return inner !== null && inner.length > outer.length && inner.startsWith(outer)
    ? inner.slice(outer.length)
    : null;
}

function indented({ tree }: FixContext, { inside, statement, releases }: Region, unit: string): TextEdit[] {
  const { text } = tree;
  const end = inside.at(-1)?.end ?? statement.end;
  const edits: TextEdit[] = [];
  for (let at = lineEnd(text, statement.end) + 1; at > 0 && at <= end; at = text.indexOf('\n', at) + 1) {
    const isBlank = /^[ \t\r]*(?:\n|$)/.test(text.slice(at, at + 200));
    const dropped = releases.some((each) => at <= each.start && each.start <= lineEnd(text, at));
    if (!isBlank && !dropped) edits.push({ range: { start: at, end: at }, text: unit });
  }
  return edits;
}

/** Whole lines of needless releases go. */
function removed(text: string, { releases }: Region): TextEdit[] {
  return releases.map((each) => {
    const start = text.lastIndexOf('\n', each.start);
    return { range: { start: text[start - 1] === '\r' ? start - 1 : start, end: each.end }, text: '' };
  });
}

/** A block in which nothing is left. */
function filled(text: string, region: Region, indent: string, unit: string): TextEdit[] {
  if (region.inside.length > region.releases.length) return [];
  const at = lineEnd(text, region.statement.end);
  return [{ range: { start: at, end: at }, text: `${newline(text)}${indent}${unit}pass` }];
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function releaseText(release: Release, name: string): string | null {
  if ('method' in release) return release.awaitable === true ? null : `${name}.${release.method}()`;
  if (!('function' in release)) return null;
  return `${release.function.replace('#', '.')}(${name})`;
}
