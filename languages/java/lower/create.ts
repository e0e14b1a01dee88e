/** Constructions. */

import type { Argument, FunctionId, PlaceId, Reference } from '../../../analysis/flow/graph.ts';
import { child, field, type Node, rangeOf, textOf } from '../ast.ts';
import type { ClassEntry } from '../model.ts';
import { classNamed } from '../resolve/types.ts';
import { argumentsOf } from './calls.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';

interface Property {
  readonly key: string;
  readonly value: PlaceId;
  readonly spread: boolean;
}

/** Lowers `new Type(…)`, with a body or without. */
export function creation(builder: JavaBuilder, node: Node, discarded: boolean): PlaceId {
  const type = field(node, 'type');
  const outer = node.children.find((one) => one.field === null && one.type !== 'class_body');
  if (outer && outer.end <= (type?.start ?? 0) && !outer.type.includes('annotation')) value(builder, outer);
  const base = type?.type === 'generic_type' ? type.children[0] : type;
  const name = textOf(builder.model.text, base).replace(/\s+/g, '');
  const reference = classNamed(builder.model, name, builder.unit.within);
  const args = argumentsOf(builder, field(node, 'arguments'));
  const made = construct(builder, node, base ?? node, reference, args, discarded);
  const id = child(node, 'class_body') ? builder.model.classOf.get(node) : undefined;
  const entry = id === undefined ? undefined : builder.model.classes[id];
  return entry ? instanceOfBody(builder, node, entry, made) : made;
}

/** Emits a construction. */
export function construct(
  builder: JavaBuilder,
  node: Node,
  name: Node,
  reference: Reference | undefined,
  args: readonly Argument[],
  discarded: boolean,
): PlaceId {
  const range = rangeOf(node);
  const callee = reference
    ? builder.reference(reference, rangeOf(name))
    : builder.operation('class', [], rangeOf(name));
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    callee,
    ...(reference && { reference }),
    arguments: args,
    construct: true,
    awaited: false,
    discarded,
    nameRange: rangeOf(name),
    range,
  });
  return target;
}

/**
 * An instance of a class without name holds what its methods use, as an object of functions does. Where the class
 * has none of its own (`new HashMap<>() {{ put(…); }}`) it is what its base makes.
 */
function instanceOfBody(builder: JavaBuilder, node: Node, entry: ClassEntry, made: PlaceId): PlaceId {
  const range = rangeOf(node);
  const holding = (key: string, id: FunctionId | null): Property[] => {
    if (id === null) return [];
    const held = builder.temporary();
    builder.emit({ op: 'closure', target: held, function: id, range });
    return [{ key, value: held, spread: false }];
  };
  const methods = [...entry.methods].flatMap(([key, overloads]) =>
    overloads.flatMap((method) => holding(key, method.function)),
  );
  if (methods.length === 0) return made;
  // What its fields begin with may be made of what is around it.
  const initial = entry.info.members.flatMap((member) =>
    member.kind === 'field' && !member.static ? holding(`initial ${member.name}`, member.function) : [],
  );
  const properties = [...methods, ...initial];
  const target = builder.temporary();
  builder.emit({
    op: 'object',
    target,
    properties: [{ key: 'super', value: made, spread: false }, ...properties],
    range,
  });
  return target;
}
