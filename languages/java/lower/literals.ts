/** Arrays and functions as values. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { type Node, rangeOf, textOf } from '../ast.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';

/** Lowers `{ a, b }`. */
export function arrayOf(builder: JavaBuilder, node: Node): PlaceId {
  const elements = node.children.map((element) => ({
    value: element.type === 'array_initializer' ? arrayOf(builder, element) : value(builder, element),
    spread: false,
  }));
  const target = builder.temporary();
  builder.emit({ op: 'array', target, elements, range: rangeOf(node) });
  return target;
}

/** Lowers `new T[n]`: only of `new T[0]` it is known that nothing is ever in it. */
export function arrayOfSize(builder: JavaBuilder, node: Node): PlaceId {
  const range = rangeOf(node);
  const sizes = node.children.filter((one) => one.type === 'dimensions_expr');
  for (const one of sizes) value(builder, one.children[0]);
  const empty = sizes.length === 1 && textOf(builder.model.text, sizes[0]?.children[0]) === '0';
  const elements = empty ? [] : [{ value: builder.operation('elements', [], range), spread: true }];
  const target = builder.temporary();
  builder.emit({ op: 'array', target, elements, range });
  return target;
}

/** Lowers `x -> …`. */
export function lambda(builder: JavaBuilder, node: Node): PlaceId {
  const id = builder.model.functionOf.get(node);
  const range = rangeOf(node);
  if (id === undefined) return builder.operation('function', [], range);
  const target = builder.temporary();
  builder.emit({ op: 'closure', target, function: id, range });
  return target;
}
