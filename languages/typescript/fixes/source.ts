/** A file as the fixes see it: text, tree with parents, names, and how its author lays code out. */

import { LRUCache } from 'lru-cache';
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { eachChild, isFunction, type FunctionNode, type Node, T, type Tree } from '../ast.ts';
import { resolveNames, type Names, type Scope } from '../names.ts';
import { parseText } from '../parse.ts';
import { parseQuickly } from '../quick.ts';
import { styleOf, type Style } from './style.ts';

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Tree.Program;
  readonly names: Names;
  readonly style: Style;
  parentOf(node: Node): Node | undefined;
  textOf(node: Node): string;
}

/** Several fixes are asked of one file in a row, and each is compared with what it would make of the file. */
const known = new LRUCache<string, { readonly source: Source | null }>({ max: 3 });

/** Reads a file; null if it holds a syntax error, for then nobody can say what an edit would do to it. */
export function readSource(path: string, text: string): Source | null {
  const key = `${path}\u0000${text}`;
  let read = known.get(key);
  if (read === undefined) known.set(key, (read = { source: readAnew(path, text) }));
  return read.source;
}

function readAnew(path: string, text: string): Source | null {
  try {
    const quick = parseQuickly(path, text);
    const patient = quick === null ? parseText(path, text) : null;
    const program = quick?.program ?? patient?.program;
    if (program === undefined || (patient !== null && patient.syntaxErrors.length > 0)) return null;
    const parents = new Map<Node, Node>();
    addParents(program, parents);
    if (quick !== null) for (const node of parents.keys()) includeDelimiters(node);
    return {
      path,
      text,
      program,
      names: resolveNames(program, quick?.scopes),
      style: styleOf(program, text),
      parentOf: (node) => parents.get(node),
      textOf: (node) => text.slice(node.range[0], node.range[1]),
    };
  } catch {
    return null;
  }
}

/** Texts in templates reach from delimiter to delimiter, as the compiler has it; the quick parsers leave these out. */
function includeDelimiters(node: Node): void {
  if (node.type === T.TemplateElement)
    node.range = [node.range[0] - 1, node.range[1] + (node.tail ? '`' : '${').length];
}

function addParents(root: Node, parents: Map<Node, Node>): void {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const parent = node;
    eachChild(parent, (child) => {
      parents.set(child, parent);
      waiting.push(child);
    });
  }
}

/** The ancestors of a node, the nearest first. */
export function* ancestors(source: Source, node: Node): Generator<Node, void> {
  for (let parent = source.parentOf(node); parent; parent = source.parentOf(parent)) yield parent;
}

/** The call, construction or other node of exactly this range that `accepts` takes; the outermost one if several. */
export function nodeAt<N extends Node>(
  source: Source,
  { start, end }: SourceRange,
  accepts: (node: Node) => node is N,
): N | undefined {
  let node: Node | undefined = source.program;
  while (node) {
    if (node.range[0] === start && node.range[1] === end && accepts(node)) return node;
    let next: Node | undefined;
    eachChild(node, (child) => {
      if (child.range[0] <= start && end <= child.range[1]) next ??= child;
    });
    node = next;
  }
  return undefined;
}

/** What runs on its own: a function, a class field's value, a static block, or the whole file. */
export type Owner =
  FunctionNode | Tree.Program | Tree.StaticBlock | Tree.PropertyDefinition | Tree.AccessorProperty;

/** The function (or its like) in whose body the node runs. */
export function ownerOf(source: Source, node: Node): Owner {
  for (const each of ancestors(source, node)) {
    if (isFunction(each)) return each;
    if (
      each.type === T.StaticBlock ||
      each.type === T.PropertyDefinition ||
      each.type === T.AccessorProperty ||
      each.type === T.Program
    ) {
      return each;
    }
  }
  return source.program;
}

/** Whether `await` may stand in the body of the owner. */
export function mayAwait(owner: Owner, topLevelAwait: boolean): boolean {
  if (isFunction(owner)) return owner.async;
  return owner.type === T.Program && topLevelAwait;
}

/** A list of statements, and who holds it. */
export interface StatementList {
  readonly holder: Node;
  readonly statements: readonly Tree.Statement[];
}

/** A statement in its list. */
export interface StatementPlace extends StatementList {
  readonly statement: Tree.Statement;
  readonly index: number;
}

/** The statement of a list that the node is, or lies in. Does not leave the function around the node. */
export function statementAround(source: Source, node: Node): StatementPlace | undefined {
  for (let current: Node = node, parent = source.parentOf(node); parent; parent = source.parentOf(current)) {
    const statements = statementsOf(parent);
    if (statements) {
      const index = statements.findIndex((each) => each === current);
      const statement = statements[index];
      return statement && { holder: parent, statements, statement, index };
    }
    if (isFunction(parent)) return undefined;
    current = parent;
  }
  return undefined;
}

/** The statements of a node that holds a list of them. */
export function statementsOf(node: Node): readonly Tree.Statement[] | undefined {
  switch (node.type) {
    case T.BlockStatement:
    case T.Program:
    case T.StaticBlock:
      return node.body;
    case T.SwitchCase:
      return node.consequent;
    default:
      return undefined;
  }
}

/** The innermost scope around an offset. */
export function scopeAt(source: Source, offset: number): Scope | undefined {
  let best: Scope | undefined;
  for (const scope of source.names.scopes) {
    const [start, end] = scope.block.range;
    // Of scopes of one block (a module in its file, a function in its name's scope) the later one is the inner one.
    const size = best ? best.block.range[1] - best.block.range[0] : Infinity;
    if ((start <= offset && offset <= end && end - start <= size) || scope.block.type === T.Program)
      best = scope;
  }
  return best;
}

export function contains(outer: Node | SourceRange, inner: Node): boolean {
  const [start, end] = 'range' in outer ? outer.range : [outer.start, outer.end];
  return start <= inner.range[0] && inner.range[1] <= end;
}
