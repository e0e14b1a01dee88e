/** Loops. */

import type { BlockId, PlaceId } from '../../../analysis/flow/graph.ts';
import { rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { isUsing, using, variableDeclaration, withRelease } from './declarations.ts';
import { effect, value } from './expressions.ts';
import { assignTo, bindPattern } from './patterns.ts';
import { statement } from './statements.ts';

/** Lowers the body of a loop with its jump targets. */
function body(
  builder: Builder,
  labels: readonly string[],
  breakTo: BlockId,
  continueTo: BlockId,
  lower: () => void,
): void {
  builder.completions.push({ kind: 'target', labels, breakTo, continueTo, plain: true });
  builder.loops += 1;
  lower();
  builder.loops -= 1;
  builder.completions.pop();
}

/** Starts a loop head: the block that the back edge leads to. */
function head(builder: Builder): BlockId {
  const block = builder.block();
  builder.markLoop(block);
  builder.jump(block);
  builder.enter(block);
  return block;
}

/** `while (test) …` */
export function whileLoop(builder: Builder, node: Tree.WhileStatement, labels: readonly string[]): void {
  const start = head(builder);
  const inside = builder.block();
  const after = builder.block();
  builder.guard(inside);
  test(builder, node.test, inside, after);
  builder.enter(inside);
  body(builder, labels, after, start, () => {
    statement(builder, node.body);
  });
  builder.jump(start);
  builder.enter(after);
}

/** `do … while (test)` */
export function doWhile(builder: Builder, node: Tree.DoWhileStatement, labels: readonly string[]): void {
  const start = head(builder);
  const again = builder.block();
  const after = builder.block();
  body(builder, labels, after, again, () => {
    statement(builder, node.body);
  });
  builder.jump(again);
  builder.enter(again);
  test(builder, node.test, start, after);
  builder.enter(after);
}

/** `for (init; test; update) …` */
export function forLoop(builder: Builder, node: Tree.ForStatement, labels: readonly string[]): void {
  const { init } = node;
  if (init?.type === T.VariableDeclaration) {
    if (isUsing(init)) {
      using(builder, init, () => {
        rounds(builder, node, labels);
      });
      return;
    }
    variableDeclaration(builder, init);
  } else if (init) effect(builder, init);
  rounds(builder, node, labels);
}

function rounds(builder: Builder, node: Tree.ForStatement, labels: readonly string[]): void {
  const start = head(builder);
  const inside = builder.block();
  const update = builder.block();
  const after = builder.block();
  builder.guard(inside);
  if (node.test) test(builder, node.test, inside, after);
  else builder.jump(inside);
  builder.enter(inside);
  body(builder, labels, after, update, () => {
    statement(builder, node.body);
  });
  builder.jump(update);
  builder.enter(update);
  if (node.update) effect(builder, node.update);
  builder.jump(start);
  builder.enter(after);
}

/** `for (… of …)`, `for await (… of …)` and `for (… in …)` */
export function forIn(
  builder: Builder,
  node: Tree.ForInStatement | Tree.ForOfStatement,
  labels: readonly string[],
): void {
  const iterable = value(builder, node.right);
  const start = head(builder);
  const inside = builder.block();
  const after = builder.block();
  builder.branch({ kind: 'iteration', iterable }, inside, after, rangeOf(node.right ?? node));
  builder.enter(inside);
  const element = builder.temporary();
  builder.emit({
    op: 'iterate',
    target: element,
    iterable,
    awaited: node.type === T.ForOfStatement && node.await,
    keys: node.type === T.ForInStatement,
    range: rangeOf(node.left ?? node),
  });
  body(builder, labels, after, start, () => {
    round(builder, node, element);
  });
  builder.jump(start);
  builder.enter(after);
}

function round(builder: Builder, node: Tree.ForInStatement | Tree.ForOfStatement, element: PlaceId): void {
  const { left } = node;
  if (left?.type !== T.VariableDeclaration) {
    assignTo(builder, left, element, left ?? node);
    statement(builder, node.body);
    return;
  }
  const [declarator] = left.declarations;
  bindPattern(builder, declarator?.id, element, left, true);
  if (declarator && isUsing(left)) {
    withRelease(builder, declarator, left.kind === 'await using', () => {
      statement(builder, node.body);
    });
  } else statement(builder, node.body);
}
