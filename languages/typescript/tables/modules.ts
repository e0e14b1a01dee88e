/** Imports and exports of a file: ES modules, CommonJS and TypeScript's own forms. */

import type { Export } from '../../../analysis/flow/graph.ts';
import { isNode, keyName, literalOf, type Maybe, type Node, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';

/** An expression exported under a name; what it denotes is decided once all names are known. */
export interface PendingExport {
  readonly name: string;
  readonly expression: Node;
}

/** The specifier without `node:`. */
export function moduleName(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}

/** Notes a module specifier given as an expression. */
export function addModule(model: FileModel, source: Maybe): string | undefined {
  const value = literalOf(source)?.value;
  if (typeof value !== 'string') return undefined;
  const module = moduleName(value);
  model.modules.add(module);
  return module;
}

/** Adds one more meaning of an exported name. */
export function addExport(model: FileModel, name: string, value: Export): void {
  const known = model.exports.get(name);
  if (known) known.push(value);
  else model.exports.set(name, [value]);
}

/** `export … from` and `export { a as b }` and `export const a`. */
export function collectNamedExports(
  model: FileModel,
  node: Tree.ExportNamedDeclaration,
  pending: PendingExport[],
): void {
  const from = node.source ? addModule(model, node.source) : undefined;
  for (const specifier of node.specifiers) {
    const name = exportedName(specifier.exported);
    const local = exportedName(specifier.local);
    if (from !== undefined) addExport(model, name, { kind: 'reexport', module: from, path: [local] });
    else if (node.exportKind !== 'type') pending.push({ name, expression: specifier.local });
  }
  const declaration = node.declaration;
  if (!declaration) return;
  if (declaration.type === T.VariableDeclaration) {
    for (const { id } of declaration.declarations) {
      eachBoundName(id, (identifier) => pending.push({ name: identifier.name, expression: identifier }));
    }
  } else if ('id' in declaration && declaration.id?.type === T.Identifier) {
    if (declaration.type === T.TSInterfaceDeclaration || declaration.type === T.TSTypeAliasDeclaration)
      return;
    pending.push({ name: declaration.id.name, expression: declaration.id });
  }
}

function exportedName(node: Tree.Identifier | Tree.StringLiteral | Tree.Expression): string {
  if (node.type === T.Identifier) return node.name;
  const value = literalOf(node)?.value;
  return typeof value === 'string' ? value : '';
}

/** `export * from` and `export * as name from`. */
export function collectExportAll(model: FileModel, node: Tree.ExportAllDeclaration): void {
  const module = addModule(model, node.source);
  if (module === undefined) return;
  const name = node.exported ? exportedName(node.exported) : '*';
  addExport(model, name, { kind: 'reexport', module, path: [] });
}

/** Calls back for every name that a pattern binds. */
export function eachBoundName(pattern: Maybe, visit: (identifier: Tree.Identifier) => void): void {
  switch (pattern?.type) {
    case T.Identifier:
      visit(pattern);
      break;
    case T.ObjectPattern:
      for (const property of pattern.properties) {
        eachBoundName(property.type === T.Property ? property.value : property.argument, visit);
      }
      break;
    case T.ArrayPattern:
      for (const element of pattern.elements) eachBoundName(element, visit);
      break;
    case T.AssignmentPattern:
      eachBoundName(pattern.left, visit);
      break;
    case T.RestElement:
      eachBoundName(pattern.argument, visit);
      break;
    default:
      break;
  }
}

/** What a CommonJS assignment target exports: '' for `module.exports` itself, a name below it, or nothing. */
export function commonJsTarget(model: FileModel, left: Node): string | undefined {
  if (left.type !== T.MemberExpression) return undefined;
  const key = keyName(left.property, left.computed);
  if (key === null) return undefined;
  if (isFree(model, left.object, 'module')) return key === 'exports' ? '' : undefined;
  if (isFree(model, left.object, 'exports')) return key;
  return commonJsTarget(model, left.object) === '' ? key : undefined;
}

function isFree(model: FileModel, node: Node, name: string): boolean {
  return node.type === T.Identifier && node.name === name && !model.names.variableOf(node);
}

/** Enters a CommonJS export: the value itself as 'default', and each key of an object literal by its name. */
export function collectCommonJs(
  model: FileModel,
  name: string,
  assigned: Node,
  pending: PendingExport[],
): void {
  const value = lastAssigned(assigned);
  const add = (as: string, expression: Node): void => {
    pending.push({ name: as, expression });
    const known = model.commonJs.get(as);
    if (known) known.push(expression);
    else model.commonJs.set(as, [expression]);
  };
  add(name === '' ? 'default' : name, value);
  if (name !== '' || value.type !== T.ObjectExpression) return;
  for (const property of value.properties) {
    if (property.type !== T.Property) continue;
    const key = keyName(property.key, property.computed);
    if (key !== null && key !== 'default') add(key, property.value);
  }
}

/** What `a = b = value` assigns. */
export function lastAssigned(node: Node): Node {
  return node.type === T.AssignmentExpression && node.operator === '=' && isNode(node.right)
    ? lastAssigned(node.right)
    : node;
}
