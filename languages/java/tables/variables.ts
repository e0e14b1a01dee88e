/** The second walk: which variable each identifier means, and which functions capture which variables. */

import type { ClassId, FunctionId, Place, PlaceId } from '../../../analysis/flow/graph.ts';
import {
  CLASSES,
  child,
  field,
  fields,
  INERT,
  type Maybe,
  type Node,
  PRIMITIVES,
  rangeOf,
  textOf,
} from '../ast.ts';
import type { FileModel, VariablePlace } from '../model.ts';
import { typeOf } from '../resolve/types.ts';

class Scope {
  readonly names = new Map<string, PlaceId>();

  constructor(readonly outer: Scope | null) {}

  find(name: string): PlaceId | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }
}

/** Binds the identifiers of the whole file. */
export function bindVariables(model: FileModel): void {
  const binder = new Binder(model);
  binder.visit(model.root, new Scope(null), 0, null);
  binder.finish();
}

class Binder {
  readonly #captures: Set<PlaceId>[];
  readonly #writes: Set<PlaceId>[];

  constructor(private readonly model: FileModel) {
    this.#captures = model.units.map(() => new Set());
    this.#writes = model.units.map(() => new Set());
  }

  /** Says of each function which variables of others it uses. */
  finish(): void {
    this.model.units.forEach(({ info }, index) => {
      info.captures = [...(this.#captures[index] ?? [])];
      info.capturedWrites = [...(this.#writes[index] ?? [])];
    });
  }

  visit(node: Maybe, scope: Scope, within: FunctionId, owner: ClassId | null): void {
    if (!node || INERT.has(node.type)) return;
    const inside = (one: Maybe, inner: Scope = scope): void => {
      this.visit(one, inner, within, owner);
    };
    const all = (inner: Scope): void => {
      for (const one of node.children) inside(one, inner);
    };
    if (CLASSES.has(node.type)) {
      this.#class(node, field(node, 'body'), scope, within, owner);
      return;
    }
    switch (node.type) {
      case 'identifier':
        this.#use(node, scope, within, owner, false);
        return;
      case 'field_access':
        inside(field(node, 'object'));
        return;
      case 'method_invocation':
        inside(field(node, 'object'));
        inside(field(node, 'arguments'));
        return;
      case 'method_reference':
        inside(node.children[0]);
        return;
      case 'labeled_statement':
        inside(node.children[1]);
        return;
      case 'break_statement':
      case 'continue_statement':
        return;
      case 'object_creation_expression': {
        const body = child(node, 'class_body');
        for (const one of node.children) if (one !== body) inside(one);
        if (body) this.#class(node, body, scope, within, owner);
        return;
      }
      case 'assignment_expression': {
        const left = field(node, 'left');
        inside(field(node, 'right'));
        if (left?.type === 'identifier') this.#use(left, scope, within, owner, true);
        else inside(left);
        return;
      }
      case 'update_expression': {
        const [operand] = node.children.filter(({ type }) => type !== '++' && type !== '--');
        if (operand?.type === 'identifier') this.#use(operand, scope, within, owner, true);
        else inside(operand);
        return;
      }
      case 'block':
      case 'constructor_body':
      case 'switch_block':
      case 'switch_rule':
      case 'for_statement':
      case 'try_with_resources_statement':
        all(new Scope(scope));
        return;
      case 'local_variable_declaration':
        for (const one of fields(node, 'declarator')) {
          inside(field(one, 'value'));
          this.#declare(
            field(one, 'name'),
            'local',
            scope,
            within,
            owner,
            field(node, 'type'),
            field(one, 'value') ? 1 : 0,
          );
        }
        return;
      case 'resource':
        inside(field(node, 'value'));
        if (field(node, 'name'))
          this.#declare(field(node, 'name'), 'local', scope, within, owner, field(node, 'type'), 1);
        else inside(node.children[0]);
        return;
      case 'enhanced_for_statement': {
        inside(field(node, 'value'));
        const inner = new Scope(scope);
        this.#declare(field(node, 'name'), 'local', inner, within, owner, field(node, 'type'), 1);
        inside(field(node, 'body'), inner);
        return;
      }
      case 'catch_clause': {
        const inner = new Scope(scope);
        const parameter = child(node, 'catch_formal_parameter');
        const types = child(parameter, 'catch_type')?.children ?? [];
        this.#declare(
          field(parameter, 'name'),
          'catch',
          inner,
          within,
          owner,
          types.length === 1 ? types[0] : null,
          1,
        );
        inside(field(node, 'body'), inner);
        return;
      }
      case 'instanceof_expression':
        inside(field(node, 'left'));
        this.#declare(field(node, 'name'), 'local', scope, within, owner, field(node, 'right'), 1);
        inside(field(node, 'pattern'));
        return;
      case 'type_pattern':
      case 'record_pattern_component': {
        const [type, name] = node.children;
        if (name?.type === 'identifier') this.#declare(name, 'local', scope, within, owner, type, 1);
        else all(scope);
        return;
      }
      case 'record_pattern':
        inside(child(node, 'record_pattern_body'));
        return;
      case 'lambda_expression':
        this.#lambda(node, scope, owner);
        return;
      default:
        all(scope);
    }
  }

  #class(node: Node, body: Maybe, scope: Scope, within: FunctionId, owner: ClassId | null): void {
    const id = this.model.classOf.get(node) ?? owner;
    const members = (body?.children ?? []).flatMap((one) =>
      one.type === 'enum_body_declarations' ? one.children : [one],
    );
    for (const member of members) this.#member(member, scope, within, id);
  }

  #member(node: Node, scope: Scope, within: FunctionId, owner: ClassId | null): void {
    switch (node.type) {
      case 'method_declaration':
      case 'constructor_declaration':
      case 'compact_constructor_declaration': {
        const id = this.model.functionOf.get(node);
        if (id === undefined) return;
        const inner = new Scope(scope);
        const record = node.type === 'compact_constructor_declaration' && owner !== null;
        const list = record ? this.model.classes[owner]?.node : node;
        this.#parameters(id, field(list, 'parameters'), inner, owner);
        this.visit(field(node, 'body'), inner, id, owner);
        return;
      }
      case 'field_declaration':
      case 'constant_declaration':
        for (const one of fields(node, 'declarator'))
          this.visit(field(one, 'value'), scope, this.model.functionOf.get(one) ?? within, owner);
        return;
      case 'enum_constant': {
        const id = this.model.functionOf.get(node) ?? within;
        this.visit(field(node, 'arguments'), scope, id, owner);
        const body = child(node, 'class_body');
        if (body) this.#class(node, body, scope, id, owner);
        return;
      }
      case 'static_initializer':
      case 'block': {
        const block = node.type === 'block' ? node : node.children[0];
        const id = block && this.model.functionOf.get(block);
        if (id !== undefined) this.visit(block, scope, id, owner);
        return;
      }
      default:
        this.visit(node, scope, within, owner);
    }
  }

