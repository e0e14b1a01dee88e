/** Tests. Logical operators become control flow, so that each branch tests one thing. */
import type { BlockId, Condition } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import type { GoBuilder } from './builder.ts';
import { literalOf, value } from './expressions.ts';

/** Lowers an expression as a test: control goes to `yes` or to `no`. */
export function test(builder: GoBuilder, node: SyntaxNode | undefined, yes: BlockId, no: BlockId): void {
  switch (node?.type) {
    case 'parenthesized_expression':
      test(builder, namedChildren(node)[0], yes, no);
      return;
    case 'unary_expression':
      if (operatorOf(builder, node) !== '!') break;
      test(builder, childIn(node, 'operand'), no, yes);
      return;
    case 'binary_expression':
      binary(builder, node, yes, no);
      return;
    case 'true':
      builder.jump(yes);
      return;
    case 'false':
      builder.jump(no);
      return;
    default:
  }
  if (node === undefined) builder.branch({ kind: 'opaque' }, yes, no, { start: 0, end: 0 });
  else builder.branch({ kind: 'truthy', place: value(builder, node) }, yes, no, rangeOf(node));
}

function operatorOf(builder: GoBuilder, node: SyntaxNode): string {
  const operator = childIn(node, 'operator');
  return operator === undefined ? '' : textOf(builder.model, operator);
}

function binary(builder: GoBuilder, node: SyntaxNode, yes: BlockId, no: BlockId): void {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const operator = operatorOf(builder, node);
  if (operator === '&&' || operator === '||') {
    const second = builder.block();
    builder.guard(second, operator === '&&' ? yes : no);
    if (operator === '&&') test(builder, left, second, no);
    else test(builder, left, yes, second);
    builder.enter(second);
    test(builder, right, yes, no);
    return;
  }
  const condition = comparison(builder, left, right, operator);
  const negated = operator === '!=';
  builder.branch(condition, negated ? no : yes, negated ? yes : no, rangeOf(node));
}

/** What `left operator right` tests; `!=` as its opposite. */
export function comparison(
  builder: GoBuilder,
  left: SyntaxNode | undefined,
  right: SyntaxNode | undefined,
  operator: string,
): Condition {
  const one = literalOf(builder, left);
  const other = literalOf(builder, right);
  if (operator === '==' || operator === '!=') {
    if (other !== undefined)
      return { kind: 'equals', place: value(builder, left), literal: other.value, loose: true };
    if (one !== undefined)
      return { kind: 'equals', place: value(builder, right), literal: one.value, loose: true };
    return { kind: 'same', left: value(builder, left), right: value(builder, right) };
  }
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=') {
    if (typeof other?.value === 'number')
      return { kind: 'compare', place: value(builder, left), operator, literal: other.value };
    if (typeof one?.value === 'number')
      return {
        kind: 'compare',
        place: value(builder, right),
        operator: MIRRORED[operator],
        literal: one.value,
      };
  }
  value(builder, left);
  value(builder, right);
  return { kind: 'opaque' };
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
