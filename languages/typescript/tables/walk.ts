/** The one walk over the tree that fills the tables: functions, classes, bindings, imports and exports. */

import type { ClassId, ClassMember, FunctionId } from '../../../analysis/flow/graph.ts';
import { type ClassNode, eachChild, type FunctionNode, isFunction, keyName, type Maybe, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';
import { recordBinding } from './bindings.ts';
import {
  addClass,
  type ClassDraft,
  decoratorNames,
  isObjectOfMethods,
  isPrivate,
  memberRole,
} from './classes.ts';
import { addFunction, inheritThis, plainKind } from './functions.ts';
import {
  addModule,
  collectCommonJs,
  collectExportAll,
  collectNamedExports,
  commonJsTarget,
  type PendingExport,
} from './modules.ts';
import { Prototypes } from './prototypes.ts';

/** What the walk leaves to be decided when all names are known. */
export interface WalkResult {
  readonly pendingExports: readonly PendingExport[];
  /** Class nodes with the expressions and types that need resolving. */
  readonly classNodes: ReadonlyMap<ClassId, ClassNode>;
  /** Assignments to fields of `this` that stand alone, and so may be documented. */
  readonly thisFields: readonly ThisField[];
}

/** `this.name = …;` */
export interface ThisField {
  readonly within: FunctionId;
  readonly name: string;
  readonly statement: Node;
}

/** Fills the tables from the program. */
export function walkProgram(model: FileModel): WalkResult {
  const walk = new Walk(model);
  const id = addFunction(
    model,
    { kind: 'module', node: model.program },
    { parent: null, kind: 'module', name: null, memberOf: null, static: false, doc: 0 },
  );
  for (const statement of model.program.body) walk.visit(statement, id);
  walk.finish();
  return { pendingExports: walk.pending, classNodes: model.classNodes, thisFields: walk.thisFields };
}

/** What a function found at this very place would be called, and where its documentation would end. */
interface Hint {
  readonly name: string | null;
  readonly doc: number | null;
}

const NO_HINT: Hint = { name: null, doc: null };

class Walk {
  readonly pending: PendingExport[] = [];
  readonly thisFields: ThisField[] = [];
  readonly #model: FileModel;
  readonly #prototypes: Prototypes;
  readonly #thisMethods: { readonly within: FunctionId; readonly name: string; readonly value: FunctionNode }[] = [];

  constructor(model: FileModel) {
    this.#model = model;
    this.#prototypes = new Prototypes(model);
  }

  /** Visits a node inside the given function. */
  visit(node: Maybe, within: FunctionId, hint: Hint = NO_HINT): void {
    if (!node) return;
    switch (node.type) {
      case T.FunctionDeclaration:
      case T.FunctionExpression:
      case T.ArrowFunctionExpression:
        this.#function(node, within, hint);
        return;
      case T.ClassDeclaration:
      case T.ClassExpression:
        this.#class(node, within, node.id?.name ?? hint.name);
        return;
      case T.ObjectExpression:
        this.#object(node, within, hint.name);
        return;
      case T.VariableDeclaration:
        for (const one of node.declarations) {
          if (one.init) recordBinding(this.#model, one.id, one.init);
          this.visit(one.id, within);
          this.visit(one.init, within, { name: nameOf(one.id), doc: node.range[0] });
        }
        return;
      case T.ExpressionStatement:
        if (node.expression?.type === T.AssignmentExpression) {
          this.#assignment(node.expression, within, node.range[0]);
          const { left } = node.expression;
          if (left?.type === T.MemberExpression && left.object?.type === T.ThisExpression) {
            const name = keyName(left.property, left.computed);
            if (name !== null) this.thisFields.push({ within, name, statement: node });
          }
        } else this.visit(node.expression, within);
        return;
      case T.AssignmentExpression:
        this.#assignment(node, within, null);
        return;
      case T.AssignmentPattern:
        this.visit(node.left, within);
        this.visit(node.right, within, { name: nameOf(node.left), doc: null });
        return;
      case T.CallExpression:
        this.#call(node);
        break;
      case T.ImportExpression:
        addModule(this.#model, node.source);
        break;
      case T.ImportDeclaration:
        addModule(this.#model, node.source);
        return;
      case T.TSImportEqualsDeclaration:
        if (node.moduleReference.type === T.TSExternalModuleReference) {
          addModule(this.#model, node.moduleReference.expression);
        }
        return;
      case T.ExportAllDeclaration:
        collectExportAll(this.#model, node);
        return;
      case T.ExportNamedDeclaration:
        collectNamedExports(this.#model, node, this.pending);
        this.visit(node.declaration, within);
        return;
      case T.ExportDefaultDeclaration:
        this.pending.push({ name: 'default', expression: node.declaration });
        this.visit(node.declaration, within, { name: 'default', doc: node.range[0] });
        return;
      case T.TSExportAssignment:
        collectCommonJs(this.#model, '', node.expression, this.pending);
        this.visit(node.expression, within);
        return;
      case T.TSTypeAnnotation:
      case T.TSInterfaceDeclaration:
      case T.TSTypeAliasDeclaration:
      case T.TSTypeParameterInstantiation:
      case T.TSTypeParameterDeclaration:
        return;
      default:
        break;
    }
    const passed = PASSING.has(node.type) ? hint : NO_HINT;
    eachChild(node, (child) => {
      this.visit(child, within, passed);
    });
  }

  #function(node: FunctionNode, within: FunctionId, hint: Hint): void {
    this.#addFunction(node, {
      parent: within,
      kind: plainKind(node),
      name: node.id?.name ?? hint.name,
      memberOf: null,
      static: false,
      doc: hint.doc ?? node.range[0],
    });
  }

  #addFunction(node: FunctionNode, position: Parameters<typeof addFunction>[2]): FunctionId {
    const id = addFunction(this.#model, { kind: 'function', node }, position);
    for (const parameter of node.params) this.visit(parameter, id);
    this.visit(node.body, id);
    return id;
  }

  #class(node: ClassNode, within: FunctionId, name: string | null): void {
    const draft = addClass(this.#model, node, 'class', name, node.id);
    draft.decorators = decoratorNames(node);
    this.#model.classOf.set(node, draft.id);
    this.#model.classNodes.set(draft.id, node);
    for (const decorator of node.decorators) this.visit(decorator, within);
    this.visit(node.superClass, within);
    for (const member of node.body.body) this.#member(member, draft, within);
  }

  #member(member: Tree.ClassElement, owner: ClassDraft, within: FunctionId): void {
    const role = memberRole(member);
    if (!role || member.type === T.TSIndexSignature) return;
    const isStatic = member.type === T.StaticBlock || member.static;
    const position = {
      parent: within,
      kind: role.functionKind,
      name: role.name || null,
      memberOf: owner.id,
      static: isStatic,
      doc: member.range[0],
    } as const;
    let id: FunctionId | null = null;
    if (member.type === T.StaticBlock) {
      id = addFunction(this.#model, { kind: 'static-block', node: member }, position);
      for (const statement of member.body) this.visit(statement, id);
    } else {
      if (member.computed) this.visit(member.key, within);
      for (const decorator of member.decorators) this.visit(decorator, within);
      const value = member.value;
      if (member.type === T.MethodDefinition && isFunction(value)) id = this.#addFunction(value, position);
      else if ((member.type === T.PropertyDefinition || member.type === T.AccessorProperty) && value) {
        const key = keyName(member.key, member.computed);
        id = addFunction(this.#model, { kind: 'field', node: member, key }, position);
        this.visit(value, id, { name: role.name || null, doc: member.range[0] });
      } else if (!isFunction(value) && member.type === T.MethodDefinition) return; // An overload without a body.
    }
    const entry: ClassMember = {
      name: role.name,
      kind: role.kind,
      static: isStatic,
      function: id,
      private: isPrivate(member),
      range: rangeOf(member),
    };
    owner.members.push(entry);
  }

  #object(node: Tree.ObjectExpression, within: FunctionId, name: string | null): void {
    const draft = isObjectOfMethods(node) && !this.#prototypes.holdsMethods(node) ? addClass(this.#model, node, 'object', name, node) : undefined;
    if (draft) {
      draft.nameRange = { start: node.range[0], end: node.range[0] + 1 };
      this.#model.classOf.set(node, draft.id);
    }
    for (const property of node.properties) {
      if (property.type !== T.Property) {
        this.visit(property, within);
        continue;
      }
      if (property.computed) this.visit(property.key, within);
      const key = keyName(property.key, property.computed);
      const value: Node = property.value;
      if (!isFunction(value)) {
        this.visit(value, within, { name: key, doc: property.range[0] });
        continue;
      }
      const kind =
        property.kind === 'get' ? 'getter'
        : property.kind === 'set' ? 'setter'
        : property.method ? 'method'
        : plainKind(value);
      const ownsThis = draft !== undefined && kind !== 'arrow';
      const id = this.#addFunction(value, {
        parent: within,
        kind,
        name: (value.id?.name ?? key) || null,
        memberOf: ownsThis ? draft.id : null,
        static: false,
        doc: property.range[0],
      });
      draft?.members.push({
        name: key ?? '',
        kind: kind === 'getter' || kind === 'setter' ? kind : 'method',
        static: false,
        function: id,
        private: false,
        range: rangeOf(property),
      });
    }
  }

  #assignment(node: Tree.AssignmentExpression, within: FunctionId, doc: number | null): void {
    const { left, right, operator } = node;
    let name: string | null = null;
    if (operator === '=') recordBinding(this.#model, left, right);
    if (left?.type === T.Identifier) name = left.name;
    else if (left?.type === T.MemberExpression) {
      name = keyName(left.property, left.computed);
      if (operator === '=') {
        const exported = commonJsTarget(this.#model, left);
        if (exported !== undefined) collectCommonJs(this.#model, exported, right, this.pending);
        this.#prototypes.assignment(left, right);
        if (left.object.type === T.ThisExpression && name !== null && isFunction(right)) {
          this.#thisMethods.push({ within, name, value: right });
        }
      }
    }
    this.visit(left, within);
    this.visit(right, within, { name, doc });
  }

  #call(node: Tree.CallExpression): void {
    const callee = node.callee;
    if (callee?.type === T.Identifier && callee.name === 'require' && !this.#model.names.variableOf(callee)) {
      addModule(this.#model, node.arguments[0]);
    }
    this.#prototypes.call(node);
  }

  finish(): void {
    this.#prototypes.finish();
    for (const { within } of this.#thisMethods) this.#adoptConstructor(within);
    inheritThis(this.#model);
    for (const { within, name, value } of this.#thisMethods) this.#thisMethod(within, name, value);
    inheritThis(this.#model);
  }

  /** A capitalised function that gives `this` methods is a class even without a prototype. */
  #adoptConstructor(id: FunctionId): void {
    const unit = this.#model.units[id];
    if (!unit || unit.info.kind !== 'function' || unit.info.ownerClass !== null) return;
    const { name } = unit.info;
    if (name === null || !/^[A-Z]/.test(name) || unit.body.kind !== 'function') return;
    const draft = addClass(this.#model, unit.body.node, 'prototype', name, unit.body.node.id);
    draft.members.push({
      name: 'constructor',
      kind: 'constructor',
      static: false,
      function: id,
      private: false,
      range: unit.info.range,
    });
    this.#model.classOf.set(unit.body.node, draft.id);
    unit.info.ownerClass = draft.id;
  }

  #thisMethod(within: FunctionId, name: string, value: FunctionNode): void {
    const owner = this.#model.units[within]?.info.ownerClass ?? null;
    const id = this.#model.functionOf.get(value);
    const draft = owner === null ? undefined : this.#model.classes[owner];
    if (id === undefined || !draft || owner === null) return;
    const members = [...draft.members];
    if (!members.some((member) => member.name === name && member.function !== null)) {
      members.push({ name, kind: 'method', static: false, function: id, private: false, range: rangeOf(value) });
      draft.members = members;
    }
    const info = this.#model.units[id]?.info;
    if (info && info.kind === 'function') info.ownerClass = owner;
  }
}


/** Expressions whose value is (one of) their operands': what they are bound to is bound to these. */
const PASSING: ReadonlySet<string> = new Set([
  T.ConditionalExpression,
  T.LogicalExpression,
  T.SequenceExpression,
  T.TSAsExpression,
  T.TSSatisfiesExpression,
  T.TSTypeAssertion,
  T.TSNonNullExpression,
]);

function nameOf(target: Maybe): string | null {
  return target?.type === T.Identifier ? target.name : null;
}
