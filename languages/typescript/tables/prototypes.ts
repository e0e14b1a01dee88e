/**
 * Classes written with constructor functions: `X.prototype.m = …`, `X.prototype = {…}`,
 * `Object.assign(X.prototype, {…})`, `util.inherits(X, Y)`, `Object.setPrototypeOf(X.prototype, …)`.
 *
 * They are found while walking, before every function has been seen, and put together at the end.
 */

import type { FunctionId } from '../../../analysis/flow/graph.ts';
import { isFunction, keyName, type Maybe, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';
import type { Variable } from '../names.ts';
import { addClass, addMethod, type ClassDraft } from './classes.ts';

interface Prototype {
  readonly name: Tree.Identifier;
  readonly methods: { readonly name: string; readonly value: Node }[];
  superclass: Node | undefined;
  /** Whether something showed that it is a class, rather than a call that any object may get. */
  certain: boolean;
}

/** What the walk has found out about constructor functions. */
export class Prototypes {
  readonly #model: FileModel;
  readonly #found = new Map<Variable, Prototype>();
  readonly #objects = new Set<Node>();

  constructor(model: FileModel) {
    this.#model = model;
  }

  /** Whether an object literal holds the methods of a class, rather than being an object of its own. */
  holdsMethods(object: Node): boolean {
    return this.#objects.has(object);
  }

  /** Looks at `left = right`. */
  assignment(left: Node, right: Node): void {
    if (left.type !== T.MemberExpression) return;
    const key = keyName(left.property, left.computed);
    if (key === 'prototype') {
      const found = this.#prototype(left.object);
      if (!found) return;
      found.certain = true;
      if (right.type === T.ObjectExpression) this.#properties(found, right);
      else found.superclass ??= parentOf(right);
    } else if (key !== null && left.object.type === T.MemberExpression) {
      if (keyName(left.object.property, left.object.computed) !== 'prototype') return;
      const found = this.#prototype(left.object.object);
      if (!found || key === 'constructor') return;
      found.certain = true;
      if (isFunction(right) || right.type === T.Identifier) found.methods.push({ name: key, value: right });
    }
  }

  /** Looks at a call that may extend a prototype. */
  call(node: Tree.CallExpression): void {
    const callee = node.callee;
    const name =
      callee.type === T.MemberExpression
        ? keyName(callee.property, callee.computed)
        : callee.type === T.Identifier
          ? callee.name
          : null;
    const [first, second] = node.arguments;
    if (!first || !second || name === null) return;
    if (name === 'inherits' || name === '__extends') {
      const found = this.#prototype(first);
      if (found) Object.assign(found, { certain: true, superclass: second });
    } else if (name === 'assign' || name === 'extend') {
      const found = this.#ofPrototypeMember(first);
      for (const source of node.arguments.slice(1)) {
        if (found && source.type === T.ObjectExpression) this.#properties(found, source);
      }
    } else if (name === 'setPrototypeOf') {
      const found = this.#ofPrototypeMember(first);
      if (found) found.superclass ??= parentOf(second);
    } else if (name === 'defineProperty') {
      this.#ofPrototypeMember(first);
    }
  }

  #properties(found: Prototype, object: Tree.ObjectExpression): void {
    this.#objects.add(object);
    for (const property of object.properties) {
      if (property.type !== T.Property || property.kind !== 'init') continue;
      const name = keyName(property.key, property.computed);
      if (name !== null && name !== 'constructor') found.methods.push({ name, value: property.value });
    }
  }

  #ofPrototypeMember(node: Node): Prototype | undefined {
    if (node.type !== T.MemberExpression || keyName(node.property, node.computed) !== 'prototype')
      return undefined;
    const found = this.#prototype(node.object);
    if (found) found.certain = true;
    return found;
  }

  #prototype(node: Maybe): Prototype | undefined {
    if (node?.type !== T.Identifier) return undefined;
    const variable = this.#model.names.variableOf(node);
    if (!variable) return undefined;
    let found = this.#found.get(variable);
    if (!found) {
      found = { name: node, methods: [], superclass: undefined, certain: false };
      this.#found.set(variable, found);
    }
    return found;
  }

  /** Makes the classes, once every function of the file is in the tables. */
  finish(): void {
    for (const [variable, found] of this.#found) {
      const constructorNode = definingFunction(this.#model, variable);
      if (!found.certain || !constructorNode) continue;
      const id = this.#model.functionOf.get(constructorNode);
      if (id === undefined) continue;
      const draft = addClass(
        this.#model,
        constructorNode,
        'prototype',
        variable.name,
        variable.identifiers[0],
      );
      this.#model.classOf.set(constructorNode, draft.id);
      this.#own(draft, id, constructorNode);
      draft.superclass = this.#model.denotes(found.superclass) ?? null;
      for (const { name, value } of found.methods) this.#addMethod(draft, name, value);
    }
  }

  #own(draft: ClassDraft, id: FunctionId, node: Node): void {
    draft.members.push({
      name: 'constructor',
      kind: 'constructor',
      static: false,
      function: id,
      private: false,
      range: rangeOf(node),
    });
    const info = this.#model.units[id]?.info;
    if (info) info.ownerClass = draft.id;
  }

  #addMethod(draft: ClassDraft, name: string, value: Node): void {
    const denoted = isFunction(value) ? undefined : this.#model.denotes(value);
    const id = denoted?.kind === 'function' ? denoted.function : this.#model.functionOf.get(value);
    if (id === undefined) return;
    addMethod(draft, name, id, value);
    const info = this.#model.units[id]?.info;
    if (info && info.kind !== 'arrow') info.ownerClass = draft.id;
  }
}

/** Y in `Object.create(Y.prototype)`, `new Y()` and `Y.prototype`. */
function parentOf(node: Node): Node | undefined {
  if (node.type === T.NewExpression) return node.callee;
  if (node.type === T.CallExpression) {
    const first = node.arguments[0];
    return first ? parentOf(first) : undefined;
  }
  if (node.type === T.MemberExpression && keyName(node.property, node.computed) === 'prototype')
    return node.object;
  return undefined;
}

/** What a chain of assignments puts into all of them: `var File = exports.File = function () {}`. */
function lastAssigned(node: Maybe): Maybe {
  return node?.type === T.AssignmentExpression && node.operator === '=' ? lastAssigned(node.right) : node;
}

function definingFunction(model: FileModel, variable: Variable): Node | undefined {
  for (const definition of variable.defs) {
    if (isFunction(definition.node)) return definition.node;
    if (definition.node.type !== T.VariableDeclarator) continue;
    const made = lastAssigned(definition.node.init);
    if (isFunction(made)) return made;
  }
  for (const use of model.names.usesOf(variable)) {
    const binding = use.isWrite() ? model.bindings.get(use.identifier) : undefined;
    if (binding?.path?.length === 0 && isFunction(binding.expression)) return binding.expression;
  }
  return undefined;
}
