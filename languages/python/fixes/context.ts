/** What a fix is made from, and what it makes. */
import type { Loss } from '../../../analysis/finding.ts';
import type { TextEdit } from '../../../rules/rule.ts';
import { walk, type SyntaxNode, type SyntaxTree } from '../../tree-sitter/tree.ts';

export interface FixContext {
  readonly tree: SyntaxTree;
  readonly loss: Loss;
}

/** A fix without the part that the request says. */
export interface Draft {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The acquiring call. */
export function acquisitionOf({ tree, loss }: FixContext): SyntaxNode | undefined {
  const { start, end } = loss.acquisition;
  for (const node of walk(tree.root, (each) => each.start <= start && end <= each.end))
    if (node.type === 'call' && node.start === start && node.end === end) return node;
  return undefined;
}

/** The blanks before the first character of the line that an offset is in; null if there is other text. */
export function indentAt(text: string, offset: number): string | null {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

/** The line break of the file. */
export function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
