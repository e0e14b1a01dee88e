/** `switch`: the tests in order, then bodies that fall through into one another. */

import type { BlockId, Condition, PlaceId } from '../../../analysis/flow/graph.ts';
import { literalOf, type Node, rangeOf, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { constantOf, test } from './conditions.ts';
import { value } from './expressions.ts';
import { statements } from './statements.ts';

/** Lowers a switch statement. */
export function switchStatement(
  builder: Builder,
  node: Tree.SwitchStatement,
  labels: readonly string[],
): void {
  const cases = node.cases ?? [];
  const bodies = cases.map(() => builder.block());
  const after = builder.block();
  // `switch (true)` is a chain of conditions.
  const chain = literalOf(node.discriminant)?.value === true;
  const tested = chain ? null : value(builder, node.discriminant);
  let fallback = after;
  cases.forEach((one, index) => {
    const target = bodies[index] ?? after;
    if (one.test) matches(builder, one.test, tested, target);
    else fallback = target;
  });
  builder.jump(fallback);

  builder.completions.push({ kind: 'target', labels, breakTo: after, continueTo: null, plain: true });
  cases.forEach((one, index) => {
    builder.enter(bodies[index] ?? after);
    statements(builder, one.consequent);
    builder.jump(bodies[index + 1] ?? after);
  });
  builder.completions.pop();
  builder.enter(after);
}

function matches(builder: Builder, expected: Node, tested: PlaceId | null, target: BlockId): void {
  const next = builder.block();
  builder.guard(target);
  if (tested === null) test(builder, expected, target, next);
  else {
    const literal = constantOf(builder, expected);
    const condition: Condition = literal
      ? { kind: 'equals', place: tested, literal: literal.value, loose: false }
      : { kind: 'same', left: tested, right: value(builder, expected) };
    builder.branch(condition, target, next, rangeOf(expected));
  }
  builder.enter(next);
}
