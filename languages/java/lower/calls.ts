/** Calls of methods, and the arguments of all calls. */

import type {
  Argument,
  CallStep,
  ClassId,
  PlaceId,
  Reference,
  TypeReference,
} from '../../../analysis/flow/graph.ts';
import { child, field, type Maybe, type Node, rangeOf, textOf, unwrap } from '../ast.ts';
import { type ArgumentSort, mayTake, overloadOf, simpleName } from '../overloads.ts';
import type { ClassEntry, FileModel, Method } from '../model.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { classOfName } from './names.ts';

/** What is called, on what, and what that gives by its declaration. */
interface Callee extends Pick<CallStep, 'callee' | 'receiver' | 'method' | 'reference'> {
  readonly returns?: TypeReference | undefined;
}

/** Lowers `receiver.method(…)`. */
export function call(builder: JavaBuilder, node: Node, discarded: boolean): PlaceId {
  const name = field(node, 'name');
  const list = field(node, 'arguments');
  const range = rangeOf(node);
  const { returns, ...callee } = calleeOf(
    builder,
    node,
    textOf(builder.model.text, name),
    sortsOf(builder, list),
  );
  const args = argumentsOf(builder, list);
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    ...callee,
    arguments: args,
    construct: false,
    awaited: false,
    discarded,
    nameRange: rangeOf(name ?? node),
    range,
  });
  return discarded ? target : builder.typed(target, returns, range);
}

export function argumentsOf(builder: JavaBuilder, list: Maybe): Argument[] {
  return (list?.children ?? []).map((one) => ({ value: value(builder, one), spread: false }));
}

/** What can be told of arguments before they are lowered. */
export function sortsOf(builder: JavaBuilder, list: Maybe): ArgumentSort[] {
  return (list?.children ?? []).map((one) => sortOf(builder, unwrap(one)));
}

function sortOf({ model }: JavaBuilder, node: Maybe): ArgumentSort {
  const place = node ? model.variableOf.get(node) : undefined;
  if (place !== undefined) {
    const known = model.places[place];
    if (model.primitives.has(place)) return { kind: 'primitive' };
    return known?.kind === 'variable' && known.type
      ? { kind: 'object', ...nameOf(model, known.type) }
      : { kind: 'unknown' };
  }
  switch (node?.type) {
    case 'true':
    case 'false':
    case 'character_literal':
    case 'instanceof_expression':
      return { kind: 'primitive' };
    case 'object_creation_expression':
      return { kind: 'object', type: simpleName(textOf(model.text, field(node, 'type'))) };
    case 'string_literal':
    case 'null_literal':
    case 'this':
    case 'lambda_expression':
    case 'class_literal':
      return { kind: 'object' };
    default:
      return { kind: node?.type.endsWith('_literal') === true ? 'primitive' : 'unknown' };
  }
}

function nameOf(model: FileModel, type: TypeReference): { readonly type?: string } {
  const name = type.kind === 'class' ? model.classes[type.class]?.name : 'path' in type && type.path.at(-1);
  return typeof name === 'string' ? { type: name } : {};
}

function calleeOf(builder: JavaBuilder, node: Node, name: string, given: readonly ArgumentSort[]): Callee {
  const object = field(node, 'object');
  const range = rangeOf(node);
  if (!object) return unqualified(builder, name, given, node);
  if (object.type === 'super' || child(node, 'super')) return ofSuper(builder, name, node);
  const of = classOfName(builder, object);
  if (of) return staticMethod(builder, of, name, given, node);
  const receiver = value(builder, object);
  const callee = builder.load(receiver, name, range);
  const own = object.type === 'this' ? ownMethod(builder, builder.unit.within, name, given) : undefined;
  return { callee, receiver, method: name, ...instanceMethod(own) };
}

function instanceMethod(own: Method | undefined): Pick<Callee, 'reference' | 'returns'> {
  return {
    returns: own?.returns,
    ...(own && own.function !== null && { reference: { kind: 'function', function: own.function } }),
  };
}

