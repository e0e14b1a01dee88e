/** Property reads and optional chains. */

import type { BlockId, PlaceId } from '../../../analysis/flow/graph.ts';
import { keyName, type Node, rangeOf, T, type Tree } from '../ast.ts';
import { isWindow } from '../resolve/references.ts';
import type { Builder } from './builder.ts';
import { type Use, value } from './expressions.ts';
import { computedKey } from './patterns.ts';

/** Lowers `object.key` as a value. */
export function member(builder: Builder, node: Tree.MemberExpression): PlaceId {
  const range = rangeOf(node);
  const denoted = node.optional ? undefined : staticMember(builder, node);
  if (denoted) return builder.reference(denoted, range);
  const object = objectOf(builder, node);
  return builder.load(object, keyName(node.property, node.computed), range, computedKey(builder, node));
}

/** A member of a module or global that is one thing wherever it is read; properties of `window` may be assigned. */
function staticMember(builder: Builder, node: Tree.MemberExpression) {
  const denoted = builder.model.denotes(node);
  if (!denoted) return undefined;
  for (let current: Node = node; ; current = current.object) {
    if (current.type !== T.MemberExpression) break;
    if (isWindow(builder.model.denotes(current.object))) return undefined;
  }
  return denoted;
}

/** Evaluates the object of a member access, and leaves the chain where an optional one finds nothing. */
export function objectOf(builder: Builder, node: Tree.MemberExpression): PlaceId {
  if (node.object?.type === T.Super)
    return builder.operation('super', thisOperands(builder), rangeOf(node.object));
  const object = value(builder, node.object);
  if (node.optional) shortCircuit(builder, object, node.object);
  return object;
}

/** The receiver as an operand, where there is one. */
export function thisOperands(builder: Builder): PlaceId[] {
  const place = builder.unit.info.thisPlace;
  return place === null ? [] : [place];
}

/** Goes on only where the place holds something. */
export function shortCircuit(builder: Builder, place: PlaceId, at: Node): void {
  if (!builder.chain) return;
  const present = builder.block();
  builder.branch(
    { kind: 'equals', place, literal: null, loose: true },
    builder.chain.short,
    present,
    rangeOf(at),
  );
  builder.enter(present);
}

/** Lowers a chain whose short circuits lead to the given block. */
export function inChain<Result>(builder: Builder, short: BlockId, lower: () => Result): Result {
  const outer = builder.chain;
  builder.chain = { short };
  const result = lower();
  builder.chain = outer;
  return result;
}

/** Lowers a whole optional chain as a value. */
export function chain(builder: Builder, node: Tree.ChainExpression, use: Use): PlaceId {
  const range = rangeOf(node);
  const short = builder.block();
  const after = builder.block();
  const target = builder.temporary();
  const held = inChain(builder, short, () => value(builder, node.expression, use));
  const needed = !use.discarded || use.awaited;
  if (needed) builder.copy(target, held, range);
  builder.jump(after);
  builder.enter(short);
  if (needed) builder.copy(target, builder.literal(undefined, range), range);
  builder.jump(after);
  builder.enter(after);
  return target;
}
