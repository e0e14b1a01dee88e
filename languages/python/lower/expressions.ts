/** Expressions: each becomes steps and one place that holds its value. */
import type { Literal, PlaceId, Reference } from '../../../analysis/flow/graph.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { call } from './calls.ts';
import { array, dictionary, template } from './collections.ts';
import { comprehension } from './comprehensions.ts';
import { test } from './conditions.ts';
import { blockOfWith } from './manager.ts';

/** How the value of an expression is used. */
export interface Use {
  readonly discarded: boolean;
  readonly awaited: boolean;
  /** A block is entered by it, which gives it back. */
  readonly managed?: boolean;
}

const KEPT: Use = { discarded: false, awaited: false };

/** Lowers an expression for its effects alone. */
export function effect(builder: Builder, node: SyntaxNode): void {
  value(builder, node, { discarded: true, awaited: false });
}

/** Lowers an expression and gives the place of its value. */
export function value(builder: Builder, node: SyntaxNode | undefined, use: Use = KEPT): PlaceId {
  if (node === undefined) return builder.literal(undefined, { start: 0, end: 0 });
  const range = rangeOf(node);
  const constant = literalOf(builder, node);
  if (constant !== undefined) return builder.literal(constant.value, range);
  switch (node.type) {
    case 'identifier':
      return name(builder, node);
    case 'attribute':
      return attribute(builder, node);
    case 'subscript':
      return subscript(builder, node);
    case 'call':
      return call(builder, node, use);
    case 'await': {
      const source = value(builder, namedChildren(node)[0], { ...use, awaited: true });
      const target = builder.temporary();
      builder.emit({ op: 'await', target, source, range });
      return target;
    }
    case 'yield': {
      const target = builder.temporary();
      const given = value(builder, namedChildren(node)[0]);
      if (builder.unit.manages) return blockOfWith(builder, given, range);
      builder.emit({
        op: 'yield',
        target,
        value: given,
        delegate: childOf(node, 'from') !== undefined,
        range,
      });
      return target;
    }
    case 'parenthesized_expression':
    case 'expression_statement':
    case 'as_pattern':
      return value(builder, namedChildren(node)[0], use);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
      return array(builder, node);
    case 'dictionary':
      return dictionary(builder, node);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehension(builder, node);
    case 'lambda': {
      const target = builder.temporary();
      const id = builder.model.functionOf.get(node);
      if (id !== undefined) builder.emit({ op: 'closure', target, function: id, range });
      return target;
    }
    case 'conditional_expression':
      return conditional(builder, node);
    case 'boolean_operator':
      return either(builder, node);
    case 'not_operator':
      return builder.operation('!', [value(builder, childIn(node, 'argument'))], range);
    case 'comparison_operator':
      return comparison(builder, node);
    case 'named_expression': {
      const held = value(builder, childIn(node, 'value'));
      bind(builder, childIn(node, 'name'), held, node);
      return held;
    }
    case 'assignment': {
      const held = value(builder, childIn(node, 'right'));
      bind(builder, childIn(node, 'left'), held, node);
      return held;
    }
    case 'string':
    case 'concatenated_string':
      return template(builder, node);
    case 'keyword_argument':
      return value(builder, childIn(node, 'value'));
    case 'type':
      return builder.literal({ other: 'type' }, range);
    default: {
      const operands = namedChildren(node).map((child) => value(builder, child));
      return builder.operation(operatorOf(node), operands, range);
    }
  }
}

function operatorOf(node: SyntaxNode): string {
  const operator = childIn(node, 'operator')?.type ?? node.type;
  return /^[a-z]/.test(operator) ? `(${operator})` : operator;
}

/** The literal that an expression is; undefined if it is none. */
export function literalOf(builder: Builder, node: SyntaxNode): { readonly value: Literal } | undefined {
  switch (node.type) {
    case 'none':
      return { value: null };
    case 'true':
      return { value: true };
    case 'false':
      return { value: false };
    case 'integer':
    case 'float': {
      const number = Number(builder.text(node).replaceAll('_', '').toLowerCase());
      return { value: Number.isNaN(number) ? { other: builder.text(node) } : number };
    }
    case 'unary_operator': {
      const argument = childIn(node, 'argument');
      if (argument === undefined || childIn(node, 'operator')?.type !== '-') return undefined;
      const inner = literalOf(builder, argument);
      return typeof inner?.value === 'number' ? { value: -inner.value } : undefined;
    }
    case 'string': {
      if (childOf(node, 'interpolation') !== undefined) return undefined;
      const parts = node.children.filter(({ type }) => type === 'string_content');
      return { value: parts.map((one) => builder.text(one)).join('') };
    }
    case 'ellipsis':
      return { value: { other: '...' } };
    default:
      return undefined;
  }
}

