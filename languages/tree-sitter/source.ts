/** A text with its tree, and the questions that fixes ask of it. */
import type { SourceRange } from '../../analysis/flow/graph.ts';
import type { Grammar } from './loader.ts';
import { parse, type Detail, type SyntaxNode } from './tree.ts';

export interface Source {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly newline: string;
}

/** Parses a text; null while the grammar has not been loaded, or where the text has syntax errors. */
export function readSource(grammar: Grammar, text: string, detail: Detail = 'all'): Source | null {
  const tree = parse(grammar, text, detail);
  if (tree === null || tree.errors.length > 0) return null;
  return { text, root: tree.root, newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The smallest node that covers the range exactly, or around it. */
export function nodeAt({ root }: Source, { start, end }: SourceRange): SyntaxNode {
  let current = root;
  for (;;) {
    const inner = current.children.find((one) => one.start <= start && end <= one.end);
    if (inner === undefined) return current;
    current = inner;
  }
}

/** The nearest node around (or the node itself) of one of the types. */
export function around(node: SyntaxNode | null, types: RegExp): SyntaxNode | null {
  for (let current = node; current !== null; current = current.parent)
    if (types.test(current.type)) return current;
  return null;
}

/** All nodes below a node that satisfy a test, in order. */
export function below(node: SyntaxNode, test: (one: SyntaxNode) => boolean): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (one: SyntaxNode): void => {
    if (test(one)) found.push(one);
    one.children.forEach(visit);
  };
  node.children.forEach(visit);
  return found;
}

export function textOf({ text }: Source, node: SyntaxNode | undefined | null): string {
  return node ? text.slice(node.start, node.end) : '';
}

/** The blanks before what stands at an offset, if nothing else does in its line. */
export function indentAt({ text }: Source, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

/** One step of indentation: what the statement has more than the block around it. */
export function stepOf(source: Source, statement: SyntaxNode): string {
  const own = indentAt(source, statement.start) ?? '';
  const block = statement.parent;
  const lineStart = block === null ? 0 : source.text.lastIndexOf('\n', block.start) + 1;
  const outer = /^[ \t]*/.exec(source.text.slice(lineStart))?.[0] ?? '';
  const more = own.startsWith(outer) ? own.slice(outer.length) : '';
  return more === '' ? (own.includes('\t') ? '\t' : '    ') : more;
}
