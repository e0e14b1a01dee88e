/** `for` in all its forms. */
import type { BlockId } from '../../../analysis/flow/graph.ts';
import { childIn, childOf, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { assignTo } from './assignments.ts';
import type { GoBuilder } from './builder.ts';
import { test } from './conditions.ts';
import { listOf, value } from './expressions.ts';
import { statement, statements } from './statements.ts';

/** Lowers a loop. */
export function forStatement(builder: GoBuilder, node: SyntaxNode, labels: readonly string[]): void {
  const range = childOf(node, 'range_clause');
  const clause = childOf(node, 'for_clause');
  builder.nested(() => {
    if (range !== undefined) overRange(builder, node, range, labels);
    else rounds(builder, node, clause, labels);
  });
}

function rounds(
  builder: GoBuilder,
  node: SyntaxNode,
  clause: SyntaxNode | undefined,
  labels: readonly string[],
): void {
  const initializer = childIn(clause, 'initializer');
  const update = childIn(clause, 'update');
  const condition =
    clause === undefined
      ? node.children.find((child) => child.named && child.field !== 'body')
      : childIn(clause, 'condition');
  if (initializer !== undefined) statement(builder, initializer);
  const head = loopHead(builder);
  const inside = builder.block();
  const next = update === undefined ? head : builder.block();
  const after = builder.block();
  builder.guard(inside);
  if (condition === undefined) builder.jump(inside);
  else test(builder, condition, inside, after);
  builder.enter(inside);
  body(builder, node, labels, after, next);
  builder.jump(next);
  if (update !== undefined) {
    builder.enter(next);
    statement(builder, update);
    builder.jump(head);
  }
  builder.enter(after);
}

function overRange(
  builder: GoBuilder,
  node: SyntaxNode,
  clause: SyntaxNode,
  labels: readonly string[],
): void {
  const iterable = value(builder, childIn(clause, 'right'));
  const targets = listOf(clause, 'left');
  const head = loopHead(builder);
  const inside = builder.block();
  const after = builder.block();
  const range = rangeOf(clause);
  builder.branch({ kind: 'iteration', iterable }, inside, after, range);
  builder.enter(inside);
  targets.forEach((target, index) => {
    const element = builder.temporary();
    // With one variable it is the index, or what a channel gives.
    builder.emit({ op: 'iterate', target: element, iterable, awaited: false, keys: index === 0, range });
    assignTo(builder, target, element, clause);
  });
  body(builder, node, labels, after, head);
  builder.jump(head);
  builder.enter(after);
}

function loopHead(builder: GoBuilder): BlockId {
  const head = builder.block();
  builder.markLoop(head);
  builder.jump(head);
  builder.enter(head);
  return head;
}

function body(
  builder: GoBuilder,
  node: SyntaxNode,
  labels: readonly string[],
  breakTo: BlockId,
  continueTo: BlockId,
): void {
  builder.completions.push({ kind: 'target', labels, breakTo, continueTo, plain: true });
  builder.loops += 1;
  statements(builder, childIn(node, 'body'));
  builder.loops -= 1;
  builder.completions.pop();
}
