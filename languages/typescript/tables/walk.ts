/** The one walk over the tree that fills the tables: functions, classes, bindings, imports and exports. */

import type { ClassId, FunctionId } from '../../../analysis/flow/graph.ts';
import {
  type ClassNode,
  eachChild,
  type FunctionNode,
  isFunction,
  keyName,
  type Maybe,
  type Node,
  T,
  type Tree,
} from '../ast.ts';
import type { FileModel } from '../model.ts';
import { recordBinding } from './bindings.ts';
import { addFunction, type FunctionPosition, plainKind } from './functions.ts';
import {
  addModule,
  collectCommonJs,
  collectExportAll,
  collectNamedExports,
  commonJsTarget,
  type PendingExport,
} from './modules.ts';
import { Prototypes } from './prototypes.ts';
import { finishThisMethods, type ThisMethod } from './this-methods.ts';
import { type Hint, NO_HINT, walkClass, type Walker, walkObject } from './walk-classes.ts';

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

class Walk implements Walker {
  readonly pending: PendingExport[] = [];
  readonly thisFields: ThisField[] = [];
  readonly model: FileModel;
  readonly #prototypes: Prototypes;
  readonly #thisMethods: ThisMethod[] = [];

  constructor(model: FileModel) {
    this.model = model;
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
        walkClass(this, node, within, node.id?.name ?? hint.name);
        return;
      case T.ObjectExpression:
        walkObject(this, node, within, hint.name, this.#prototypes.holdsMethods(node));
        return;
      case T.VariableDeclaration:
        for (const one of node.declarations) {
          if (one.init) recordBinding(this.model, one.id, one.init);
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
        addModule(this.model, node.source);
        break;
      case T.ImportDeclaration:
        addModule(this.model, node.source);
        return;
      case T.TSImportEqualsDeclaration:
        if (node.moduleReference.type === T.TSExternalModuleReference) {
          addModule(this.model, node.moduleReference.expression);
        }
        return;
      case T.ExportAllDeclaration:
        collectExportAll(this.model, node);
        return;
      case T.ExportNamedDeclaration:
        collectNamedExports(this.model, node, this.pending);
        this.visit(node.declaration, within);
        return;
      case T.ExportDefaultDeclaration:
        this.pending.push({ name: 'default', expression: node.declaration });
        this.visit(node.declaration, within, { name: null, doc: node.range[0] });
        return;
      case T.TSExportAssignment:
        collectCommonJs(this.model, '', node.expression, this.pending);
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
    this.addFunction(node, {
      parent: within,
      kind: plainKind(node),
      name: node.id?.name ?? hint.name,
      memberOf: null,
      static: false,
      doc: hint.doc ?? node.range[0],
    });
  }

  /** Adds a function and walks what is in it. */
  addFunction(node: FunctionNode, position: FunctionPosition): FunctionId {
    const id = addFunction(this.model, { kind: 'function', node }, position);
    for (const parameter of node.params) this.visit(parameter, id);
    this.visit(node.body, id);
    return id;
  }

  #assignment(node: Tree.AssignmentExpression, within: FunctionId, doc: number | null): void {
    const { left, right, operator } = node;
    let name: string | null = null;
    if (operator === '=') recordBinding(this.model, left, right);
    if (left?.type === T.Identifier) name = left.name;
    else if (left?.type === T.MemberExpression) {
      name = keyName(left.property, left.computed);
      if (operator === '=') {
        const exported = commonJsTarget(this.model, left);
        if (exported === '') name = null; // Nobody calls it `exports`.
        if (exported !== undefined) collectCommonJs(this.model, exported, right, this.pending);
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
    if (callee?.type === T.Identifier && callee.name === 'require' && !this.model.names.variableOf(callee)) {
      addModule(this.model, node.arguments[0]);
    }
    this.#prototypes.call(node);
  }

  /** Puts together what needed the whole file to be seen. */
  finish(): void {
    this.#prototypes.finish();
    finishThisMethods(this.model, this.#thisMethods);
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
