/** The annotations of names inside a pattern: `({ socket }: { socket: Socket }, ...rest: Socket[])`. */

import { keyName, type Maybe, type Node, T } from '../ast.ts';
import type { FileModel } from '../model.ts';

/** Finds the type node that an annotation on a pattern gives to one of the names in it. */
export function annotationWithin(model: FileModel, pattern: Maybe, name: Node): Node | undefined {
  return find(model, pattern, undefined, name, 0);
}

const MAX_DEPTH = 10;

function find(model: FileModel, pattern: Maybe, type: Maybe, name: Node, depth: number): Node | undefined {
  if (!pattern || depth > MAX_DEPTH) return undefined;
  switch (pattern.type) {
    case T.Identifier:
      return pattern === name ? (pattern.typeAnnotation?.typeAnnotation ?? type ?? undefined) : undefined;
    case T.TSParameterProperty:
      return find(model, pattern.parameter, type, name, depth + 1);
    case T.AssignmentPattern:
      return find(model, pattern.left, type, name, depth + 1);
    case T.RestElement:
      return find(model, pattern.argument, pattern.typeAnnotation?.typeAnnotation ?? type, name, depth + 1);
    case T.ObjectPattern: {
      const own = pattern.typeAnnotation?.typeAnnotation ?? type;
      for (const property of pattern.properties) {
        if (property.type === T.RestElement) continue;
        const key = keyName(property.key, property.computed);
        const found = find(model, property.value, memberType(model, own, key, 0), name, depth + 1);
        if (found) return found;
      }
      return undefined;
    }
    case T.ArrayPattern: {
      const own = pattern.typeAnnotation?.typeAnnotation ?? type;
      for (const [index, element] of pattern.elements.entries()) {
        const found = find(model, element, elementType(own, index), name, depth + 1);
        if (found) return found;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The type of a member, where the type is written out in this file. */
function memberType(model: FileModel, type: Maybe, key: string | null, depth: number): Node | undefined {
  if (!type || key === null || depth > MAX_DEPTH) return undefined;
  if (type.type === T.TSTypeLiteral || type.type === T.TSInterfaceBody) {
    const members = type.type === T.TSTypeLiteral ? type.members : type.body;
    for (const member of members) {
      if (member.type === T.TSPropertySignature && keyName(member.key, member.computed) === key) {
        return member.typeAnnotation?.typeAnnotation;
      }
    }
    return undefined;
  }
  if (type.type === T.TSIntersectionType) {
    return type.types.map((one) => memberType(model, one, key, depth + 1)).find((one) => one !== undefined);
  }
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return undefined;
  const variable = model.names.variableOf(type.typeName);
  for (const { node } of variable?.defs ?? []) {
    if (node.type === T.TSInterfaceDeclaration) return memberType(model, node.body, key, depth + 1);
    if (node.type === T.TSTypeAliasDeclaration) return memberType(model, node.typeAnnotation, key, depth + 1);
  }
  return undefined;
}

function elementType(type: Maybe, index: number): Node | undefined {
  if (type?.type === T.TSArrayType) return type.elementType;
  return type?.type === T.TSTupleType ? type.elementTypes[index] : undefined;
}
