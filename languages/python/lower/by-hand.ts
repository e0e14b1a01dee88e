/** Blocks that are entered and left by hand: what `x.__enter__()` gives is x, and `x.__exit__(…)` gives it back. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Builder } from './builder.ts';
import { value, type Use } from './expressions.ts';

/** The place of what such a call gives; null for any other call, and for those on the receiver, which are its own. */
export function byHand(builder: Builder, node: SyntaxNode, use: Use): PlaceId | null {
  const callee = childIn(node, 'function');
  if (callee?.type !== 'attribute') return null;
  const name = childIn(callee, 'attribute');
  const object = childIn(callee, 'object');
  const way = name === undefined ? undefined : ways[builder.text(name)];
  if (way === undefined || object === undefined || isOwn(builder, object)) return null;
  // Without `await` it has only been asked for.
  if (way.awaited !== use.awaited) return null;
  const held = value(builder, object, { discarded: false, awaited: use.awaited });
  if (way.enters) return held;
  for (const argument of namedChildren(childIn(node, 'arguments'))) value(builder, argument);
  const range = rangeOf(node);
  builder.emit({ op: 'release', place: held, awaited: use.awaited, range });
  return builder.operation('left', [], range);
}

const ways: Readonly<Partial<Record<string, { readonly enters: boolean; readonly awaited: boolean }>>> = {
  __enter__: { enters: true, awaited: false },
  __aenter__: { enters: true, awaited: true },
  __exit__: { enters: false, awaited: false },
  __aexit__: { enters: false, awaited: true },
};

/** `self` and `super()`: what the class itself does there is in its methods. */
function isOwn(builder: Builder, object: SyntaxNode): boolean {
  if (object.type === 'call') return builder.text(childIn(object, 'function') ?? object) === 'super';
  return object.type === 'identifier' && builder.selfNamed(builder.text(object)) !== null;
}
