/** What names mean: a walk through the file with the scopes of the language, filling the model's tables. */
import type { FunctionId, Place, PlaceId, TypeReference } from '../../analysis/flow/graph.ts';
import type { Draft } from '../shared/file.ts';
import { childIn, childrenIn, namedChildren, rangeOf, type SyntaxNode } from '../tree-sitter/tree.ts';
import { constantValue } from './constants.ts';
import { textOf, type GoModel, type GoUnit } from './model.ts';
import { resultType, typeOf } from './types.ts';

type Variable = Draft<Extract<Place, { readonly kind: 'variable' }>>;

class Scope {
  readonly names = new Map<string, PlaceId>();
  readonly outer: Scope | null;

  constructor(outer: Scope | null) {
    this.outer = outer;
  }

  find(name: string): PlaceId | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }
}

/** Resolves every identifier of the file. The names of the package's level are there already. */
export function resolveScopes(model: GoModel, packageNames: ReadonlyMap<string, PlaceId>): void {
  const scope = new Scope(null);
  for (const [name, place] of packageNames) scope.names.set(name, place);
  new Resolver(model).file(scope);
}

class Resolver {
  readonly #model: GoModel;
  #unit: GoUnit;

  constructor(model: GoModel) {
    this.#model = model;
    const [module] = model.units;
    if (module === undefined) throw new Error('no module function');
    this.#unit = module;
  }

  file(scope: Scope): void {
    for (const declaration of this.#model.root.children) {
      switch (declaration.type) {
        case 'function_declaration':
        case 'method_declaration':
          this.#function(declaration, scope);
          break;
        case 'var_declaration':
        case 'const_declaration':
          this.#visit(declaration, scope, true);
          break;
        default:
      }
    }
  }

