/** Tests: `and`, `or` and `not` become control flow, comparisons with literals say which literal. */
import type { BlockId, Condition } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Builder } from './builder.ts';
import { literalOf, value } from './expressions.ts';

/** Lowers an expression as a test: control goes to `yes` or to `no`. */
export function test(builder: Builder, node: SyntaxNode | undefined, yes: BlockId, no: BlockId): void {
  switch (node?.type) {
    case 'parenthesized_expression':
      test(builder, namedChildren(node)[0], yes, no);
      return;
    case 'not_operator':
      test(builder, childIn(node, 'argument'), no, yes);
      return;
    case 'boolean_operator': {
      const second = builder.block();
      const isAnd = childIn(node, 'operator')?.type === 'and';
      builder.guard(second, isAnd ? yes : no);
      test(builder, childIn(node, 'left'), isAnd ? second : yes, isAnd ? no : second);
      builder.enter(second);
      test(builder, childIn(node, 'right'), yes, no);
      return;
    }
    case 'comparison_operator':
      if (comparison(builder, node, yes, no)) return;
      break;
    case 'call':
      if (isInstance(builder, node, yes, no)) return;
      break;
    case 'true':
    case 'false':
      builder.jump(node.type === 'true' ? yes : no);
      return;
    default:
  }
  if (node === undefined) builder.branch({ kind: 'opaque' }, yes, no, { start: 0, end: 0 });
  else if (node.type === 'integer' && builder.text(node) === '1') builder.jump(yes);
  else builder.branch({ kind: 'truthy', place: value(builder, node) }, yes, no, rangeOf(node));
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function isOrder(operator: string): operator is keyof typeof MIRRORED {
  return operator in MIRRORED;
}

/** One comparison of two things; chains of them are left to the general case. */
function comparison(builder: Builder, node: SyntaxNode, yes: BlockId, no: BlockId): boolean {
  const operands = namedChildren(node);
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length !== 2) return false;
  const between = builder.text(node).slice(left.end - node.start, right.start - node.start);
  const operator = between.trim().replace(/\s+/g, ' ');
  const range = rangeOf(node);
  const negated = operator === '!=' || operator === 'is not' || operator === '<>';
  if (negated || operator === '==' || operator === 'is') {
    builder.branch(equality(builder, left, right), negated ? no : yes, negated ? yes : no, range);
    return true;
  }
  if (operator === 'in' || operator === 'not in') {
    const [inside, outside] = operator === 'in' ? [yes, no] : [no, yes];
    return membership(builder, left, right, inside, outside);
  }
  if (!isOrder(operator)) return false;
  const first = literalOf(builder, left)?.value;
  const second = literalOf(builder, right)?.value;
  if (typeof second === 'number') {
    const condition: Condition = { kind: 'compare', place: value(builder, left), operator, literal: second };
    builder.branch(condition, yes, no, range);
  } else if (typeof first === 'number') {
    const place = value(builder, right);
    builder.branch({ kind: 'compare', place, operator: MIRRORED[operator], literal: first }, yes, no, range);
  } else return false;
  return true;
}

/** `x in (0, 1, 2)` is one comparison after the other, `x in range(3)` is two. */
function membership(
  builder: Builder,
  left: SyntaxNode,
  right: SyntaxNode,
  yes: BlockId,
  no: BlockId,
): boolean {
  const range = rangeOf(right);
  const end = rangeEnd(builder, right);
  if (end !== undefined) {
    const place = value(builder, left);
    const second = builder.block();
    builder.branch({ kind: 'compare', place, operator: '>=', literal: 0 }, second, no, range);
    builder.enter(second);
    builder.branch({ kind: 'compare', place, operator: '<', literal: end }, yes, no, range);
    return true;
  }
  if (right.type !== 'tuple' && right.type !== 'list' && right.type !== 'set') return false;
  const literals = namedChildren(right).map((one) => literalOf(builder, one));
  if (literals.length > MOST_MEMBERS || literals.includes(undefined)) return false;
  const place = value(builder, left);
  for (const literal of literals) {
    if (literal === undefined) continue;
    const next = builder.block();
    const loose = literal.value === null;
    builder.branch({ kind: 'equals', place, literal: literal.value, loose }, yes, next, range);
    builder.enter(next);
  }
  builder.jump(no);
  return true;
}

/** Longer lists are tables, not cases: they would only make the graph large. */
const MOST_MEMBERS = 4;

/** The end of `range(end)` with a number. */
function rangeEnd(builder: Builder, node: SyntaxNode): number | undefined {
  const callee = childIn(node, 'function');
  if (node.type !== 'call' || callee === undefined || builder.text(callee) !== 'range') return undefined;
  const given = namedChildren(childIn(node, 'arguments'));
  const [only] = given;
  const literal = only === undefined || given.length > 1 ? undefined : literalOf(builder, only);
  return typeof literal?.value === 'number' ? literal.value : undefined;
}

function equality(builder: Builder, left: SyntaxNode, right: SyntaxNode): Condition {
  const second = literalOf(builder, right);
  const literal = second ?? literalOf(builder, left);
  if (literal === undefined)
    return { kind: 'same', left: value(builder, left), right: value(builder, right) };
  const place = value(builder, second === undefined ? right : left);
  return { kind: 'equals', place, literal: literal.value, loose: literal.value === null };
}

function isInstance(builder: Builder, node: SyntaxNode, yes: BlockId, no: BlockId): boolean {
  const callee = childIn(node, 'function');
  if (callee?.type !== 'identifier' || builder.text(callee) !== 'isinstance') return false;
  if (builder.model.variable('isinstance', builder.scope) !== undefined) return false;
  const [object, type] = namedChildren(childIn(node, 'arguments'));
  if (object === undefined) return false;
  const of = builder.model.denotes(type, builder.scope);
  builder.branch({ kind: 'instanceof', place: value(builder, object), of }, yes, no, rangeOf(node));
  return true;
}