  #lambda(node: Node, scope: Scope, owner: ClassId | null): void {
    const id = this.model.functionOf.get(node);
    if (id === undefined) return;
    const inner = new Scope(scope);
    const parameters = field(node, 'parameters');
    if (parameters?.type === 'formal_parameters') this.#parameters(id, parameters, inner, owner);
    else {
      const names = parameters?.type === 'identifier' ? [parameters] : (parameters?.children ?? []);
      const unit = this.model.units[id];
      if (unit)
        unit.info.parameters = names.map((name) => ({
          place: this.#declare(name, 'parameter', inner, id, owner, null, 1) ?? 0,
          name: textOf(this.model.text, name),
          rest: false,
          optional: false,
        }));
    }
    this.visit(field(node, 'body'), inner, id, owner);
  }

  #parameters(id: FunctionId, list: Maybe, scope: Scope, owner: ClassId | null): void {
    const unit = this.model.units[id];
    if (!unit) return;
    unit.info.parameters = (list?.children ?? []).flatMap((one) => {
      const rest = one.type === 'spread_parameter';
      if (!rest && one.type !== 'formal_parameter') return [];
      const name = field(one, 'name') ?? field(child(one, 'variable_declarator'), 'name');
      const type = field(one, 'type') ?? one.children.find(({ type: kind }) => kind !== 'modifiers');
      const place = this.#declare(name, 'parameter', scope, id, owner, rest ? null : type, 1);
      return place === undefined
        ? []
        : [{ place, name: textOf(this.model.text, name), rest, optional: false }];
    });
  }

  #declare(
    name: Maybe,
    declaration: VariablePlace['declaration'],
    scope: Scope,
    within: FunctionId,
    owner: ClassId | null,
    type: Maybe,
    writes: number,
  ): PlaceId | undefined {
    if (!name) return undefined;
    const text = textOf(this.model.text, name);
    const known = typeOf(this.model, type, owner);
    const place: Place = {
      kind: 'variable',
      name: text,
      declaredIn: within,
      declaration,
      writes,
      range: rangeOf(name),
      ...(known && { type: known }),
    };
    const id = this.model.addPlace(place);
    if (type && PRIMITIVES.has(type.type)) this.model.primitives.add(id);
    scope.names.set(text, id);
    this.model.variableOf.set(name, id);
    return id;
  }

  #use(node: Node, scope: Scope, within: FunctionId, owner: ClassId | null, writes: boolean): void {
    const name = textOf(this.model.text, node);
    const id = scope.find(name) ?? this.#staticField(name, owner);
    const place = id === undefined ? undefined : this.model.places[id];
    if (id === undefined || place?.kind !== 'variable') return;
    this.model.variableOf.set(node, id);
    if (writes) this.model.places[id] = { ...place, writes: place.writes + 1 };
    let current: FunctionId | null = within;
    while (current !== null && current !== place.declaredIn) {
      this.#captures[current]?.add(id);
      if (writes) this.#writes[current]?.add(id);
      current = this.model.units[current]?.info.parent ?? null;
    }
  }

  /** A static field of a class around; a field of the instance hides those further out. */
  #staticField(name: string, owner: ClassId | null): PlaceId | undefined {
    for (let id = owner; id !== null; id = this.model.classes[id]?.outer ?? null) {
      const found = this.model.classes[id]?.fields.get(name);
      if (found) return found.place ?? undefined;
    }
    return undefined;
  }
}
