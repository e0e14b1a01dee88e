/** Fields: what they are read from and stored to, and what computes their first value. */

import type { Argument, ClassId, PlaceId, Reference } from '../../../analysis/flow/graph.ts';
import { field, type Node, rangeOf, textOf } from '../ast.ts';
import type { ClassEntry } from '../model.ts';
import type { JavaBuilder } from './context.ts';
import { construct } from './create.ts';
import { value } from './expressions.ts';
import { arrayOf } from './literals.ts';

/** A field of an instance around the code: the object that has it. Undefined where no class of the file has one. */
export function ownerOfField(builder: JavaBuilder, name: string, node: Node): PlaceId | undefined {
  const { classes } = builder.model;
  for (let id: ClassId | null = builder.unit.within; id !== null; id = classes[id]?.outer ?? null) {
    if (!hasField(builder, id, name)) continue;
    return builder.instanceOf(id, rangeOf(node)) ?? undefined;
  }
  // A class may inherit fields from one that is in another file.
  const own = builder.unit.within === null ? undefined : classes[builder.unit.within];
  const inherits = own !== undefined && own.info.superclass !== null && own.info.superclass.kind !== 'class';
  return inherits && /^[a-z_]/.test(name) ? (builder.unit.info.thisPlace ?? undefined) : undefined;
}

function hasField(builder: JavaBuilder, id: ClassId, name: string): boolean {
  const { classes } = builder.model;
  let current: ClassId | null = id;
  for (let hops = 0; current !== null && hops < 8; hops += 1) {
    const entry: ClassEntry | undefined = classes[current];
    const found = entry?.fields.get(name);
    if (found) return found.place === null;
    const above: Reference | null = entry?.info.superclass ?? null;
    current = above?.kind === 'class' ? above.class : null;
  }
  return false;
}

/** The variable of a static field that is written with its class: `Pool.INSTANCE`. */
export function staticFieldOf(builder: JavaBuilder, id: ClassId, name: string): PlaceId | undefined {
  return builder.model.classes[id]?.fields.get(name)?.place ?? undefined;
}

/** Lowers what computes a field's first value, or a constant of an enumeration. */
export function fieldInitialiser(builder: JavaBuilder, node: Node, name: string): void {
  const { unit, model } = builder;
  const range = rangeOf(node);
  const owner = unit.within;
  const initial = field(node, 'value');
  const constant = node.type === 'enum_constant';
  if (!initial && !constant) return;
  const held = constant
    ? constantOf(builder, node)
    : initial?.type === 'array_initializer'
      ? arrayOf(builder, initial)
      : value(builder, initial);
  const place = owner === null ? undefined : model.classes[owner]?.fields.get(name)?.place;
  if (place !== null && place !== undefined) builder.copy(place, held, range, true);
  else if (unit.info.thisPlace !== null)
    builder.emit({ op: 'store', object: unit.info.thisPlace, key: name, value: held, range });
}

/** `RED(1) { … }` constructs an instance of the enumeration. */
function constantOf(builder: JavaBuilder, node: Node): PlaceId {
  const owner = builder.unit.within;
  const args: Argument[] = (field(node, 'arguments')?.children ?? []).map((one) => ({
    value: value(builder, one),
    spread: false,
  }));
  if (owner === null) return builder.operation('constant', [], rangeOf(node));
  const reference = { kind: 'class', class: owner } as const;
  return construct(builder, node, field(node, 'name') ?? node, reference, args, false);
}

/** The name of a field access. */
export function fieldName(builder: JavaBuilder, node: Node): string {
  return textOf(builder.model.text, field(node, 'field'));
}