  /** Parameters, results and body of a function; those of a literal are resolved where it stands. */
  #function(node: SyntaxNode, scope: Scope): void {
    const model = this.#model;
    const id = model.functionOf.get(node);
    const unit = id === undefined ? undefined : model.units[id];
    if (unit === undefined || id === undefined) return;
    const around = this.#unit;
    this.#unit = unit;
    const inner = new Scope(scope);
    this.#receiver(node, unit, inner, id);
    const parameters = namedChildren(childIn(node, 'parameters')).flatMap((one) => {
      const type = typeOf(model, childIn(one, 'type'));
      const rest = one.type === 'variadic_parameter_declaration';
      const declared = rest && type !== undefined ? ({ kind: 'container', of: type } as const) : type;
      const names = childrenIn(one, 'name');
      const nodes = names.length === 0 ? [null] : names;
      return nodes.map((name) => ({
        place: this.#declare(inner, name, one, 'parameter', declared),
        name: name === null ? null : textOf(model, name),
        rest,
        optional: false,
      }));
    });
    unit.info.parameters = parameters;
    const result = childIn(node, 'result');
    if (result?.type === 'parameter_list')
      unit.results = namedChildren(result).flatMap((one) =>
        childrenIn(one, 'name').map((name) => {
          const place = this.#declare(inner, name, one, 'local', typeOf(model, childIn(one, 'type')));
          if (startsAsNil(model, one)) model.startingAsNil.add(place);
          if (isBool(model, one)) model.startingAsFalse.add(place);
          return place;
        }),
      );
    const returned = resultType(model, node);
    if (returned !== undefined) unit.info.declaredReturn = returned;
    const body = childIn(node, 'body');
    if (body !== undefined) this.#children(body, inner);
    this.#unit = around;
  }

  #receiver(node: SyntaxNode, unit: GoUnit, scope: Scope, id: FunctionId): void {
    if (node.type !== 'method_declaration') return;
    const [receiver] = namedChildren(childIn(node, 'receiver'));
    const name = childIn(receiver, 'name');
    if (unit.info.thisPlace !== null) {
      if (name === undefined) return;
      scope.names.set(textOf(this.#model, name), unit.info.thisPlace);
      return;
    }
    // The type is declared in another file of the package.
    if (name !== undefined)
      unit.info.receiver = this.#declare(
        scope,
        name,
        node,
        'local',
        typeOf(this.#model, childIn(receiver, 'type')),
        id,
      );
  }

  #declare(
    scope: Scope,
    name: SyntaxNode | null,
    node: SyntaxNode,
    declaration: Variable['declaration'],
    type: TypeReference | undefined,
    declaredIn: FunctionId = this.#unit.info.id,
  ): PlaceId {
    const model = this.#model;
    const text = name === null ? '_' : textOf(model, name);
    const place = model.addPlace({
      kind: 'variable',
      name: text,
      declaredIn,
      declaration,
      writes: 1,
      range: rangeOf(name ?? node),
      ...(type !== undefined && { type }),
    });
    if (text !== '_') scope.names.set(text, place);
    if (name !== null) {
      model.placeOf.set(name, place);
      model.declaring.add(name);
    }
    return place;
  }

  #children(node: SyntaxNode, scope: Scope): void {
    for (const child of node.children) if (child.named) this.#visit(child, scope, false);
  }

  #visit(node: SyntaxNode, scope: Scope, atPackage: boolean): void {
    switch (node.type) {
      case 'identifier':
        this.#use(node, scope, false);
        return;
      case 'func_literal':
        this.#function(node, scope);
        return;
      case 'block':
      case 'if_statement':
      case 'for_statement':
      case 'expression_switch_statement':
      case 'expression_case':
      case 'default_case':
      case 'select_statement':
      case 'communication_case':
      case 'type_case':
        this.#children(node, new Scope(scope));
        return;
      case 'type_switch_statement':
        this.#typeSwitch(node, new Scope(scope));
        return;
      case 'short_var_declaration':
        this.#assignment(node, scope, true);
        return;
      case 'range_clause':
      case 'receive_statement':
        this.#assignment(
          node,
          scope,
          node.children.some((child) => child.type === ':='),
        );
        return;
      case 'assignment_statement':
        this.#assignment(node, scope, false);
        return;
      case 'inc_statement':
      case 'dec_statement':
        for (const child of namedChildren(node)) this.#target(child, scope);
        return;
      case 'var_spec':
      case 'const_spec':
        this.#declaration(node, scope, atPackage);
        return;
      case 'keyed_element':
        this.#keyed(node, scope);
        return;
      case 'selector_expression': {
        const operand = childIn(node, 'operand');
        if (operand !== undefined) this.#visit(operand, scope, false);
        return;
      }
      case 'unary_expression': {
        const operand = childIn(node, 'operand');
        if (operand === undefined) return;
        this.#visit(operand, scope, false);
        const place = this.#model.placeOf.get(operand);
        if (place !== undefined && this.#model.text[node.start] === '&') this.#model.addressed.add(place);
        return;
      }
      case 'labeled_statement':
        for (const child of namedChildren(node))
          if (child.field !== 'label') this.#visit(child, scope, false);
        return;
      default:
        for (const child of node.children) if (child.named) this.#visit(child, scope, atPackage);
    }
  }

  /** The key of a struct literal is a field; that of a map may be a variable. */
  #keyed(node: SyntaxNode, scope: Scope): void {
    const literal = node.parent?.parent;
    const ofMap = childIn(literal, 'type')?.type === 'map_type';
    const value = childIn(node, 'value');
    const key = childIn(node, 'key');
    if (ofMap && key !== undefined) this.#visit(key, scope, false);
    if (value !== undefined) this.#visit(value, scope, false);
  }

  #typeSwitch(node: SyntaxNode, scope: Scope): void {
    const alias = namedChildren(childIn(node, 'alias'))[0];
    for (const child of node.children) {
      if (!child.named || child.field === 'alias') continue;
      if (alias !== undefined && (child.type === 'type_case' || child.type === 'default_case')) {
        const inner = new Scope(scope);
        const type = childrenIn(child, 'type');
        const place = this.#declare(
          inner,
          null,
          alias,
          'local',
          type.length === 1 ? typeOf(this.#model, type[0]) : undefined,
        );
        const name = textOf(this.#model, alias);
        inner.names.set(name, place);
        // Each case has a variable of its own under that name.
        const info = this.#model.places[place];
        if (info?.kind === 'variable') info.name = name;
        this.#model.placeOf.set(child, place);
        this.#children(child, inner);
      } else this.#visit(child, scope, false);
    }
  }

  /** `left = right`, `left := right`, the heads of ranges and receives. */
  #assignment(node: SyntaxNode, scope: Scope, declares: boolean): void {
    const right = childIn(node, 'right');
    if (right !== undefined) this.#visit(right, scope, false);
    const left = childIn(node, 'left');
    const targets = left?.type === 'expression_list' ? namedChildren(left) : left === undefined ? [] : [left];
    const sources =
      right?.type === 'expression_list' ? namedChildren(right) : right === undefined ? [] : [right];
    targets.forEach((target, index) => {
      const source = sources.length === targets.length ? sources[index] : undefined;
      const isNew = declares && target.type === 'identifier' && !scope.names.has(textOf(this.#model, target));
      if (isNew) this.#declare(scope, target, target, 'local', this.#made(source));
      else this.#target(target, scope);
      this.#noteFunction(target, source);
    });
  }

  #declaration(node: SyntaxNode, scope: Scope, atPackage: boolean): void {
    const value = childIn(node, 'value');
    if (value !== undefined) this.#visit(value, scope, false);
    const values =
      value === undefined ? [] : value.type === 'expression_list' ? namedChildren(value) : [value];
    const names = childrenIn(node, 'name').filter((name) => name.type === 'identifier');
    names.forEach((name, index) => {
      const source = values.length === names.length ? values[index] : undefined;
      const type = typeOf(this.#model, childIn(node, 'type')) ?? this.#made(source);
      if (atPackage) {
        const place = scope.names.get(textOf(this.#model, name));
        if (place === undefined) return;
        this.#model.placeOf.set(name, place);
        this.#model.declaring.add(name);
        const info = this.#model.places[place];
        if (info?.kind === 'variable' && type !== undefined) info.type = type;
      } else this.#declare(scope, name, node, 'local', type);
      const place = this.#model.placeOf.get(name);
      if (value === undefined && place !== undefined && startsAsNil(this.#model, node))
        this.#model.startingAsNil.add(place);
      if (value === undefined && place !== undefined && !atPackage && isBool(this.#model, node))
        this.#model.startingAsFalse.add(place);
      const constant = node.type === 'const_spec' ? constantValue(this.#model, node, index) : undefined;
      if (place !== undefined && constant !== undefined) this.#model.constants.set(place, constant);
      this.#noteFunction(name, source);
    });
  }

  #noteFunction(target: SyntaxNode, source: SyntaxNode | undefined): void {
    const place = this.#model.placeOf.get(target);
    if (source?.type === 'func_literal' && place !== undefined) this.#model.functionVariables.add(place);
  }

  /** The type of `T{…}`, `&T{…}` and `new(T)`. */
  #made(source: SyntaxNode | undefined): TypeReference | undefined {
    if (source?.type === 'unary_expression') return this.#made(childIn(source, 'operand'));
    if (source?.type === 'composite_literal') return typeOf(this.#model, childIn(source, 'type'));
    return undefined;
  }

  #target(node: SyntaxNode, scope: Scope): void {
    if (node.type === 'identifier') this.#use(node, scope, true);
    else this.#visit(node, scope, false);
  }

  #use(node: SyntaxNode, scope: Scope, writes: boolean): void {
    const model = this.#model;
    const place = scope.find(textOf(model, node));
    if (place === undefined) return;
    model.placeOf.set(node, place);
    const info = model.places[place];
    if (info?.kind !== 'variable') return;
    if (writes) info.writes += 1;
    this.#capture(place, info.declaredIn, writes);
  }

  /** A variable of a function around, or of the package, is captured by all functions in between. */
  #capture(place: PlaceId, declaredIn: FunctionId, writes: boolean): void {
    let id: FunctionId | null = this.#unit.info.id;
    while (id !== null && id !== declaredIn) {
      const info: GoUnit['info'] | undefined = this.#model.units[id]?.info;
      if (info === undefined || info.kind === 'module') return;
      if (!info.captures.includes(place)) info.captures = [...info.captures, place];
      if (writes && !info.capturedWrites.includes(place))
        info.capturedWrites = [...info.capturedWrites, place];
      id = info.parent;
    }
  }
}

/** Whether a variable of the declared type is nil until something is assigned; numbers and structs are there at once. */
function startsAsNil(model: GoModel, spec: SyntaxNode): boolean {
  const type = childIn(spec, 'type');
  return (
    type !== undefined &&
    (/^(?:pointer|interface|function|slice|map|channel)_type$/.test(type.type) ||
      textOf(model, type) === 'error')
  );
}

function isBool(model: GoModel, spec: SyntaxNode): boolean {
  const type = childIn(spec, 'type');
  return type !== undefined && textOf(model, type) === 'bool';
}
