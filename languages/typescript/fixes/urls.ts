/** Whether an argument is an address, and so surely no options. */

import { type Node, T } from '../ast.ts';
import type { Source } from './source.ts';

export function readsUrl(source: Source, node: Node): boolean {
  switch (node.type) {
    case T.Literal:
      return typeof node.value === 'string';
    case T.TemplateLiteral:
      return true;
    case T.BinaryExpression:
      return node.operator === '+';
    case T.NewExpression:
      return node.callee.type === T.Identifier && node.callee.name === 'URL';
    case T.CallExpression:
      return node.callee.type === T.Identifier && node.callee.name === 'String';
    case T.Identifier:
      return isUrlVariable(source, node);
    default:
      return false;
  }
}

function isUrlVariable(source: Source, identifier: Node): boolean {
  const variable = source.names.variableOf(identifier);
  const [name] = variable?.identifiers ?? [];
  if (!variable || name?.type !== T.Identifier) return false;
  const annotation = name.typeAnnotation?.typeAnnotation;
  if (annotation) {
    const parts = annotation.type === T.TSUnionType ? annotation.types : [annotation];
    return parts.every(
      (each) =>
        each.type === T.TSStringKeyword ||
        (each.type === T.TSTypeReference &&
          each.typeName.type === T.Identifier &&
          each.typeName.name === 'URL'),
    );
  }
  const declarator = variable.defs[0]?.node;
  const writes = source.names.usesOf(variable).filter((use) => use.isWrite());
  if (
    declarator?.type !== T.VariableDeclarator ||
    !declarator.init ||
    declarator.id !== name ||
    writes.length > 1
  )
    return false;
  return declarator.init.type !== T.Identifier && readsUrl(source, declarator.init);
}