/** `method(…)`: of the class, of one around it, inherited, or imported. */
function unqualified(builder: JavaBuilder, name: string, given: readonly ArgumentSort[], node: Node): Callee {
  const { classes, imports } = builder.model;
  const range = rangeOf(node);
  for (let id = builder.unit.within; id !== null; id = classes[id]?.outer ?? null) {
    const known = methodsNamed(builder, id, name);
    if (known.length === 0) continue;
    const own = chosen(builder, id, known, given);
    if (known.every((one) => one.static)) return namedFunction(builder, own, range);
    // None of its own takes what is given: a class above has one of the name that does.
    if (own === undefined) return { callee: builder.operation(name, [], range) };
    return onInstance(builder, builder.instanceOf(id, range), name, own, range);
  }
  const imported = imports.members.get(name);
  if (imported) return referenced(builder, { kind: 'export', ...imported }, range);
  const entry = builder.unit.within === null ? undefined : classes[builder.unit.within];
  const inherits = (entry?.info.superclass ?? null) !== null || (entry?.info.interfaces.length ?? 0) > 0;
  const [first, ...others] = imports.holders.map(({ module, path }): Reference => ({
    kind: 'export',
    module,
    path: [...path, name],
  }));
  if (!inherits && first)
    return referenced(
      builder,
      others.length === 0 ? first : { kind: 'choice', of: [first, ...others] },
      range,
    );
  return onInstance(builder, builder.unit.info.thisPlace, name, undefined, range);
}

function onInstance(
  builder: JavaBuilder,
  receiver: PlaceId | null,
  name: string,
  own: Method | undefined,
  range: { readonly start: number; readonly end: number },
): Callee {
  if (receiver === null) return { callee: builder.operation(name, [], range), ...instanceMethod(own) };
  return { callee: builder.load(receiver, name, range), receiver, method: name, ...instanceMethod(own) };
}

function referenced(
  builder: JavaBuilder,
  reference: Reference,
  range: { readonly start: number; readonly end: number },
): Callee {
  return { callee: builder.reference(reference, range), reference };
}

function namedFunction(
  builder: JavaBuilder,
  own: Method | undefined,
  range: { readonly start: number; readonly end: number },
): Callee {
  if (own === undefined || own.function === null)
    return { callee: builder.operation('method', [], range), returns: own?.returns };
  const reference = { kind: 'function', function: own.function } as const;
  return { callee: builder.reference(reference, range), reference, returns: own.returns };
}

function ofSuper(builder: JavaBuilder, name: string, node: Node): Callee {
  const receiver = builder.unit.info.thisPlace;
  const callee = builder.operation('super', receiver === null ? [] : [receiver], rangeOf(node));
  if (receiver === null) return { callee };
  const entry = builder.unit.within === null ? undefined : builder.model.classes[builder.unit.within];
  const above = entry?.info.superclass;
  if (above?.kind === 'class') {
    const own = ownMethod(builder, above.class, name, sortsOf(builder, field(node, 'arguments')));
    return { callee, receiver, method: name, ...instanceMethod(own) };
  }
  return { callee, receiver, method: name };
}

function staticMethod(
  builder: JavaBuilder,
  of: Extract<Reference, { kind: 'export' | 'class' }>,
  name: string,
  given: readonly ArgumentSort[],
  node: Node,
): Callee {
  const range = rangeOf(node);
  if (of.kind === 'export') return referenced(builder, { ...of, path: [...of.path, name] }, range);
  return namedFunction(builder, ownMethod(builder, of.class, name, given), range);
}

/** The one method of the class, or inherited within the file, that fits. */
export function ownMethod(
  builder: JavaBuilder,
  id: ClassId | null,
  name: string,
  given: readonly ArgumentSort[],
): Method | undefined {
  return id === null ? undefined : chosen(builder, id, methodsNamed(builder, id, name), given);
}

function chosen(
  builder: JavaBuilder,
  id: ClassId,
  methods: readonly Method[],
  given: readonly ArgumentSort[],
): Method | undefined {
  const found = overloadOf(methods, given);
  // A class of another file may have an overload that takes what is given better.
  const inherits = builder.model.classes[id]?.info.superclass?.kind === 'export';
  return inherits && found !== undefined && !mayTake(found, given) ? undefined : found;
}

/** Methods of that name; those of the class hide what classes above have. */
export function methodsNamed(builder: JavaBuilder, id: ClassId, name: string): readonly Method[] {
  let current: ClassId | null = id;
  for (let hops = 0; current !== null && hops < 8; hops += 1) {
    const entry: ClassEntry | undefined = builder.model.classes[current];
    const known = entry?.methods.get(name);
    if (known) return known;
    const above: Reference | null = entry?.info.superclass ?? null;
    current = above?.kind === 'class' ? above.class : null;
  }
  return [];
}
