/** Puts the tables of a Go file together from its syntax tree. */
import type { ClassId, FunctionId, Place, PlaceId, Reference } from '../../analysis/flow/graph.ts';
import { moduleFunction, type SourceText } from '../shared/file.ts';
import {
  childIn,
  childrenIn,
  namedChildren,
  rangeOf,
  walk,
  type SyntaxNode,
  type SyntaxTree,
} from '../tree-sitter/tree.ts';
import { textOf, type GoModel, type GoUnit } from './model.ts';
import { importsOf } from './packages.ts';
import { resolveScopes } from './scopes.ts';
import { typeOf } from './types.ts';

/** What the tables are made of, wherever it stands in the tree. */
export const MARKS: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'func_literal',
  'defer_statement',
  'type_spec',
  'type_alias',
]);

/** Builds the tables from a tree in which {@link MARKS} are marked. */
export function modelOf({ path, text }: SourceText, { root, marked }: SyntaxTree): GoModel {
  const places: Place[] = [];
  const model: GoModel = {
    path,
    text,
    root,
    units: [{ info: moduleFunction({ start: 0, end: text.length }), node: root, results: [], defers: [] }],
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
    constants: new Map(),
    addressed: new Set(),
    exports: new Map(),
    foreign: new Map(),
    addPlace: (place) => places.push(place) - 1,
  };
  const types = marked.filter(({ type }) => type === 'type_spec' || type === 'type_alias');
  for (const node of types) declareType(model, node);
  for (const node of types) describeType(model, node);
  addFunctions(model, marked);
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

/** Adds all functions, outer ones first, with what each of them defers. */
function addFunctions(model: GoModel, marked: readonly SyntaxNode[]): void {
  const around: GoUnit[] = [];
  for (const node of marked) {
    while ((around.at(-1)?.node.end ?? Infinity) <= node.start) around.pop();
    const outer = around.at(-1);
    if (node.type === 'defer_statement') outer?.defers.push(node);
    else if (isFunction(model, node, outer)) around.push(addFunction(model, node, outer?.info.id ?? 0));
  }
}

/** What stands nowhere near where it should is half-typed: it is no function of anybody. */
function isFunction(model: GoModel, node: SyntaxNode, outer: GoUnit | undefined): boolean {
  switch (node.type) {
    case 'function_declaration':
    case 'method_declaration':
      return node.parent === model.root;
    case 'func_literal':
      return outer !== undefined || declarationAround(model, node)?.type === 'var_declaration';
    default:
      return false;
  }
}

function declarationAround(model: GoModel, node: SyntaxNode): SyntaxNode | null {
  let around: SyntaxNode | null = node;
  while (around !== null && around.parent !== model.root) around = around.parent;
  return around;
}

function addFunction(model: GoModel, node: SyntaxNode, parent: FunctionId): GoUnit {
  const id = model.units.length;
  const body = childIn(node, 'body');
  const name = childIn(node, 'name');
  const text = name === undefined ? null : textOf(model, name);
  const owner = node.type === 'method_declaration' ? receiverClass(model, node) : null;
  const outer = model.units[parent]?.info;
  const literal = node.type === 'func_literal';
  const unit: GoUnit = {
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
      ...(text !== null && { reach: reachOf(model, node, text) }),
    },
    node,
    results: [],
    defers: [],
  };
  model.functionOf.set(node, id);
  model.units.push(unit);
  if (text !== null) declareFunction(model, node, text, id, owner);
  return unit;
}

/** By how it is written. The functions of a program nobody imports; its methods an interface may make known. */
function reachOf({ text }: GoModel, node: SyntaxNode, name: string): 'package' | 'importers' {
  const isOfProgram = node.type === 'function_declaration' && /^package\s+main\b/m.test(text);
  return /^\p{Lu}/u.test(name) && !isOfProgram ? 'importers' : 'package';
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
