/** Finds functions, classes and all names that a file binds. */
import type { ClassId, ClassMember, FunctionId, Parameter } from '../../../analysis/flow/graph.ts';
import { moduleFunction } from '../../shared/file.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bindingScope, type FileModel, type Scope, type Variable } from '../model.ts';
import { bindImport, bindImportFrom } from './imports.ts';
import { isCommand } from './program.ts';

const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Fills the model's tables from the tree. */
export function declareAll(model: FileModel, root: SyntaxNode): Scope {
  const scope = newScope('module', 0, null, null);
  model.scopeOf.set(root, scope);
  model.functionOf.set(root, 0);
  const info = moduleFunction(rangeOf(root));
  model.units.push({ info, node: root, scope, memberOf: null, self: null, manages: false });
  for (const child of root.children) new Declarer(model, scope).visit(child);
  return scope;
}

function newScope(kind: Scope['kind'], id: FunctionId, parent: Scope | null, of: ClassId | null): Scope {
  return { kind, function: id, parent, names: new Map(), elsewhere: new Map(), class: of };
}

class Declarer {
  readonly #model: FileModel;
  readonly #scope: Scope;

  constructor(model: FileModel, scope: Scope) {
    this.#model = model;
    this.#scope = scope;
  }

  visit(node: SyntaxNode): void {
    switch (node.type) {
      case 'function_definition':
        this.#function(node, []);
        return;
      case 'class_definition':
        this.#class(node, []);
        return;
      case 'decorated_definition':
        this.#decorated(node);
        return;
      case 'lambda':
        this.#lambda(node);
        return;
      case 'import_statement':
        bindImport(this.#model, node, (name, at) => this.bind(name, at, 'import'));
        return;
      case 'import_from_statement':
        bindImportFrom(this.#model, node, (name, at) => this.bind(name, at, 'import'));
        return;
      case 'global_statement':
      case 'nonlocal_statement':
        for (const name of namedChildren(node))
          this.#scope.elsewhere.set(
            this.#model.textOf(name),
            node.type === 'global_statement' ? 'global' : 'nonlocal',
          );
        return;
      case 'assignment':
        this.#target(childIn(node, 'left'), childIn(node, 'right') ?? null);
        break;
      case 'augmented_assignment':
        this.#target(childIn(node, 'left'), null);
        break;
      case 'for_statement':
      case 'for_in_clause':
        this.#target(childIn(node, 'left'), null);
        break;
      case 'named_expression':
        this.#target(childIn(node, 'name'), childIn(node, 'value') ?? null);
        break;
      case 'as_pattern_target':
        for (const child of namedChildren(node)) this.#target(child, null);
        break;
      case 'case_pattern':
        this.#pattern(node);
        return;
      case 'type':
      case 'keyword_separator':
        return;
      default:
        if (COMPREHENSIONS.has(node.type)) {
          const inner = newScope('comprehension', this.#scope.function, this.#scope, null);
          this.#model.scopeOf.set(node, inner);
          const declarer = new Declarer(this.#model, inner);
          for (const child of node.children) declarer.visit(child);
          return;
        }
    }
    for (const child of node.children) this.visit(child);
  }

  /** Binds a name here, or where `global` and `nonlocal` say that it lives. */
  bind(name: string, at: SyntaxNode, declaration: Variable['draft']['declaration']): Variable {
    const scope = this.#scopeFor(name);
    const known = scope.names.get(name);
    if (known !== undefined) {
      known.draft.writes += 1;
      known.value = null;
      return known;
    }
    const draft: Variable['draft'] = {
      kind: 'variable',
      name,
      declaredIn: scope.function,
      declaration,
      writes: 1,
      range: rangeOf(at),
    };
    const variable: Variable = {
      name,
      place: this.#model.addPlace(draft),
      draft,
      scope,
      submodules: new Set(),
      value: null,
    };
    scope.names.set(name, variable);
    this.#model.variables.push(variable);
    return variable;
  }

  #scopeFor(name: string): Scope {
    const how = this.#scope.elsewhere.get(name);
    if (how === undefined) return this.#scope;
    let scope = this.#scope;
    while (scope.parent !== null) {
      scope = scope.parent;
      if (how === 'nonlocal' && scope.kind === 'function' && scope.names.has(name)) return scope;
    }
    return scope;
  }

  #target(node: SyntaxNode | undefined, value: SyntaxNode | null): void {
    switch (node?.type) {
      case 'identifier': {
        const inner = node.parent?.type === 'named_expression' ? bindingScope(this.#scope) : this.#scope;
        const declarer = inner === this.#scope ? this : new Declarer(this.#model, inner);
        const first = declarer.#scopeFor(this.#model.textOf(node)).names.get(this.#model.textOf(node));
        const variable = declarer.bind(this.#model.textOf(node), node, 'local');
        if (first === undefined) variable.value = value;
        // `except ImportError: ssl = None` leaves open what `ssl` is where there is one.
        else if (first.draft.declaration !== 'import' || value?.type !== 'none')
          delete variable.draft.reference;
        return;
      }
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'list_splat_pattern':
      case 'list_splat':
      case 'tuple':
      case 'list':
      case 'parenthesized_expression':
        for (const child of namedChildren(node)) this.#target(child, null);
        return;
      default:
    }
  }

  /** Names in a pattern of `match` are bound, but for dotted ones and classes. */
  #pattern(node: SyntaxNode): void {
    for (const child of namedChildren(node)) {
      if (child.type === 'dotted_name') {
        const parts = namedChildren(child);
        const only = parts[0];
        if (parts.length === 1 && only !== undefined && node.type === 'case_pattern')
          this.bind(this.#model.textOf(only), only, 'local');
      } else if (child.type === 'identifier') {
        if (child.parent?.type === 'as_pattern' || child.parent?.type === 'splat_pattern')
          this.bind(this.#model.textOf(child), child, 'local');
      } else this.#pattern(child);
    }
  }

  #decorated(node: SyntaxNode): void {
    const decorators: string[] = [];
    for (const child of node.children) {
      if (child.type !== 'decorator') continue;
      decorators.push(this.#model.textOf(child).replace(/^@\s*/, '').replace(/\(.*$/s, ''));
      this.visit(child);
    }
    const definition = childIn(node, 'definition');
    if (definition?.type === 'function_definition') this.#function(definition, decorators);
    else if (definition?.type === 'class_definition') this.#class(definition, decorators);
  }

  #lambda(node: SyntaxNode): void {
    const scope = this.#newFunction(node, null, 'arrow', [], null);
    const body = childIn(node, 'body');
    if (body !== undefined) new Declarer(this.#model, scope).visit(body);
  }

  #function(node: SyntaxNode, decorators: readonly string[]): void {
    const nameNode = childIn(node, 'name');
    const name = nameNode === undefined ? null : this.#model.textOf(nameNode);
    const of = this.#scope.class;
    const kind = of !== null ? methodKind(name, decorators) : 'function';
    const variable = name === null || nameNode === undefined ? null : this.bind(name, nameNode, 'function');
    const scope = this.#newFunction(node, name, kind, decorators, of);
    const id = scope.function;
    if (variable !== null && variable.draft.writes === 1 && decorators.every(isTransparent))
      variable.draft.reference = { kind: 'function', function: id };
    if (variable !== null && variable.draft.writes > 1) delete variable.draft.reference;
    if (of !== null && name !== null) this.#member(of, name, kind, decorators, id, node);
    const body = childIn(node, 'body');
    if (body !== undefined) new Declarer(this.#model, scope).visit(body);
  }

  #member(
    of: ClassId,
    name: string,
    kind: 'function' | 'constructor' | 'method' | 'getter' | 'setter',
    decorators: readonly string[],
    id: FunctionId,
    node: SyntaxNode,
  ): void {
    const draft = this.#model.classes[of];
    if (draft === undefined) return;
    const member: ClassMember = {
      name: kind === 'constructor' ? 'constructor' : name,
      kind: kind === 'function' ? 'method' : kind,
      static: decorators.some((each) => each === 'staticmethod' || each === 'classmethod'),
      function: id,
      private: name.startsWith('_') && !name.endsWith('__'),
      range: rangeOf(node),
    };
    draft.members = [...draft.members, member];
  }

  #newFunction(
    node: SyntaxNode,
    name: string | null,
    kind: 'arrow' | 'function' | 'constructor' | 'method' | 'getter' | 'setter',
    decorators: readonly string[],
    of: ClassId | null,
  ): Scope {
    const model = this.#model;
    const outer = model.units[this.#scope.function];
    const id = model.units.length;
    const scope = newScope('function', id, this.#scope, null);
    model.scopeOf.set(node, scope);
    model.functionOf.set(node, id);
    const given = childIn(node, 'parameters');
    const isMethod = of !== null && !decorators.some((each) => /^(?:staticmethod|classmethod)$/.test(each));
    const first = isMethod ? firstName(given) : undefined;
    const self = first === undefined ? null : model.textOf(first);
    const thisPlace =
      self !== null
        ? model.addPlace({ kind: 'this', declaredIn: id })
        : of === null && outer !== undefined
          ? outer.info.thisPlace
          : null;
    const body = childIn(node, 'body') ?? node;
    model.units.push({
      info: {
        id,
        name,
        parent: this.#scope.function,
        kind: of === null && thisPlace !== null ? 'arrow' : kind,
        async: childOf(node, 'async') !== undefined,
        generator: kind !== 'arrow' && yields(model.text, body),
        parameters: [],
        thisPlace,
        ownerClass: of ?? (thisPlace === null ? null : (outer?.info.ownerClass ?? null)),
        captures: [],
        capturedWrites: [],
        ...(of === null && isCommand(model, decorators) && { command: true }),
        range: rangeOf(node.parent?.type === 'decorated_definition' ? node.parent : node),
        body: rangeOf(body),
        broken: false,
      },
      node,
      scope,
      memberOf: of,
      self,
      manages: decorators.some((each) => /(?:^|\.)(?:async)?contextmanager$/.test(each)),
    });
    const unit = model.units[id];
    if (unit !== undefined) unit.info.parameters = this.#parameters(given, scope, first);
    return scope;
  }

  /** Binds the parameters in the function; defaults are evaluated outside. */
  #parameters(
    given: SyntaxNode | undefined,
    scope: Scope,
    self: SyntaxNode | undefined,
  ): readonly Parameter[] {
    const inside = new Declarer(this.#model, scope);
    return namedChildren(given).flatMap((node): Parameter[] => {
      const name = nameOfParameter(node);
      const fallback = childIn(node, 'value');
      if (fallback !== undefined) this.visit(fallback);
      if (name === undefined || name === self) return [];
      const variable = inside.bind(this.#model.textOf(name), name, 'parameter');
      const rest = /splat/.test(node.type) || namedChildren(node).some(({ type }) => /splat/.test(type));
      return [{ place: variable.place, name: variable.name, rest, optional: fallback !== undefined || rest }];
    });
  }

  #class(node: SyntaxNode, decorators: readonly string[]): void {
    const model = this.#model;
    const nameNode = childIn(node, 'name');
    const name = nameNode === undefined ? null : model.textOf(nameNode);
    const id = model.classes.length;
    model.classOf.set(node, id);
    model.classes.push({
      id,
      name,
      style: 'class',
      superclass: null,
      interfaces: [],
      decorators,
      members: [],
      untyped: true,
      range: rangeOf(node),
      nameRange: rangeOf(nameNode ?? node),
    });
    if (name !== null && nameNode !== undefined) {
      const variable = this.bind(name, nameNode, 'class');
      if (variable.draft.writes === 1) variable.draft.reference = { kind: 'class', class: id };
      else delete variable.draft.reference;
    }
    const bases = childIn(node, 'superclasses');
    if (bases !== undefined) this.visit(bases);
    const scope = newScope('class', this.#scope.function, this.#scope, id);
    model.scopeOf.set(node, scope);
    const body = childIn(node, 'body');
    if (body !== undefined) new Declarer(model, scope).visit(body);
  }
}

function methodKind(name: string | null, decorators: readonly string[]) {
  if (name === '__init__') return 'constructor';
  if (decorators.some((each) => /(?:^|\.)(?:cached_)?property$|\.getter$/.test(each))) return 'getter';
  return decorators.some((each) => /\.(?:setter|deleter)$/.test(each)) ? 'setter' : 'method';
}

/** Decorators that leave a function what it is when it is called. */
function isTransparent(decorator: string): boolean {
  return /^(?:staticmethod|classmethod|(?:typing\.)?(?:override|final|no_type_check)|(?:functools\.)?wraps|(?:abc\.)?abstractmethod)$/.test(
    decorator,
  );
}

function firstName(parameters: SyntaxNode | undefined): SyntaxNode | undefined {
  const [first] = namedChildren(parameters);
  return first === undefined || /splat/.test(first.type) ? undefined : nameOfParameter(first);
}

function nameOfParameter(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'identifier') return node;
  const named = childIn(node, 'name');
  if (named !== undefined) return nameOfParameter(named);
  const inner = namedChildren(node)[0];
  return inner === undefined ? undefined : nameOfParameter(inner);
}

/** Whether a body yields, its own functions aside. */
function yields(text: string, body: SyntaxNode): boolean {
  // Hardly any function does, and to look for the word is quicker than to look at the nodes.
  if (!text.slice(body.start, body.end).includes('yield')) return false;
  const stack = [body];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'yield') return true;
    if (node.type === 'function_definition' || node.type === 'lambda' || node.type === 'class_definition')
      continue;
    stack.push(...node.children);
  }
  return false;
}
