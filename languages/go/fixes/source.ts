/** A Go text with its tree, and the questions that all fixes ask of it. */
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { parse, type SyntaxNode } from '../../tree-sitter/tree.ts';

export interface Source {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly newline: string;
}

/** Parses a text; null while the grammar has not been loaded, or where the text has syntax errors. */
export function readSource(text: string): Source | null {
  const tree = parse('go', text);
  if (tree === null || tree.errors.length > 0) return null;
  return { text, root: tree.root, newline: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The smallest node that covers the range. */
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

export function textOf({ text }: Source, node: SyntaxNode | undefined | null): string {
  return node ? text.slice(node.start, node.end) : '';
}

/** The blanks before what stands at an offset, if nothing else does in its line. */
export function indentAt({ text }: Source, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}
