/** What the rest of this folder needs to know about the nodes that tree-sitter's grammar of Java makes. */

import type { Literal, SourceRange } from '../../analysis/flow/graph.ts';
import type { SyntaxNode } from '../tree-sitter/tree.ts';

/** A node; what is neither named nor in a field has been left out. */
export type Node = Pick<SyntaxNode, 'type' | 'start' | 'end' | 'field'> & {
  readonly children: readonly Node[];
};

/** A node that half-typed code may lack. */
export type Maybe = Node | null | undefined;

/** The first child in a field. */
export function field(node: Maybe, name: string): Node | undefined {
  return node?.children.find((child) => child.field === name);
}

/** All children in a field. */
export function fields(node: Maybe, name: string): Node[] {
  return (node?.children ?? []).filter((child) => child.field === name);
}

/** The first child of a kind. */
export function child(node: Maybe, type: string): Node | undefined {
  return node?.children.find((one) => one.type === type);
}

export function rangeOf(node: Maybe): SourceRange {
  return node ? { start: node.start, end: node.end } : { start: 0, end: 0 };
}

export function textOf(text: string, node: Maybe): string {
  return node ? text.slice(node.start, node.end) : '';
}

/** The expression inside parentheses. */
export function unwrap(node: Maybe): Node | undefined {
  let current = node ?? undefined;
  while (current?.type === 'parenthesized_expression') current = current.children[0];
  return current;
}

/** The nodes that declare a class, whatever Java calls it. */
export const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'record_declaration',
  'enum_declaration',
  'interface_declaration',
  'annotation_type_declaration',
]);

/** Types whose values are no objects. */
export const PRIMITIVES: ReadonlySet<string> = new Set([
  'integral_type',
  'floating_point_type',
  'boolean_type',
]);

/** Nodes that hold nothing that runs. */
export const INERT: ReadonlySet<string> = new Set([
  'modifiers',
  'marker_annotation',
  'annotation',
  'type_parameters',
  'type_arguments',
  'generic_type',
  'array_type',
  'type_identifier',
  'scoped_type_identifier',
  'throws',
  'superclass',
  'super_interfaces',
  'extends_interfaces',
  'dimensions',
  'package_declaration',
  'import_declaration',
]);

/** The modifiers and annotations before a declaration, as they are written. */
export function modifiersOf(text: string, node: Node): readonly string[] {
  const list = child(node, 'modifiers');
  if (!list) return [];
  const words = textOf(text, list)
    .replace(/@[\w.]+\s*(?:\((?:[^()]|\([^()]*\))*\))?/g, ' ')
    .split(/\s+/);
  return words.filter((word) => word !== '');
}

/** The names of the annotations before a declaration, without the package. */
export function annotationsOf(text: string, node: Node): readonly string[] {
  return (child(node, 'modifiers')?.children ?? [])
    .filter(({ type }) => type === 'marker_annotation' || type === 'annotation')
    .map((one) => textOf(text, field(one, 'name')).split('.').at(-1) ?? '');
}

/** The value of a literal; undefined for anything else. */
export function literalOf(text: string, node: Maybe): { readonly value: Literal } | undefined {
  switch (node?.type) {
    case 'null_literal':
      return { value: null };
    case 'true':
      return { value: true };
    case 'false':
      return { value: false };
    case 'string_literal': {
      const source = textOf(text, node);
      const quotes = source.startsWith('"""') ? 3 : 1;
      return { value: source.slice(quotes, -quotes) };
    }
    case 'character_literal':
      return { value: { other: textOf(text, node) } };
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal':
    case 'decimal_floating_point_literal':
    case 'hex_floating_point_literal':
      return { value: numberOf(textOf(text, node)) };
    case 'unary_expression': {
      const operand = literalOf(text, field(node, 'operand'));
      const negative = textOf(text, field(node, 'operator')) === '-';
      return negative && typeof operand?.value === 'number' ? { value: -operand.value } : undefined;
    }
    default:
      return undefined;
  }
}

function numberOf(source: string): Literal {
  const digits = source.replace(/_/g, '');
  const octal = /^0[0-7]+[lL]?$/.test(digits);
  const plain = /^0[xX]/.test(digits) ? digits.replace(/[lL]$/, '') : digits.replace(/[lLfFdD]$/, '');
  const value = octal ? Number.parseInt(digits, 8) : Number(plain);
  return Number.isNaN(value) ? { other: source } : value;
}
