/** Methods of ES5 classes: `X.prototype.close = function …`, `Object.assign(X.prototype, { close() … })`. */

import { eachChild, isFunction, keyName, type FunctionNode, type Node, T } from '../ast.ts';
import type { Source } from './source.ts';

/** The one function that a constructor function's prototype has under the name. */
export function prototypeMethod(
  source: Source,
  className: string | null,
  name: string,
): FunctionNode | undefined {
  if (className === null) return undefined;
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression) {
      const key = keyName(node.left.property, node.left.computed);
      if (key === name && isPrototype(node.left.object, className)) found.push(node.right);
      if (isPrototype(node.left, className)) found.push(...methodsIn(node.right, name));
    }
    if (node.type === T.CallExpression && node.arguments[0] && isPrototype(node.arguments[0], className)) {
      for (const argument of node.arguments.slice(1)) found.push(...methodsIn(argument, name));
    }
    eachChild(node, visit);
  };
  visit(source.program);
  const [only] = found;
  // An arrow function has no `this` of the instance.
  return found.length === 1 && isFunction(only) && only.type !== T.ArrowFunctionExpression ? only : undefined;
}

function isPrototype(node: Node, className: string): boolean {
  return (
    node.type === T.MemberExpression &&
    keyName(node.property, node.computed) === 'prototype' &&
    node.object.type === T.Identifier &&
    node.object.name === className
  );
}

function methodsIn(node: Node, name: string): readonly Node[] {
  if (node.type !== T.ObjectExpression) return [];
  return node.properties.flatMap((each) =>
    each.type === T.Property && each.kind === 'init' && keyName(each.key, each.computed) === name
      ? [each.value]
      : [],
  );
}
