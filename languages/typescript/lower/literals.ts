/** Object and array literals, and functions as values. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { type FunctionNode, keyName, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { value } from './expressions.ts';

/** Lowers `{ … }`. */
export function objectLiteral(builder: Builder, node: Tree.ObjectExpression): PlaceId {
  const properties = node.properties.map((property) => {
    if (property.type === T.SpreadElement) {
      return { key: null, value: value(builder, property.argument), spread: true };
    }
    const key = keyName(property.key, property.computed);
    if (key === null) value(builder, property.key);
    const held = value(builder, property.value);
    exported(builder, property, held);
    // An accessor's property is not the function itself.
    return { key: property.kind === 'init' ? key : null, value: held, spread: false };
  });
  const target = builder.temporary();
  builder.emit({ op: 'object', target, properties, range: rangeOf(node) });
  return target;
}

function exported(builder: Builder, property: Tree.Property, held: PlaceId): void {
  const place = builder.model.exportPlaces.get(property.value);
  if (place !== undefined) builder.copy(place, held, rangeOf(property));
}

/** Lowers `[ … ]`. */
export function arrayLiteral(builder: Builder, node: Tree.ArrayExpression): PlaceId {
  const elements = node.elements.map((element) => {
    if (element?.type === T.SpreadElement) return { value: value(builder, element.argument), spread: true };
    return {
      value: element ? value(builder, element) : builder.literal(undefined, rangeOf(node)),
      spread: false,
    };
  });
  const target = builder.temporary();
  builder.emit({ op: 'array', target, elements, range: rangeOf(node) });
  return target;
}

/** A function as a value. */
export function closure(builder: Builder, node: FunctionNode): PlaceId {
  const id = builder.model.functionOf.get(node);
  const range = rangeOf(node);
  if (id === undefined) return builder.operation('function', [], range);
  const target = builder.temporary();
  builder.emit({ op: 'closure', target, function: id, range });
  return target;
}
