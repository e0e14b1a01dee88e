/** Puts the tables of a Go file together from its syntax tree. */
import type { ClassId, FunctionId, Place, PlaceId, Reference } from '../../analysis/flow/graph.ts';
import { moduleFunction } from '../shared/file.ts';
import { childIn, childrenIn, namedChildren, rangeOf, walk, type SyntaxNode } from '../tree-sitter/tree.ts';
import { textOf, type GoModel } from './model.ts';
import { importsOf } from './packages.ts';
import { resolveScopes } from './scopes.ts';
import { typeOf } from './types.ts';

/** Builds the tables. */
export function modelOf(path: string, text: string, root: SyntaxNode): GoModel {
  const places: Place[] = [];
  const model: GoModel = {
    path,
    text,
    root,
    units: [{ info: moduleFunction({ start: 0, end: text.length }), node: root, results: [] }],
    classes: [],
    places,
    functionOf: new Map([[root, 0]]),
    classOf: new Map(),
    aliases: new Map(),
    imports: importsOf(root, text),
    placeOf: new Map(),
    declaring: new Set(),
    functionVariables: new Set(),
    startingAsNil: new Set(),
    startingAsFalse: new Set(),
    addressed: new Set(),
    exports: new Map(),
    addPlace: (place) => places.push(place) - 1,
  };
  const types = walk(root).filter((node) => node.type === 'type_spec' || node.type === 'type_alias');
  for (const node of types) declareType(model, node);
  for (const node of types) describeType(model, node);
  for (const declaration of root.children)
    if (declaration.type === 'function_declaration' || declaration.type === 'method_declaration')
      addFunction(model, declaration, 0);
    else if (declaration.type === 'var_declaration') addLiterals(model, declaration, 0);
  resolveScopes(model, packageNames(model));
  return model;
}

function declareType(model: GoModel, node: SyntaxNode): void {
  const name = childIn(node, 'name');
  if (name === undefined || node.type === 'type_alias') return;
  const id = model.classes.push({
    id: model.classes.length,
    name: textOf(model, name),
    style: 'class',
    superclass: null,
    interfaces: [],
    decorators: [],
    members: [],
    range: rangeOf(node),
    nameRange: rangeOf(name),
  });
  model.classOf.set(textOf(model, name), id - 1);
}

/** Fields of structs, methods of interfaces, what an alias stands for. */
function describeType(model: GoModel, node: SyntaxNode): void {
  const name = childIn(node, 'name');
  const type = childIn(node, 'type');
  if (name === undefined || type === undefined) return;
  const text = textOf(model, name);
  if (node.type === 'type_alias') {
    const target = typeOf(model, type);
    if (target !== undefined) model.aliases.set(text, target);
    return;
  }
  const id = model.classOf.get(text);
  const draft = id === undefined ? undefined : model.classes[id];
  if (draft === undefined || id === undefined) return;
  addExport(model, text, { kind: 'class', class: id });
  if (type.type === 'struct_type') draft.members = fieldsOf(model, type);
  else if (type.type === 'interface_type') draft.members = methodsOf(model, type);
}

/** The methods of an interface, whose code is elsewhere. */
function methodsOf(model: GoModel, type: SyntaxNode): GoModel['classes'][number]['members'] {
  return namedChildren(type).flatMap((method) => {
    const name = childIn(method, 'name');
    if (name === undefined) return [];
    const text = textOf(model, name);
    return [
      {
        name: text,
        kind: 'method' as const,
        static: false,
        function: null,
        private: /^[a-z_]/.test(text),
        range: rangeOf(method),
      },
    ];
  });
}

function fieldsOf(model: GoModel, struct: SyntaxNode): GoModel['classes'][number]['members'] {
  return namedChildren(namedChildren(struct)[0]).flatMap((field) => {
    if (field.type !== 'field_declaration') return [];
    const type = typeOf(model, childIn(field, 'type'));
    const named = childrenIn(field, 'name').map((name) => textOf(model, name));
    // An embedded type is a field of its own name.
    const embedded = type !== undefined && 'path' in type ? type.path.at(-1) : undefined;
    const names = named.length > 0 ? named : embedded === undefined ? [] : [embedded];
    return names.map((name) => ({
      name,
      kind: 'field' as const,
      static: false,
      function: null,
      private: /^[a-z_]/.test(name),
      range: rangeOf(field),
      ...(type !== undefined && { type }),
    }));
  });
}

