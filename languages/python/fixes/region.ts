/** Where a fix reaches: the assignment that opens a resource, and the statements that use it. */
import { childIn, namedChildren, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Release } from '../../../analysis/catalogue/model.ts';
import { acquisitionOf, type FixContext } from './context.ts';
import { derivedFrom, handsOn } from './derived.ts';

/** `f = open(…)` and what follows, as far as `f` is used. */
export interface Region {
  readonly name: string;
  readonly call: SyntaxNode;
  readonly statement: SyntaxNode;
  /** The statements that are to be indented. */
  readonly inside: readonly SyntaxNode[];
  /** `f.close()` among them, on the same level, which the block makes needless. */
  readonly releases: readonly SyntaxNode[];
}

/** The region of a loss; undefined where the code around has no such form. */
export function regionOf(context: FixContext): Region | undefined {
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
  const { all, referring } = derivedFrom(text, rest, name, VANISHING.has(context.loss.resource?.id ?? ''));
  const last = rest.findLastIndex((each) => all.some((one) => usesOf(text, each, one) > 0));
  if (last < 0 || rebound(text, rest, name)) return undefined;
  const inside = rest.slice(0, last + 1);
  const end = inside.at(-1)?.end ?? statement.end;
  if (all.some((one) => isUsedBehind(text, statement, one, end))) return undefined;
  // Whoever gets it would get it closed.
  if (inside.some((each) => handsOn(text, each, referring))) return undefined;
  const releases = inside.filter((each) => isRelease(text, each, name, context.loss.releases));
  // A text over several lines would change if its lines moved, and a function may use the name later.
  const fits = inside.every((each) => !holdsLineText(text, each) && !holdsFunctionWith(text, each, name));
  return fits ? { name, call, statement, inside, releases } : undefined;
}

/** What is gone when it is closed. */
const VANISHING: ReadonlySet<string> = new Set(['python.TemporaryFile', 'python.TemporaryDirectory']);

function usesOf(text: string, node: SyntaxNode, name: string): number {
  let count = 0;
  for (const each of walk(node))
    if (each.type === 'identifier' && each.field !== 'attribute' && text.slice(each.start, each.end) === name)
      count += 1;
  return count;
}

function rebound(text: string, nodes: readonly SyntaxNode[], name: string): boolean {
  return nodes.some((node) =>
    walk(node).some(
      (each) =>
        each.type === 'identifier' &&
        text.slice(each.start, each.end) === name &&
        (each.field === 'left' ||
          each.parent?.type === 'as_pattern_target' ||
          each.parent?.type === 'pattern_list'),
    ),
  );
}

function isRelease(text: string, node: SyntaxNode, name: string, releases: readonly Release[]): boolean {
  const said = text.slice(node.start, node.end).trim();
  if (said === `${name}.close()` || said === `os.close(${name})` || said === `${name}.shutdown()`)
    return true;
  return releases.some((one) => 'method' in one && said === `${name}.${one.method}()`);
}

/** Whether the name is used behind the region in the function around: what is enclosed would be over by then. */
function isUsedBehind(text: string, statement: SyntaxNode, name: string, end: number): boolean {
  let around: SyntaxNode | null = statement;
  while (around.parent !== null && around.type !== 'function_definition') around = around.parent;
  return walk(around).some(
    (each) =>
      each.start >= end &&
      each.type === 'identifier' &&
      each.field !== 'attribute' &&
      text.slice(each.start, each.end) === name,
  );
}

function holdsLineText(text: string, node: SyntaxNode): boolean {
  return walk(node).some(
    (each) => each.type === 'string_content' && text.slice(each.start, each.end).includes('\n'),
  );
}

function holdsFunctionWith(text: string, node: SyntaxNode, name: string): boolean {
  return walk(node).some(
    (each) => (each.type === 'function_definition' || each.type === 'lambda') && usesOf(text, each, name) > 0,
  );
}
