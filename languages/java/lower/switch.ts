/** `switch`, as a statement and as an expression, with colons and with arrows. */

import type { BlockId, PlaceId } from '../../../analysis/flow/graph.ts';
import { leave } from '../../shared/flow/completions.ts';
import { child, field, literalOf, type Node, rangeOf, textOf } from '../ast.ts';
import type { JavaBuilder } from './context.ts';
import { test } from './conditions.ts';
import { effect, value } from './expressions.ts';
import { bindPattern } from './patterns.ts';
import { statement } from './statements.ts';

/** The label under which `yield` finds its switch: no program can write it. */
const YIELD = '→';

const results = new WeakMap<JavaBuilder, PlaceId[]>();

/** Lowers a switch statement. */
export function switchStatement(builder: JavaBuilder, node: Node, labels: readonly string[]): void {
  lowerSwitch(builder, node, labels, null);
}

/** Lowers a switch expression. */
export function switchValue(builder: JavaBuilder, node: Node): PlaceId {
  const target = builder.temporary();
  const stack = results.get(builder) ?? [];
  results.set(builder, stack);
  stack.push(target);
  lowerSwitch(builder, node, [YIELD], target);
  stack.pop();
  return target;
}

/** Lowers `yield value;`. */
export function yieldStatement(builder: JavaBuilder, node: Node): void {
  const held = value(builder, node.children[0]);
  const target = results.get(builder)?.at(-1);
  if (target !== undefined) builder.copy(target, held, rangeOf(node));
  leave(builder, 'break', YIELD);
}

function lowerSwitch(
  builder: JavaBuilder,
  node: Node,
  labels: readonly string[],
  target: PlaceId | null,
): void {
  const groups = field(node, 'body')?.children ?? [];
  const tested = value(builder, field(node, 'condition'));
  const bodies = groups.map(() => builder.block());
  const after = builder.block();
  let fallback: BlockId | null = null;
  groups.forEach((group, index) => {
    const to = bodies[index] ?? after;
    for (const label of group.children.filter(({ type }) => type === 'switch_label'))
      if (matches(builder, label, tested, to)) fallback = to;
  });
  // A switch expression covers every value.
  if (fallback === null && target !== null) builder.end({ kind: 'unreachable' });
  else builder.jump(fallback ?? after);

  builder.completions.push({
    kind: 'target',
    labels,
    breakTo: after,
    continueTo: null,
    plain: target === null,
  });
  groups.forEach((group, index) => {
    builder.enter(bodies[index] ?? after);
    const isRule = group.type === 'switch_rule';
    for (const one of group.children) {
      if (one.type === 'switch_label') continue;
      if (isRule && one.type === 'expression_statement') ruleValue(builder, one, target);
      else statement(builder, one);
    }
    builder.jump(isRule ? after : (bodies[index + 1] ?? after));
  });
  builder.completions.pop();
  builder.enter(after);
}

function ruleValue(builder: JavaBuilder, node: Node, target: PlaceId | null): void {
  const expression = node.children[0];
  if (target === null) effect(builder, expression);
  else builder.copy(target, value(builder, expression), rangeOf(node));
}

/** Tests the values of a label; whether it is (also) the default. */
function matches(builder: JavaBuilder, label: Node, tested: PlaceId, to: BlockId): boolean {
  const { text } = builder.model;
  let isDefault = /^default\b/.test(textOf(text, label));
  const guard = child(label, 'guard');
  for (const one of label.children) {
    if (one === guard) continue;
    if (one.type === 'identifier' && textOf(text, one) === 'default') {
      isDefault = true;
      continue;
    }
    const next = builder.block();
    const fits = builder.block();
    const literal = literalOf(text, one);
    if (literal)
      builder.branch(
        { kind: 'equals', place: tested, literal: literal.value, loose: false },
        fits,
        next,
        rangeOf(one),
      );
    else builder.branch({ kind: 'opaque' }, fits, next, rangeOf(one));
    builder.enter(fits);
    bindPattern(builder, one, tested);
    if (guard) test(builder, guard.children[0], to, next);
    else builder.jump(to);
    builder.enter(next);
  }
  return isDefault;
}
