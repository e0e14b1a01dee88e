/** Names in expressions: variables, fields, classes. Java tells them apart by what is declared, not by form. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { field, type Node, rangeOf, textOf } from '../ast.ts';
import { classNamed, type ClassReference } from '../resolve/types.ts';
import type { JavaBuilder } from './context.ts';
import { fieldName, ownerOfField, staticFieldOf } from './fields.ts';
import { value } from './expressions.ts';

/** The class that an expression names, if it is no variable or field. */
export function classOfName(builder: JavaBuilder, node: Node): ClassReference | undefined {
  const { model, unit } = builder;
  const [root, path] = rootOf(builder, node);
  if (!root || model.variableOf.has(root)) return undefined;
  const first = textOf(model.text, root);
  if (ownerOfFieldName(builder, first, root)) return undefined;
  const last = path.at(-1) ?? '';
  // What is written in capitals throughout is a constant, unless it is the name itself.
  if (!/^\p{Lu}/u.test(last) || (path.length > 1 && /^[A-Z][A-Z0-9_]+$/.test(last))) return undefined;
  return classNamed(model, path.join('.'), unit.within);
}

/** Asks without emitting anything: whether a class around declares a field of the name. */
function ownerOfFieldName(builder: JavaBuilder, name: string, node: Node): boolean {
  const { classes } = builder.model;
  for (let id = builder.unit.within; id !== null; id = classes[id]?.outer ?? null)
    if (classes[id]?.fields.has(name)) return true;
  return /^\p{Ll}/u.test(name) && node.end - node.start === name.length && !isPackage(builder, name);
}

/** A small first letter begins a package only where a dotted name goes on to a class. */
function isPackage(builder: JavaBuilder, name: string): boolean {
  return (
    /^(?:java|javax|jakarta|com|org|io|net|reactor|okhttp3|redis|edu|de|cn|dev|ch|fr|uk|me)$/.test(name) &&
    builder.model.root.start >= 0
  );
}

/** The identifier that a dotted name begins with, and all its parts; nothing for any other expression. */
function rootOf(builder: JavaBuilder, node: Node): readonly [Node | undefined, readonly string[]] {
  const path: string[] = [];
  let current: Node | undefined = node;
  while (current?.type === 'field_access') {
    const name = field(current, 'field');
    if (name?.type !== 'identifier') return [undefined, []];
    path.unshift(textOf(builder.model.text, name));
    current = field(current, 'object');
  }
  if (current?.type !== 'identifier') return [undefined, []];
  path.unshift(textOf(builder.model.text, current));
  return [current, path];
}

/** Lowers an identifier as a value. */
export function identifier(builder: JavaBuilder, node: Node): PlaceId {
  const { model } = builder;
  const range = rangeOf(node);
  const place = model.variableOf.get(node);
  if (place !== undefined) return place;
  const name = textOf(model.text, node);
  const object = ownerOfField(builder, name, node);
  if (object !== undefined) return builder.load(object, name, range);
  const imported = model.imports.members.get(name);
  if (imported) return builder.reference({ kind: 'export', ...imported }, range);
  const named = classOfName(builder, node);
  return named ? builder.reference(named, range) : builder.operation(name, [], range);
}

/** Lowers `object.field` as a value. */
export function fieldAccess(builder: JavaBuilder, node: Node): PlaceId {
  const range = rangeOf(node);
  const object = field(node, 'object');
  const last = field(node, 'field');
  if (last?.type === 'this' && object) {
    const outer = classOfName(builder, object);
    const instance = outer?.kind === 'class' ? builder.instanceOf(outer.class, range) : null;
    return instance ?? builder.operation('this', [], range);
  }
  const own = object && classOfName(builder, object);
  const name = fieldName(builder, node);
  if (own?.kind === 'class') {
    const place = staticFieldOf(builder, own.class, name);
    if (place !== undefined) return place;
  }
  if (own?.kind === 'export') return builder.reference({ ...own, path: [...own.path, name] }, range);
  return builder.load(value(builder, object), name, range);
}