function name(builder: Builder, node: SyntaxNode): PlaceId {
  const text = builder.text(node);
  const place = builder.model.variable(text, builder.scope)?.place ?? builder.selfNamed(text);
  return place ?? builder.reference({ kind: 'global', path: [text] }, rangeOf(node));
}

function attribute(builder: Builder, node: SyntaxNode): PlaceId {
  const reference = referenceOf(builder, node);
  if (reference !== undefined) return builder.reference(reference, rangeOf(node));
  const key = childIn(node, 'attribute');
  const object = value(builder, childIn(node, 'object'));
  return builder.loadBound(object, key === undefined ? null : builder.text(key), rangeOf(node));
}

/** What a name or a member of a module denotes; members of the receiver denote nothing. */
export function referenceOf(builder: Builder, node: SyntaxNode | undefined): Reference | undefined {
  let root = node;
  while (root?.type === 'attribute') root = childIn(root, 'object');
  if (root?.type !== 'identifier') return undefined;
  const text = builder.text(root);
  const isSelf =
    builder.model.variable(text, builder.scope) === undefined && builder.selfNamed(text) !== null;
  return isSelf ? undefined : builder.model.denotes(node, builder.scope);
}

function subscript(builder: Builder, node: SyntaxNode): PlaceId {
  const object = value(builder, childIn(node, 'value'));
  const { key, computed } = keyOf(builder, node);
  return builder.load(object, key, rangeOf(node), computed);
}

/** The key of a subscript: a literal's text, or the place that holds it. */
export function keyOf(
  builder: Builder,
  node: SyntaxNode,
): { readonly key: string | null; readonly computed?: PlaceId } {
  const index = childIn(node, 'subscript');
  const literal = index === undefined ? undefined : literalOf(builder, index);
  if (typeof literal?.value === 'string' || typeof literal?.value === 'number')
    return { key: String(literal.value) };
  return { key: null, computed: value(builder, index) };
}

/** `a if test else b` */
function conditional(builder: Builder, node: SyntaxNode): PlaceId {
  const [first, condition, second] = namedChildren(node);
  const yes = builder.block();
  const no = builder.block();
  const after = builder.block();
  const target = builder.temporary();
  test(builder, condition, yes, no);
  for (const [block, branch] of [
    [yes, first],
    [no, second],
  ] as const) {
    builder.enter(block);
    builder.copy(target, value(builder, branch), rangeOf(branch ?? node));
    builder.jump(after);
  }
  builder.enter(after);
  return target;
}

/** `a or b`, `a and b` as values. */
function either(builder: Builder, node: SyntaxNode): PlaceId {
  const target = builder.temporary();
  const second = builder.block();
  const after = builder.block();
  const left = childIn(node, 'left') ?? node;
  const held = left === node ? builder.literal(undefined, rangeOf(node)) : value(builder, left);
  builder.copy(target, held, rangeOf(left));
  const isAnd = childIn(node, 'operator')?.type === 'and';
  const [yes, no] = isAnd ? [second, after] : [after, second];
  builder.branch({ kind: 'truthy', place: held }, yes, no, rangeOf(left));
  builder.enter(second);
  const right = childIn(node, 'right');
  builder.copy(target, value(builder, right), rangeOf(right ?? node));
  builder.jump(after);
  builder.enter(after);
  return target;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '==': '===',
  is: '===',
  '!=': '!==',
  '<>': '!==',
  'is not': '!==',
};

function comparison(builder: Builder, node: SyntaxNode): PlaceId {
  const operands = namedChildren(node);
  const [left, right] = operands;
  const written =
    left === undefined || right === undefined
      ? ''
      : builder.text(node).slice(left.end - node.start, right.start - node.start);
  const operator = written.trim().replace(/\s+/g, ' ');
  const known = operands.length === 2 ? (COMPARISONS[operator] ?? `(${operator})`) : '(compare)';
  return builder.operation(
    known,
    operands.map((child) => value(builder, child)),
    rangeOf(node),
  );
}
