/** Puts the tables of a file together. */
import type { Export, PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, type SyntaxNode, type SyntaxTree } from '../../tree-sitter/tree.ts';
import type { PassedOn } from '../../language.ts';
import { lookUp, type FileModel, type Scope } from '../model.ts';
import { declareAll } from './declare.ts';
import { guardedParts, isBuildScript, mainFunctions, markEntries } from './program.ts';
import { annotated, denoted } from './resolve.ts';

export function modelOf(path: string, tree: SyntaxTree, passedOn: PassedOn = () => null): FileModel {
  const globals = new Map<string, PlaceId>();
  const { text } = tree;
  const model: FileModel = {
    text,
    places: [],
    units: [],
    classes: [],
    scopeOf: new Map(),
    functionOf: new Map(),
    classOf: new Map(),
    variables: [],
    exports: new Map(),
    modules: new Set(),
    passedOn,
    textOf: (node) => text.slice(node.start, node.end),
    addPlace: (place) => model.places.push(place) - 1,
    globalPlace(name) {
      let place = globals.get(name);
      if (place === undefined) globals.set(name, (place = model.addPlace({ kind: 'global', name })));
      return place;
    },
    variable: lookUp,
    denotes: (node, scope) => denoted(model, node, scope),
  };
  const scope = declareAll(model, tree.root);
  describe(model, tree.root, scope);
  findCaptures(model, tree.root, scope);
  addExports(model, path, tree.root, scope);
  return model;
}

/** Types of annotated names, superclasses and declared results, and what aliases denote. */
function describe(model: FileModel, root: SyntaxNode, top: Scope): void {
  visit(model, root, top, (node, scope) => {
    switch (node.type) {
      case 'class_definition': {
        const draft = model.classes[model.classOf.get(node) ?? -1];
        if (draft === undefined) return;
        const bases = namedChildren(childIn(node, 'superclasses')).filter(
          ({ type }) => type === 'identifier' || type === 'attribute',
        );
        const [first, ...rest] = bases
          .map((base) => model.denotes(base, scope))
          .filter((one) => one !== undefined);
        draft.superclass = first ?? null;
        draft.interfaces = rest.flatMap((one) =>
          one.kind === 'export' || one.kind === 'class' || one.kind === 'global' ? [one] : [],
        );
        return;
      }
      case 'function_definition': {
        const unit = model.units[model.functionOf.get(node) ?? -1];
        const type = annotated(model, childIn(node, 'return_type'), scope);
        if (unit !== undefined && type !== undefined)
          unit.info.declaredReturn = unit.info.async ? { kind: 'promise', of: type } : type;
        return;
      }
      case 'typed_parameter':
      case 'typed_default_parameter': {
        const name = namedChildren(node)[0];
        const type = annotated(model, childIn(node, 'type'), scope);
        const variable = name === undefined ? undefined : lookUp(model.textOf(name), scope);
        if (variable !== undefined && type !== undefined) variable.draft.type = type;
        return;
      }
      case 'assignment': {
        const left = childIn(node, 'left');
        const type = annotated(model, childIn(node, 'type'), scope);
        if (left === undefined || type === undefined) return;
        if (left.type === 'identifier') {
          const variable = lookUp(model.textOf(left), scope);
          if (variable !== undefined) variable.draft.type = type;
          if (scope.class !== null) addField(model, scope.class, left, type);
        } else if (left.type === 'attribute') {
          const { ownerClass } = model.units[scope.function]?.info ?? { ownerClass: null };
          const field = childIn(left, 'attribute');
          const of = childIn(left, 'object');
          const self = model.units[scope.function]?.self;
          if (ownerClass !== null && field !== undefined && of !== undefined && model.textOf(of) === self)
            addField(model, ownerClass, field, type);
        }
        return;
      }
      default:
    }
  });
  for (const variable of model.variables) {
    if (variable.draft.reference !== undefined || variable.value === null) continue;
    const reference = model.denotes(variable.value, variable.scope);
    const isAlias = variable.value.type === 'identifier' || variable.value.type === 'attribute';
    if (isAlias && variable.draft.writes === 1 && reference !== undefined && reference.kind !== 'global')
      variable.draft.reference = reference;
  }
}

function addField(
  model: FileModel,
  of: number,
  node: SyntaxNode,
  type: NonNullable<ReturnType<typeof annotated>>,
): void {
  const draft = model.classes[of];
  const name = model.textOf(node);
  if (draft === undefined || draft.members.some((member) => member.name === name)) return;
  draft.members = [
    ...draft.members,
    {
      name,
      kind: 'field',
      static: false,
      function: null,
      type,
      private: name.startsWith('_'),
      range: { start: node.start, end: node.end },
    },
  ];
}

