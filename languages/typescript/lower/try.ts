/** `try … catch … finally`. */

import { rangeOf, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { continueIn, withCleanup } from '../../shared/flow/completions.ts';
import { bindPattern } from './patterns.ts';
import { statements } from './statements.ts';

/** Lowers a try statement. */
export function tryStatement(builder: Builder, node: Tree.TryStatement): void {
  const { finalizer } = node;
  const guarded = (): void => {
    tryCatch(builder, node);
  };
  if (!finalizer) {
    guarded();
    return;
  }
  const lower = (): void => {
    statements(builder, finalizer.body);
  };
  withCleanup(builder, lower, { start: finalizer.range[1] - 1, end: finalizer.range[1] }, guarded);
}

function tryCatch(builder: Builder, node: Tree.TryStatement): void {
  const { block, handler } = node;
  if (!handler) {
    if (block) statements(builder, block.body);
    return;
  }
  const outer = builder.handler;
  const caught = builder.block();
  const after = builder.block();
  builder.handler = caught;
  continueIn(builder, builder.block());
  if (block) statements(builder, block.body);
  builder.handler = outer;
  builder.jump(after);

  builder.enter(caught);
  const range = rangeOf(handler);
  const target = builder.temporary();
  builder.emit({
    op: 'catch',
    target,
    range: { start: range.start, end: Math.min(range.start + 5, range.end) },
  });
  if (handler.param) bindPattern(builder, handler.param, target, handler.param, true);
  if (handler.body) statements(builder, handler.body.body);
  builder.jump(after);
  builder.enter(after);
}
