/**
 * Puts the code that uses a resource into a block that gives it back: `with`, `async with`, or `try … finally` where
 * the resource has no block of its own. Names that are bound in such a block are still there behind it.
 */
import type { Release } from '../../../analysis/catalogue/model.ts';
import type { TextEdit } from '../../../rules/rule.ts';
import { childIn, namedChildren, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { acquisitionOf, indentAt, newline, type Draft, type FixContext } from './context.ts';

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
  'python.asyncpg',
]);

/** `f = open(…)` and what follows, as far as `f` is used. */
interface Region {
  readonly name: string;
  readonly call: SyntaxNode;
  readonly statement: SyntaxNode;
  /** The statements that are to be indented. */
  readonly inside: readonly SyntaxNode[];
  /** `f.close()` among them, on the same level, which the block makes needless. */
  readonly releases: readonly SyntaxNode[];
}

export function block(context: FixContext): Draft | undefined {
  const { tree, loss } = context;
  const { text } = tree;
  const { resource } = loss;
  const region = regionOf(context);
  const indent = region === undefined ? null : indentAt(text, region.statement.start);
  if (region === undefined || resource === undefined || indent === null) return undefined;
  const unit = unitOf(text, indent);
  const shifted = [...indented(context, region, unit), ...removed(text, region)];
  const [first] = loss.releases;
  if (NO_BLOCK.has(resource.id)) {
    const release = first === undefined ? null : releaseText(first, region.name);
    return release === null ? undefined : tryFinally(text, region, indent, unit, shifted, release);
  }
  const awaited = first !== undefined && 'awaitable' in first && first.awaitable;
  const word = awaited ? 'async with' : 'with';
  const head: TextEdit[] = [
    { range: { start: region.statement.start, end: region.call.start }, text: `${word} ` },
    { range: { start: region.call.end, end: region.call.end }, text: ` as ${region.name}:` },
  ];
  return {
    title: `Open it by \`${word}\``,
    edits: [...head, ...filled(text, region, indent, unit), ...shifted],
  };
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

function regionOf(context: FixContext): Region | undefined {
  const call = acquisitionOf(context);
  // `await connect(…)` is `async with connect(…)`.
  const right = call?.parent?.type === 'await' ? call.parent : call;
  const assignment = right?.parent;
  const statement = assignment?.parent;
  const body = statement?.parent;
  if (call === undefined || assignment?.type !== 'assignment' || !statement || !body) return undefined;
  const left = childIn(assignment, 'left');
  if (left?.type !== 'identifier' || childIn(assignment, 'right') !== right) return undefined;
  const { text } = context.tree;
  const name = text.slice(left.start, left.end);
  const siblings = namedChildren(body);
  const from = siblings.indexOf(statement) + 1;
  const rest = siblings.slice(from);
  const uses = rest.map((each) => usesOf(text, each, name));
  const last = uses.findLastIndex((count) => count > 0);
  if (last < 0 || rebound(text, rest, name)) return undefined;
  const inside = rest.slice(0, last + 1);
  const releases = inside.filter((each) => isRelease(text, each, name));
  // A text over several lines would change if its lines moved, and a function may use the name later.
  const fits = inside.every((each) => !holdsLineText(text, each) && !holdsFunctionWith(text, each, name));
  return fits ? { name, call, statement, inside, releases } : undefined;
}

function usesOf(text: string, node: SyntaxNode, name: string): number {
  let count = 0;
  for (const each of walk(node))
    if (each.type === 'identifier' && each.field !== 'attribute' && text.slice(each.start, each.end) === name)
      count += 1;
  return count;
}

function rebound(text: string, nodes: readonly SyntaxNode[], name: string): boolean {
  return nodes.some((node) =>
    [...walk(node)].some(
      (each) =>
        each.type === 'identifier' &&
        text.slice(each.start, each.end) === name &&
        (each.field === 'left' ||
          each.parent?.type === 'as_pattern_target' ||
          each.parent?.type === 'pattern_list'),
    ),
  );
}

function isRelease(text: string, node: SyntaxNode, name: string): boolean {
  const said = text.slice(node.start, node.end).trim();
  return said === `${name}.close()` || said === `os.close(${name})` || said === `${name}.shutdown()`;
}

function holdsLineText(text: string, node: SyntaxNode): boolean {
  return [...walk(node)].some(
    (each) => each.type === 'string_content' && text.slice(each.start, each.end).includes('\n'),
  );
}

function holdsFunctionWith(text: string, node: SyntaxNode, name: string): boolean {
  return [...walk(node)].some(
    (each) => (each.type === 'function_definition' || each.type === 'lambda') && usesOf(text, each, name) > 0,
  );
}

/** One step of indentation: what the first indented line of the file has. */
function unitOf(text: string, indent: string): string {
  if (indent.includes('\t')) return '\t';
  return /^( +)\S/m.exec(text)?.[1] ?? '    ';
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
