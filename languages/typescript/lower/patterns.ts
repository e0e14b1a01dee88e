/** Assignment targets: names, properties, and patterns that take a value apart. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { keyName, type Maybe, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { value } from './expressions.ts';

/** Binds a declared pattern to the value. */
export function bindPattern(
  builder: Builder,
  target: Maybe,
  source: PlaceId,
  at: Node,
  declares: boolean,
): void {
  switch (target?.type) {
    case T.Identifier:
      if (target.name !== '')
        builder.copy(builder.model.placeOfIdentifier(target), source, rangeOf(at), declares);
      break;
    case T.ObjectPattern:
      objectPattern(builder, target, source, declares);
      break;
    case T.ArrayPattern:
      arrayPattern(builder, target, source, declares);
      break;
    case T.AssignmentPattern:
      bindPattern(builder, target.left, withDefault(builder, source, target.right), target, declares);
      break;
    case T.MemberExpression: {
      // As part of a destructuring assignment; a plain one evaluates the object before the value.
      const object = value(builder, target.object);
      storeTo(builder, target, object, computedKey(builder, target), source, at);
      break;
    }
    case T.TSAsExpression:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
      bindPattern(builder, target.expression, source, at, declares);
      break;
    default:
      break;
  }
}

/** Assigns to an existing target. */
export function assignTo(builder: Builder, target: Maybe, source: PlaceId, at: Node): void {
  bindPattern(builder, target, source, at, false);
}

/** Evaluates a key that is not known by name. */
export function computedKey(builder: Builder, target: Tree.MemberExpression): PlaceId | undefined {
  if (!target.computed || keyName(target.property, true) !== null) return undefined;
  return value(builder, target.property);
}

/** Stores to a property whose object and key have been evaluated. */
export function storeTo(
  builder: Builder,
  target: Tree.MemberExpression,
  object: PlaceId,
  computed: PlaceId | undefined,
  source: PlaceId,
  at: Node,
): void {
  builder.emit({
    op: 'store',
    object,
    key: keyName(target.property, target.computed),
    value: source,
    range: rangeOf(at),
    ...(computed !== undefined && { computed }),
  });
}

/** The value, or the default where it is undefined. */
export function withDefault(builder: Builder, source: PlaceId, fallback: Node): PlaceId {
  const range = rangeOf(fallback);
  const missing = builder.block();
  const present = builder.block();
  const after = builder.block();
  const target = builder.temporary();
  builder.branch(
    { kind: 'equals', place: source, literal: undefined, loose: false },
    missing,
    present,
    range,
  );
  builder.enter(missing);
  builder.copy(target, value(builder, fallback), range);
  builder.jump(after);
  builder.enter(present);
  builder.copy(target, source, range);
  builder.jump(after);
  builder.enter(after);
  return target;
}

function objectPattern(
  builder: Builder,
  pattern: Tree.ObjectPattern,
  source: PlaceId,
  declares: boolean,
): void {
  for (const property of pattern.properties) {
    const range = rangeOf(property);
    if (property.type === T.RestElement) {
      bindPattern(builder, property.argument, builder.operation('rest', [source], range), property, declares);
      continue;
    }
    const key = keyName(property.key, property.computed);
    const computed = key === null ? value(builder, property.key) : undefined;
    const loaded = builder.load(source, key, range, computed);
    bindPattern(builder, property.value, loaded, property, declares);
  }
}

function arrayPattern(
  builder: Builder,
  pattern: Tree.ArrayPattern,
  source: PlaceId,
  declares: boolean,
): void {
  pattern.elements.forEach((element, index) => {
    if (!element) return;
    const range = rangeOf(element);
    if (element.type === T.RestElement) {
      bindPattern(builder, element.argument, builder.operation('rest', [source], range), element, declares);
    } else bindPattern(builder, element, builder.load(source, String(index), range), element, declares);
  });
}
