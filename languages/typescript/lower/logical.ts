/** Operators that choose between their operands, as values: control flow, and one place for the outcome. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { rangeOf, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { isTestTree, test } from './conditions.ts';
import { type Use, value } from './expressions.ts';

/** `a && b`, `a || b` and `a ?? b` as values. */
export function logical(builder: Builder, node: Tree.LogicalExpression, use: Use): PlaceId {
  const range = rangeOf(node);
  const target = builder.temporary();
  const second = builder.block();
  const after = builder.block();
  const first = builder.block();
  const at = rangeOf(node.left ?? node);
  let left: PlaceId | undefined;
  if (node.operator === '??') {
    left = value(builder, node.left);
    builder.branch({ kind: 'equals', place: left, literal: null, loose: true }, second, first, at);
  } else {
    const [yes, no] = node.operator === '&&' ? [second, first] : [first, second];
    // A comparison is tested as such, so that the branches know what it compared.
    if (isTestTree(node.left)) test(builder, node.left, yes, no);
    else {
      left = value(builder, node.left);
      builder.branch({ kind: 'truthy', place: left }, yes, no, at);
    }
  }
  builder.enter(first);
  builder.copy(target, left ?? builder.literal(node.operator === '||', at), range);
  builder.jump(after);
  builder.enter(second);
  builder.copy(target, value(builder, node.right, use), range);
  builder.jump(after);
  builder.enter(after);
  return target;
}

/** `test ? a : b` as a value. */
export function conditional(builder: Builder, node: Tree.ConditionalExpression, use: Use): PlaceId {
  const range = rangeOf(node);
  const target = builder.temporary();
  const [yes, no, after] = [builder.block(), builder.block(), builder.block()];
  test(builder, node.test, yes, no);
  for (const [block, branch] of [
    [yes, node.consequent],
    [no, node.alternate],
  ] as const) {
    builder.enter(block);
    builder.copy(target, value(builder, branch, use), range);
    builder.jump(after);
  }
  builder.enter(after);
  return target;
}