/** Visits all nodes with the scope that holds for what they name. */
function visit(
  model: FileModel,
  from: SyntaxNode,
  top: Scope,
  see: (node: SyntaxNode, scope: Scope) => void,
): void {
  // Two lists rather than one of pairs: there is an entry for each node of the file.
  const nodes = [from];
  const scopes = [top];
  for (;;) {
    const node = nodes.pop();
    const scope = scopes.pop();
    if (node === undefined || scope === undefined) return;
    see(node, scope);
    const { children } = node;
    if (children.length === 0) continue;
    const inner = model.scopeOf.get(node) ?? scope;
    const defines = node.type === 'class_definition' || node.type === 'function_definition';
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child === undefined) continue;
      // Bases, defaults and annotations are evaluated outside of what they belong to.
      const outside = defines && child.field !== 'body' && child.field !== 'parameters';
      nodes.push(child);
      scopes.push(outside ? scope : inner);
    }
  }
}

/** Fills in which places of other functions each function reads and writes. */
function findCaptures(model: FileModel, root: SyntaxNode, top: Scope): void {
  const captures = model.units.map(() => new Set<PlaceId>());
  const writes = model.units.map(() => new Set<PlaceId>());
  visit(model, root, top, (node, scope) => {
    if (node.type !== 'identifier' || scope.function === 0) return;
    const variable = lookUp(model.textOf(node), scope);
    if (variable === undefined || variable.draft.declaration === 'import') return;
    const { declaredIn } = variable.draft;
    if (declaredIn === scope.function || isMemberName(node)) return;
    const written = node.field === 'left' || node.parent?.type === 'pattern_list';
    let within: number | null = scope.function;
    while (within !== null && within !== declaredIn) {
      captures[within]?.add(variable.place);
      if (written) writes[within]?.add(variable.place);
      within = model.units[within]?.info.parent ?? null;
    }
  });
  model.units.forEach(({ info }, index) => {
    info.captures = [...(captures[index] ?? [])];
    info.capturedWrites = [...(writes[index] ?? [])];
  });
}

/** The name behind a dot, or before the `=` of an argument. */
function isMemberName(node: SyntaxNode): boolean {
  return node.field === 'attribute' || (node.field === 'name' && node.parent?.type === 'keyword_argument');
}

/** The names in the module's list `__all__`. */
function announcedNames(model: FileModel, root: SyntaxNode, scope: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  if (!scope.names.has('__all__')) return found;
  for (const statement of namedChildren(root)) {
    const text = model.textOf(statement);
    if (!text.startsWith('__all__')) continue;
    for (const [, name = ''] of text.matchAll(/["'](\w+)["']/g)) found.add(name);
  }
  return found;
}

/** What other files can import: all that the module binds, but for what only its own main part is about. */
function addExports(model: FileModel, path: string, root: SyntaxNode, scope: Scope): void {
  if (isBuildScript(model, path)) return;
  const mains = mainFunctions(model, root);
  const isProgram = markEntries(model, scope, mains);
  const [own] = model.units;
  if (!isProgram && own !== undefined) own.info.trials = guardedParts(model, root);
  const unasked = isProgram && !scope.names.has('__all__') && { unasked: true as const };
  const announced = announcedNames(model, root, scope);
  for (const [name, variable] of scope.names) {
    const { reference } = variable.draft;
    const unit = reference?.kind === 'function' ? model.units[reference.function] : undefined;
    // What a module announces is there for others than the project itself.
    if (unit?.info.name === name && !announced.has(name)) unit.info.reach = 'modules';
    if (mains.has(name)) continue;
    const exported: Export =
      reference === undefined
        ? { kind: 'place', place: variable.place, ...unasked }
        : { kind: 'reference', reference, ...unasked };
    model.exports.set(name, [exported]);
  }
  // A module is a member of its package: `from package import module` asks it for itself.
  const parts = /(?:^|[\\/])([^\\/]+)[\\/]([^\\/]+)\.py$/.exec(path);
  const module = parts?.[2] === '__init__' ? parts[1] : parts?.[2];
  if (module !== undefined && !model.exports.has(module))
    model.exports.set(module, [
      { kind: 'reexport', module: parts?.[2] === '__init__' ? '.' : `.${module}`, path: [] },
    ]);
}
