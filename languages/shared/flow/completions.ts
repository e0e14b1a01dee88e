/**
 * Abrupt completions: `break`, `continue` and `return` on their way out through `finally` and `using`.
 *
 * What has to run on the way out (a *cleanup*) is lowered anew for each kind of completion that passes,
 * so that the analysis never mixes up "left by return" with "fell through". Where that would explode,
 * one copy serves all, and at its end nothing is known about where it came from.
 */

import type { BlockId, PlaceId, SourceRange } from '../../../analysis/flow/graph.ts';
import type { GraphBuilder } from './builder.ts';

/** A statement on the way out. */
export type Completion =
  | {
      readonly kind: 'target';
      readonly labels: readonly string[];
      readonly breakTo: BlockId;
      /** Null for a switch or a labelled block. */
      readonly continueTo: BlockId | null;
      /** A plain `break` stops here; a labelled block only answers to its label. */
      readonly plain: boolean;
    }
  | Cleanup;

/** Code that runs whenever control leaves a region. */
export interface Cleanup {
  readonly kind: 'cleanup';
  /** Appends the steps of the cleanup to the current block. */
  readonly lower: () => void;
  readonly outerHandler: BlockId | null;
  /** Copies that lead on to a common end, by that end. */
  readonly copies: Map<string, BlockId>;
  returns: number;
  /** Set when one copy serves every completion. */
  readonly shared: SharedCleanup | null;
}

interface SharedCleanup {
  readonly block: BlockId;
  /** What has to follow after the one copy, by kind of completion. */
  readonly onward: Map<string, () => void>;
}

/** The way out that is being taken. */
type Exit =
  | { readonly kind: 'jump'; readonly to: BlockId; readonly depth: number }
  | {
      readonly kind: 'return';
      readonly value: PlaceId | null;
      readonly range: SourceRange;
      readonly implicit: boolean;
      /** Shares its way out with other returns. */
      readonly coarse: boolean;
    };

const MAX_RETURN_COPIES = 8;
const MAX_NESTED_CLEANUPS = 3;
const MAX_BLOCKS = 3000;

/** Leaves by `break` or `continue`; what has no target is left out, as half-typed code has it. */
export function leave(builder: GraphBuilder, kind: 'break' | 'continue', label: string | null): void {
  for (let depth = builder.completions.length - 1; depth >= 0; depth -= 1) {
    const completion = builder.completions[depth];
    if (completion?.kind !== 'target') continue;
    const matches = label === null ? completion.plain : completion.labels.includes(label);
    const to = kind === 'break' ? completion.breakTo : completion.continueTo;
    if (!matches || to === null) continue;
    unwind(builder, { kind: 'jump', to, depth: depth + 1 }, builder.completions.length);
    return;
  }
  builder.end({ kind: 'unreachable' });
}

/** Leaves the function. */
export function leaveFunction(
  builder: GraphBuilder,
  value: PlaceId | null,
  range: SourceRange,
  implicit: boolean,
): void {
  const cleanups = builder.completions.filter((completion) => completion.kind === 'cleanup');
  const coarse = cleanups.some(({ shared, returns }) => shared !== null || returns >= MAX_RETURN_COPIES);
  let held = value;
  if (cleanups.length > 0 && (value !== null || coarse)) {
    // The value is fixed before any `finally` can assign to the variable that it came from.
    held = coarse ? builder.sharedResult() : builder.temporary();
    builder.copy(held, value ?? builder.literal(undefined, range), range);
  }
  unwind(builder, { kind: 'return', value: held, range, implicit, coarse }, builder.completions.length);
}

/** Runs the cleanups between `from` and the exit's target, innermost first, then goes there. */
function unwind(builder: GraphBuilder, exit: Exit, from: number): void {
  const depth = exit.kind === 'jump' ? exit.depth : 0;
  for (let index = from - 1; index >= depth; index -= 1) {
    const cleanup = builder.completions[index];
    if (cleanup?.kind !== 'cleanup') continue;
    if (cleanup.shared) {
      const key = keyOf(exit);
      const onward = index;
      cleanup.shared.onward.set(key, () => {
        unwind(builder, exit, onward);
      });
      builder.jump(cleanup.shared.block);
      return;
    }
    if (exit.kind === 'return') cleanup.returns += 1;
    const key = keyOf(exit);
    const known = cleanup.copies.get(key);
    if (known !== undefined) {
      builder.jump(known);
      return;
    }
    const copy = builder.block(cleanup.outerHandler);
    cleanup.copies.set(key, copy);
    builder.jump(copy);
    const outside = builder.completions.splice(index);
    const handler = builder.handler;
    builder.handler = cleanup.outerHandler;
    builder.enter(copy);
    lowerCleanup(builder, cleanup);
    unwind(builder, exit, index);
    builder.handler = handler;
    builder.completions.push(...outside);
    builder.enter(builder.block());
    return;
  }
  if (exit.kind === 'jump') builder.jump(exit.to);
  else builder.end({ kind: 'return', value: exit.value, range: exit.range, implicit: exit.implicit });
}

/** Returns are told apart by where they are, until there are too many of them. */
function keyOf(exit: Exit): string {
  if (exit.kind === 'jump') return `jump ${String(exit.to)}`;
  return exit.coarse ? 'return' : `return ${String(exit.range.start)}`;
}

function lowerCleanup(builder: GraphBuilder, cleanup: Cleanup): void {
  builder.cleanupDepth += 1;
  cleanup.lower();
  builder.cleanupDepth -= 1;
}

/** Lowers a region with code that runs whenever it is left. */
export function withCleanup(
  builder: GraphBuilder,
  lower: () => void,
  range: SourceRange,
  body: () => void,
): void {
  const outerHandler = builder.handler;
  const after = builder.block();
  const onException = builder.block();
  const share = builder.cleanupDepth >= MAX_NESTED_CLEANUPS || builder.size > MAX_BLOCKS;
  const shared = share ? { block: builder.block(), onward: new Map<string, () => void>() } : null;
  const cleanup: Cleanup = { kind: 'cleanup', lower, outerHandler, copies: new Map(), returns: 0, shared };

  builder.completions.push(cleanup);
  builder.handler = onException;
  continueIn(builder, builder.block());
  body();
  builder.handler = outerHandler;
  builder.completions.pop();

  if (shared) {
    builder.jump(shared.block);
    builder.enter(onException);
    builder.jump(shared.block);
    builder.enter(shared.block);
    lowerCleanup(builder, cleanup);
    finishShared(builder, shared, after, range);
  } else {
    continueIn(builder, builder.block());
    lowerCleanup(builder, cleanup);
    builder.jump(after);
    builder.enter(onException);
    lowerCleanup(builder, cleanup);
    builder.end({ kind: 'rethrow', range });
  }
  builder.enter(after);
}

/** After the shared copy any of the completions may go on. */
function finishShared(
  builder: GraphBuilder,
  shared: SharedCleanup,
  after: BlockId,
  range: SourceRange,
): void {
  const fork = (): BlockId => {
    const then = builder.block();
    const otherwise = builder.block();
    builder.branch({ kind: 'opaque' }, then, otherwise, range);
    builder.enter(then);
    return otherwise;
  };
  for (const onward of shared.onward.values()) {
    const rest = fork();
    onward();
    builder.enter(rest);
  }
  const rest = fork();
  builder.end({ kind: 'rethrow', range });
  builder.enter(rest);
  builder.jump(after);
}

/** Ends the current block so that what follows gets the present handler. */
export function continueIn(builder: GraphBuilder, block: BlockId): void {
  builder.jump(block);
  builder.enter(block);
}
