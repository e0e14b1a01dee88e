/** Puts the tables of a file together from its syntax tree. */

import type { ClassMember, TypeReference } from '../../analysis/flow/graph.ts';
import { child, field, fields, type Node } from './ast.ts';
import type { ClassEntry, FileModel } from './model.ts';
import { importsOf } from './resolve/imports.ts';
import { typeOf } from './resolve/types.ts';
import { enterClasses } from './tables/classes.ts';
import { bindVariables } from './tables/variables.ts';

/** Builds the tables. */
export function modelOf(path: string, text: string, root: Node): FileModel {
  const model: FileModel = {
    path,
    text,
    root,
    imports: importsOf(text, root),
    units: [],
    classes: [],
    topLevel: new Map(),
    places: [],
    variableOf: new Map(),
    primitives: new Set(),
    functionOf: new Map(),
    classOf: new Map(),
    exports: new Map(),
    addPlace: (place) => model.places.push(place) - 1,
  };
  enterClasses(model);
  for (const entry of model.classes) resolveSupertypes(model, entry);
  for (const entry of model.classes) resolveMembers(model, entry);
  bindVariables(model);
  for (const entry of model.classes) exportClass(model, entry);
  for (const { info, body } of model.units)
    if (info.kind === 'method' && info.name === 'main' && body.kind === 'method' && info.ownerClass === null)
      info.entry = true;
  return model;
}

function resolveSupertypes(model: FileModel, entry: ClassEntry): void {
  const { node, info } = entry;
  const named = (one: Node | undefined): TypeReference | undefined => typeOf(model, one, entry.outer);
  const created = node.type === 'object_creation_expression' ? named(field(node, 'type')) : undefined;
  const above = created ?? named(field(node, 'superclass')?.children[0]);
  if (above?.kind === 'class' || above?.kind === 'export') {
    // A class without name may just as well implement an interface; both look the same.
    const isInterface =
      above.kind === 'class' && model.classes[above.class]?.node.type === 'interface_declaration';
    if (isInterface) info.interfaces = [above];
    else if (above.kind === 'export' || above.class !== info.id) info.superclass = above;
  }
  const lists = [field(node, 'interfaces'), child(node, 'extends_interfaces')];
  const interfaces = lists.flatMap((list) => child(list, 'type_list')?.children ?? []).map(named);
  info.interfaces = [...info.interfaces, ...interfaces.filter((one) => one !== undefined)];
}

function resolveMembers(model: FileModel, entry: ClassEntry): void {
  const types = new Map<number, TypeReference>();
  for (const member of membersOf(entry)) {
    const type = typeOf(model, field(member, 'type'), entry.info.id);
    if (!type) continue;
    types.set(member.start, type);
    for (const declarator of fields(member, 'declarator')) {
      types.set(declarator.start, type);
      const place = model.variableOf.get(field(declarator, 'name') ?? declarator);
      const known = place === undefined ? undefined : model.places[place];
      if (place !== undefined && known?.kind === 'variable') model.places[place] = { ...known, type };
    }
    const id = model.functionOf.get(member);
    const unit = id === undefined ? undefined : model.units[id];
    if (unit && member.type === 'method_declaration') unit.info.declaredReturn = type;
  }
  entry.info.members = entry.info.members.map((member): ClassMember => {
    const type = member.kind === 'field' ? types.get(member.range.start) : undefined;
    return type ? { ...member, type } : member;
  });
  const { outer } = entry;
  if (outer !== null && !entry.static && entry.within === 0) {
    const around = { ...entry.info.range, end: entry.info.range.start };
    const type = { kind: 'class', class: outer } as const;
    const shared = { static: false, function: null, private: true, range: around, type };
    entry.info.members.push({ name: outerField(model, outer), kind: 'field', ...shared });
  }
}

/** The field in which an instance of an inner class keeps the instance around, as compilers name it. */
export function outerField(model: FileModel, outer: number): string {
  return `this$${model.classes[outer]?.name ?? String(outer)}`;
}

function membersOf(entry: ClassEntry): readonly Node[] {
  const body = field(entry.node, 'body') ?? child(entry.node, 'class_body');
  const own = (body?.children ?? []).flatMap((one) =>
    one.type === 'enum_body_declarations' ? one.children : [one],
  );
  const components = entry.node.type === 'record_declaration' ? field(entry.node, 'parameters') : undefined;
  return [...own, ...(components?.children ?? [])];
}

/** Classes by their names within the package, and static methods that have their name for themselves. */
function exportClass(model: FileModel, entry: ClassEntry): void {
  const name = qualified(model, entry);
  if (name === null) return;
  model.exports.set(name, [{ kind: 'reference', reference: { kind: 'class', class: entry.info.id } }]);
  for (const [method, overloads] of entry.methods) {
    const [only, ...others] = overloads;
    const id = only?.static === true && others.length === 0 ? only.function : null;
    // Nobody else can call a private one.
    if (id === null || entry.info.members.some((one) => one.function === id && one.private)) continue;
    // What is not public is seen by the package, mostly by its tests: nobody has said that it is meant for others.
    const unasked = only?.public === false && { unasked: true as const };
    model.exports.set(`${name}.${method}`, [
      { kind: 'reference', reference: { kind: 'function', function: id }, ...unasked },
    ]);
  }
}

function qualified(model: FileModel, entry: ClassEntry): string | null {
  if (entry.name === null || entry.within !== 0) return null;
  const around = entry.outer === null ? undefined : model.classes[entry.outer];
  if (!around) return entry.name;
  const prefix = qualified(model, around);
  return prefix === null ? null : `${prefix}.${entry.name}`;
}
