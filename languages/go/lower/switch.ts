/** `switch` over values and over types. */
import type { BlockId, Condition, PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import { isCloser } from '../types.ts';
import type { GoBuilder } from './builder.ts';
import { comparison, test } from './conditions.ts';
import { listOf, value } from './expressions.ts';
import { statement } from './statements.ts';

/** Lowers an expression switch: its cases are tested in order, the default comes last. */
export function switchStatement(builder: GoBuilder, node: SyntaxNode, labels: readonly string[]): void {
  const initializer = childIn(node, 'initializer');
  if (initializer !== undefined) statement(builder, initializer);
  const tag = childIn(node, 'value');
  const cases = namedChildren(node).filter((child) => /_case$/.test(child.type));
  const bodies = cases.map(() => builder.block());
  const after = builder.block();
  cases.forEach((one, index) => {
    const inside = bodies[index];
    if (one.type === 'default_case' || inside === undefined) return;
    for (const expression of listOf(one, 'value')) {
      const rest = builder.block();
      builder.guard(inside);
      if (tag === undefined) test(builder, expression, inside, rest);
      else builder.branch(comparison(builder, tag, expression, '=='), inside, rest, rangeOf(expression));
      builder.enter(rest);
    }
  });
  const fallback = cases.findIndex((one) => one.type === 'default_case');
  builder.jump(bodies[fallback] ?? after);
  lowerBodies(builder, cases, bodies, after, labels);
}

/** Lowers a type switch: any case may be the one. */
export function typeSwitch(builder: GoBuilder, node: SyntaxNode, labels: readonly string[]): void {
  const initializer = childIn(node, 'initializer');
  if (initializer !== undefined) statement(builder, initializer);
  const tested = value(builder, childIn(node, 'value'));
  const cases = namedChildren(node).filter((child) => /_case$/.test(child.type));
  const bodies = cases.map(() => builder.block());
  const after = builder.block();
  cases.forEach((one, index) => {
    const inside = bodies[index];
    if (one.type === 'default_case' || inside === undefined) return;
    const rest = builder.block();
    builder.branch(caseOf(builder, one, tested), inside, rest, rangeOf(one));
    builder.enter(rest);
  });
  const fallback = cases.findIndex((one) => one.type === 'default_case');
  builder.jump(bodies[fallback] ?? after);
  cases.forEach((one, index) => {
    const place = builder.model.placeOf.get(one);
    const inside = bodies[index];
    if (place === undefined || inside === undefined) return;
    builder.enter(inside);
    builder.copy(place, tested, rangeOf(one), true);
    const rest = builder.block();
    builder.jump(rest);
    bodies[index] = rest;
  });
  lowerBodies(builder, cases, bodies, after, labels);
}

/** What a case of a type switch tests. What is of a type is not nil, and all that must be closed can be. */
function caseOf(builder: GoBuilder, one: SyntaxNode, tested: PlaceId): Condition {
  const types = listOf(one, 'type');
  const nils = types.filter((type) => textOf(builder.model, type) === 'nil').length;
  if (nils > 0)
    return nils === types.length
      ? { kind: 'equals', place: tested, literal: null, loose: true }
      : { kind: 'opaque' };
  return types.some((type) => isCloser(builder.model, type))
    ? { kind: 'truthy', place: tested }
    : { kind: 'instanceof', place: tested, of: undefined };
}

function lowerBodies(
  builder: GoBuilder,
  cases: readonly SyntaxNode[],
  bodies: readonly BlockId[],
  after: BlockId,
  labels: readonly string[],
): void {
  builder.completions.push({ kind: 'target', labels, breakTo: after, continueTo: null, plain: true });
  builder.nested(() => {
    cases.forEach((one, index) => {
      const inside = bodies[index];
      if (inside === undefined) return;
      builder.enter(inside);
      const list = namedChildren(one).flatMap((child) =>
        child.type === 'statement_list' ? namedChildren(child) : [],
      );
      for (const inner of list) if (inner.type !== 'fallthrough_statement') statement(builder, inner);
      const falls = list.at(-1)?.type === 'fallthrough_statement';
      builder.jump((falls ? bodies[index + 1] : undefined) ?? after);
    });
  });
  builder.completions.pop();
  builder.enter(after);
}