/** Adds a function and the literals inside it, outer ones first. */
function addFunction(model: GoModel, node: SyntaxNode, parent: FunctionId): void {
  const id = model.units.length;
  const body = childIn(node, 'body');
  const name = childIn(node, 'name');
  const text = name === undefined ? null : textOf(model, name);
  const owner = node.type === 'method_declaration' ? receiverClass(model, node) : null;
  const outer = model.units[parent]?.info;
  const literal = node.type === 'func_literal';
  model.functionOf.set(node, id);
  model.units.push({
    info: {
      id,
      name: text,
      parent,
      kind: literal ? 'arrow' : node.type === 'method_declaration' ? 'method' : 'function',
      async: false,
      generator: false,
      parameters: [],
      thisPlace:
        owner !== null
          ? model.addPlace({ kind: 'this', declaredIn: id })
          : literal
            ? (outer?.thisPlace ?? null)
            : null,
      ownerClass: owner,
      captures: [],
      capturedWrites: [],
      range: rangeOf(node),
      body: rangeOf(body ?? node),
      broken: false,
    },
    node,
    results: [],
  });
  if (text !== null) declareFunction(model, node, text, id, owner);
  if (body !== undefined) addLiterals(model, body, id);
}

function addLiterals(model: GoModel, node: SyntaxNode, parent: FunctionId): void {
  for (const one of walk(node, (inner) => inner.type !== 'func_literal'))
    if (one.type === 'func_literal') addFunction(model, one, parent);
}

function declareFunction(
  model: GoModel,
  node: SyntaxNode,
  name: string,
  id: FunctionId,
  owner: ClassId | null,
): void {
  if (node.type === 'function_declaration') {
    // Nobody but the runtime calls these.
    if (name !== 'main' && name !== 'init') addExport(model, name, { kind: 'function', function: id });
    return;
  }
  const type = receiverName(model, node);
  // Methods may be declared in another file than their type: they are found under both names.
  if (type !== null) addExport(model, `${type}.${name}`, { kind: 'function', function: id });
  const draft = owner === null ? undefined : model.classes[owner];
  if (draft === undefined) return;
  draft.members = [
    ...draft.members,
    {
      name,
      kind: 'method',
      static: false,
      function: id,
      private: /^[a-z_]/.test(name),
      range: rangeOf(node),
    },
  ];
}

function receiverName(model: GoModel, node: SyntaxNode): string | null {
  const [receiver] = namedChildren(childIn(node, 'receiver'));
  let type = childIn(receiver, 'type');
  while (
    type?.type === 'pointer_type' ||
    type?.type === 'generic_type' ||
    type?.type === 'parenthesized_type'
  )
    type = namedChildren(type)[0];
  return type?.type === 'type_identifier' ? textOf(model, type) : null;
}

function receiverClass(model: GoModel, node: SyntaxNode): ClassId | null {
  const name = receiverName(model, node);
  return name === null ? null : (model.classOf.get(name) ?? null);
}

function addExport(model: GoModel, name: string, reference: Reference): void {
  model.exports.set(name, [...(model.exports.get(name) ?? []), { kind: 'reference', reference }]);
}

/** The names of the package's level that this file declares, and its imports. */
function packageNames(model: GoModel): ReadonlyMap<string, PlaceId> {
  const names = new Map<string, PlaceId>();
  const declare = (
    name: string,
    node: SyntaxNode,
    declaration: 'import' | 'function' | 'local',
    reference?: Reference,
  ): void => {
    names.set(
      name,
      model.addPlace({
        kind: 'variable',
        name,
        declaredIn: 0,
        declaration,
        writes: 1,
        range: rangeOf(node),
        ...(reference !== undefined && { reference }),
      }),
    );
  };
  for (const [name, module] of model.imports)
    declare(name, model.root, 'import', { kind: 'export', module, path: [] });
  for (const unit of model.units)
    if (unit.node.type === 'function_declaration' && unit.info.name !== null && unit.info.name !== 'init')
      declare(unit.info.name, unit.node, 'function', { kind: 'function', function: unit.info.id });
  for (const declaration of model.root.children) {
    if (declaration.type !== 'var_declaration' && declaration.type !== 'const_declaration') continue;
    for (const spec of walk(declaration, (node) => node.type !== 'func_literal'))
      if (spec.type === 'var_spec' || spec.type === 'const_spec')
        for (const name of childrenIn(spec, 'name')) {
          if (name.type !== 'identifier') continue;
          const text = textOf(model, name);
          declare(text, name, 'local');
          const place = names.get(text);
          if (place !== undefined) model.exports.set(text, [{ kind: 'place', place }]);
        }
  }
  return names;
}
