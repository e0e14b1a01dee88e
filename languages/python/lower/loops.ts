/** Loops, with the `else` that runs unless `break` leaves them. */
import type { BlockId, PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, childOf, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { value } from './expressions.ts';
import { block } from './statements.ts';

/** `while test: … else: …` */
export function whileLoop(builder: Builder, node: SyntaxNode): void {
  const start = head(builder);
  const inside = builder.block();
  const over = builder.block();
  const after = builder.block();
  builder.guard(inside);
  test(builder, childIn(node, 'condition'), inside, over);
  builder.enter(inside);
  body(builder, after, start, () => {
    block(builder, childIn(node, 'body'));
  });
  builder.jump(start);
  builder.enter(over);
  otherwise(builder, node, after);
}

/** `for target in iterable: … else: …`, also `async for` */
export function forLoop(builder: Builder, node: SyntaxNode): void {
  const after = builder.block();
  const left = childIn(node, 'left');
  const round = (element: PlaceId): void => {
    bind(builder, left, element, left ?? node, true);
    block(builder, childIn(node, 'body'));
  };
  loopOver(builder, node, childOf(node, 'async') !== undefined, round, after);
  otherwise(builder, node, after);
}

/** A loop over the node's `right`; goes on where the iterable has ended. */
export function loopOver(
  builder: Builder,
  node: SyntaxNode,
  awaited: boolean,
  round: (element: PlaceId) => void,
  breakTo?: BlockId,
): void {
  const right = childIn(node, 'right');
  const iterable = value(builder, right);
  const start = head(builder);
  const inside = builder.block();
  const over = builder.block();
  builder.branch({ kind: 'iteration', iterable }, inside, over, rangeOf(right ?? node));
  builder.enter(inside);
  const element = builder.temporary();
  const range = rangeOf(childIn(node, 'left') ?? node);
  builder.emit({ op: 'iterate', target: element, iterable, awaited, keys: false, range });
  body(builder, breakTo ?? over, start, () => {
    round(element);
  });
  builder.jump(start);
  builder.enter(over);
}

function otherwise(builder: Builder, node: SyntaxNode, after: BlockId): void {
  block(builder, childIn(childIn(node, 'alternative'), 'body'));
  builder.jump(after);
  builder.enter(after);
}

function body(builder: Builder, breakTo: BlockId, continueTo: BlockId, lower: () => void): void {
  builder.completions.push({ kind: 'target', labels: [], breakTo, continueTo, plain: true });
  builder.loops += 1;
  lower();
  builder.loops -= 1;
  builder.completions.pop();
}

function head(builder: Builder): BlockId {
  const start = builder.block();
  builder.markLoop(start);
  builder.jump(start);
  builder.enter(start);
  return start;
}
