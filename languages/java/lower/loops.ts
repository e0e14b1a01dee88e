/** Loops. */

import type { BlockId } from '../../../analysis/flow/graph.ts';
import { field, fields, type Node, rangeOf } from '../ast.ts';
import { typeAt } from './assignments.ts';
import { test } from './conditions.ts';
import type { JavaBuilder } from './context.ts';
import { effect, value } from './expressions.ts';
import { statement } from './statements.ts';

function body(
  builder: JavaBuilder,
  labels: readonly string[],
  breakTo: BlockId,
  continueTo: BlockId,
  node: Node,
): void {
  builder.completions.push({ kind: 'target', labels, breakTo, continueTo, plain: true });
  builder.loops += 1;
  statement(builder, field(node, 'body'));
  builder.loops -= 1;
  builder.completions.pop();
}

function head(builder: JavaBuilder): BlockId {
  const block = builder.block();
  builder.markLoop(block);
  builder.jump(block);
  builder.enter(block);
  return block;
}

/** `while (test) …` */
export function whileLoop(builder: JavaBuilder, node: Node, labels: readonly string[]): void {
  const start = head(builder);
  const [inside, after] = [builder.block(), builder.block()];
  builder.guard(inside);
  test(builder, field(node, 'condition'), inside, after);
  builder.enter(inside);
  body(builder, labels, after, start, node);
  builder.jump(start);
  builder.enter(after);
}

/** `do … while (test)` */
export function doWhile(builder: JavaBuilder, node: Node, labels: readonly string[]): void {
  const start = head(builder);
  const [again, after] = [builder.block(), builder.block()];
  body(builder, labels, after, again, node);
  builder.jump(again);
  builder.enter(again);
  test(builder, field(node, 'condition'), start, after);
  builder.enter(after);
}

/** `for (init; test; update) …` */
export function forLoop(builder: JavaBuilder, node: Node, labels: readonly string[]): void {
  for (const one of fields(node, 'init')) {
    if (one.type === 'local_variable_declaration') statement(builder, one);
    else effect(builder, one);
  }
  const start = head(builder);
  const [inside, update, after] = [builder.block(), builder.block(), builder.block()];
  const condition = field(node, 'condition');
  builder.guard(inside);
  if (condition) test(builder, condition, inside, after);
  else builder.jump(inside);
  builder.enter(inside);
  body(builder, labels, after, update, node);
  builder.jump(update);
  builder.enter(update);
  for (const one of fields(node, 'update')) effect(builder, one);
  builder.jump(start);
  builder.enter(after);
}

/** `for (Type name : iterable) …` */
export function forEach(builder: JavaBuilder, node: Node, labels: readonly string[]): void {
  const iterated = field(node, 'value');
  const iterable = value(builder, iterated);
  const start = head(builder);
  const [inside, after] = [builder.block(), builder.block()];
  builder.branch({ kind: 'iteration', iterable }, inside, after, rangeOf(iterated ?? node));
  builder.enter(inside);
  const element = builder.temporary();
  const name = field(node, 'name');
  const range = rangeOf(name);
  builder.emit({ op: 'iterate', target: element, iterable, awaited: false, keys: false, range });
  const target = name && builder.model.variableOf.get(name);
  if (target !== undefined)
    builder.emit({ op: 'copy', target, source: element, declares: true, range, ...typeAt(builder, target) });
  body(builder, labels, after, start, node);
  builder.jump(start);
  builder.enter(after);
}
