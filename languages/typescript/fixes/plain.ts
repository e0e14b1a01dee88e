/** Code that cannot mind whether a resource is released just before or just after it. */

import { type Node, T, type Tree } from '../ast.ts';

/** `return value;`, `throw error;` without calls that could mind the order. */
export function isPlainReturn(statement: Tree.Statement | undefined): boolean {
  if (statement?.type !== T.ReturnStatement && statement?.type !== T.ThrowStatement) return false;
  return statement.argument === null || isPlain(statement.argument);
}

function isPlain(node: Node): boolean {
  switch (node.type) {
    case T.Identifier:
    case T.Literal:
    case T.ThisExpression:
      return true;
    case T.MemberExpression:
      return isPlain(node.object) && (!node.computed || isPlain(node.property));
    case T.ChainExpression:
    case T.TSAsExpression:
    case T.TSNonNullExpression:
      return isPlain(node.expression);
    case T.TemplateLiteral:
      return node.expressions.every(isPlain);
    case T.UnaryExpression:
      return node.operator !== 'delete' && isPlain(node.argument);
    case T.BinaryExpression:
    case T.LogicalExpression:
      return isPlain(node.left) && isPlain(node.right);
    case T.ConditionalExpression:
      return isPlain(node.test) && isPlain(node.consequent) && isPlain(node.alternate);
    case T.ArrayExpression:
      return node.elements.every((each) => each !== null && isPlain(each));
    case T.ObjectExpression:
      return node.properties.every(
        (each) => each.type === T.Property && !each.computed && isPlain(each.value),
      );
    case T.NewExpression:
      return /^[A-Z]\w*Error$/.test(nameOf(node.callee)) && node.arguments.every(isPlain);
    case T.CallExpression:
      // Methods of plain values, and parsing, know nothing of open files and connections.
      return isPureCallee(node.callee) && node.arguments.every(isPlain);
    default:
      return false;
  }
}

function isPureCallee(callee: Node): boolean {
  if (callee.type === T.Identifier) return /^(String|Number|Boolean)$/.test(callee.name);
  if (callee.type !== T.MemberExpression || callee.property.type !== T.Identifier) return false;
  if (/^(JSON|Buffer|Object|Array|Math)$/.test(nameOf(callee.object))) return true;
  return (
    /^(toString|slice|subarray|trim|split|join|concat|toUpperCase|toLowerCase)$/.test(callee.property.name) &&
    isPlain(callee.object)
  );
}

function nameOf(node: Node): string {
  return node.type === T.Identifier ? node.name : '';
}
