/** Literals as they are written. */
import type { Literal } from '../../analysis/flow/graph.ts';
import type { SyntaxNode } from '../tree-sitter/tree.ts';
import { textOf, type GoModel } from './model.ts';

/** The value of a literal, wrapped because nil is one. */
export function literalIn(
  model: Pick<GoModel, 'text'>,
  node: SyntaxNode | undefined,
): { readonly value: Literal } | undefined {
  switch (node?.type) {
    case 'nil':
      return { value: null };
    case 'true':
      return { value: true };
    case 'false':
      return { value: false };
    case 'int_literal':
    case 'float_literal': {
      const number = Number(textOf(model, node).replaceAll('_', ''));
      return { value: Number.isNaN(number) ? { other: textOf(model, node) } : number };
    }
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { value: textOf(model, node).slice(1, -1) };
    case 'rune_literal':
    case 'imaginary_literal':
      return { value: { other: textOf(model, node) } };
    default:
      return undefined;
  }
}
