/** Classes, and the method of a class in which its fields are given back. */

import {
  isClass,
  isFunction,
  keyName,
  type ClassNode,
  type FunctionNode,
  type Node,
  T,
  type Tree,
} from '../ast.ts';
import type { Edits } from './edits.ts';
import { ancestors, type Source } from './source.ts';
import { indentAt, lineStart } from './style.ts';

/** The class around a node, where the node belongs to its instances. */
export function classAround(source: Source, node: Node): ClassNode | undefined {
  for (const parent of ancestors(source, node)) {
    // A function of its own has its own `this`; static members are not the instance's.
    if (parent.type === T.StaticBlock) return undefined;
    if ((parent.type === T.MethodDefinition || parent.type === T.PropertyDefinition) && parent.static)
      return undefined;
    if (isClass(parent)) return parent;
  }
  return undefined;
}

/** The function of a method or of a field that holds an arrow function with a body. */
export function methodOf(node: ClassNode, name: string): FunctionNode | undefined {
  for (const member of node.body.body) {
    if (member.type !== T.MethodDefinition && member.type !== T.PropertyDefinition) continue;
    if (member.static || keyName(member.key, member.computed) !== name) continue;
    if (member.type === T.MethodDefinition && member.kind !== 'method') continue;
    if (isFunction(member.value) && member.value.body?.type === T.BlockStatement) return member.value;
  }
  return undefined;
}

/**
 * Writes a line at the end of a method, before a `return` or a call of `super` that closes it. False where the
 * method may leave earlier in a way that would skip the line.
 */
export function appendLine(source: Source, edits: Edits, method: FunctionNode, line: string): boolean {
  const { body } = method;
  if (body.type !== T.BlockStatement) return false;
  const { text, style } = source;
  const last = body.body.at(-1);
  const before = last && (last.type === T.ReturnStatement || isSuperCall(last)) ? last : undefined;
  // Before a last `return release()` nothing is skipped; a `throw` at the end is no ordinary end.
  if (last?.type === T.ThrowStatement || !leavesOnlyByGuards(body.body, before)) return false;
  const indent = last ? indentAt(text, last.range[0]) : indentAt(text, body.range[0]) + style.unit;
  if (before) {
    if (text.slice(lineStart(text, before.range[0]), before.range[0]).trim() !== '') return false;
    edits.insertLinesBefore(before.range[0], [indent + line]);
    return true;
  }
  if (last) {
    const closing = body.range[1] - 1;
    if (text.slice(lineStart(text, closing), closing).trim() !== '') return false;
    edits.insertLinesBefore(closing, [indent + line]);
    return true;
  }
  if (text.slice(body.range[0] + 1, body.range[1] - 1).trim() !== '') return false;
  edits.replace(
    { start: body.range[0], end: body.range[1] },
    `{${style.eol}${indent}${line}${style.eol}${indentAt(text, body.range[0])}}`,
  );
  return true;
}

function isSuperCall(statement: Tree.Statement): boolean {
  if (statement.type !== T.ExpressionStatement) return false;
  const call =
    statement.expression.type === T.AwaitExpression ? statement.expression.argument : statement.expression;
  return (
    call.type === T.CallExpression &&
    call.callee.type === T.MemberExpression &&
    call.callee.object.type === T.Super
  );
}

/** `if (this.disposed) return;` at the head says that all is done already; any other `return` skips something. */
function leavesOnlyByGuards(
  statements: readonly Tree.Statement[],
  last: Tree.Statement | undefined,
): boolean {
  let head = true;
  for (const statement of statements) {
    if (statement === last) continue;
    const guard =
      head &&
      statement.type === T.IfStatement &&
      !statement.alternate &&
      /dispos|clos|destroy|stop|end|shut|tear|done/i.test(flagOf(statement.test));
    if (guard) continue;
    head = false;
    if (holdsReturn(statement)) return false;
  }
  return true;
}

/** The name of the flag that a guard tests. */
function flagOf(test: Node): string {
  if (test.type === T.Identifier) return test.name;
  return test.type === T.MemberExpression ? (keyName(test.property, test.computed) ?? '') : '';
}

function holdsReturn(node: Node): boolean {
  if (node.type === T.ReturnStatement) return true;
  if (isFunction(node) || isClass(node)) return false;
  switch (node.type) {
    case T.BlockStatement:
      return node.body.some(holdsReturn);
    case T.IfStatement:
      return holdsReturn(node.consequent) || (node.alternate !== null && holdsReturn(node.alternate));
    case T.TryStatement:
      return [node.block, node.handler?.body, node.finalizer].some(
        (each) => each !== null && each !== undefined && holdsReturn(each),
      );
    case T.ForStatement:
    case T.ForOfStatement:
    case T.ForInStatement:
    case T.WhileStatement:
    case T.DoWhileStatement:
    case T.LabeledStatement:
      return holdsReturn(node.body);
    case T.SwitchStatement:
      return node.cases.some((each) => each.consequent.some(holdsReturn));
    default:
      return false;
  }
}
