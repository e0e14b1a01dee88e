/**
 * What the rest of this folder needs to know about ESTree nodes: a name for the node types, a way to
 * visit children, and the few questions that everyone asks (name of a key, range, literal value).
 */

import { AST_NODE_TYPES, type TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { Literal, SourceRange } from '../../analysis/flow/graph.ts';

export type { TSESTree as Tree } from '@typescript-eslint/types';

/** The kinds of nodes. A constant of this module: reading it through the package's re-exports costs a call each time. */
export const T = AST_NODE_TYPES;

export type Node = TSESTree.Node;

/** A node that half-typed code may lack, whatever the declared types say. */
export type Maybe<N extends Node = Node> = N | null | undefined;

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A class member that keeps a value in the instance or the class. */
export type FieldNode = TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

/** Whether the value is a syntax node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Whether the value is the tree of a whole file, with ranges. */
export function isProgram(value: unknown): value is TSESTree.Program {
  return isNode(value) && value.type === T.Program && Array.isArray(value.range);
}

/** Calls back for every direct child, in source order. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  const keys = visitorKeys[node.type];
  if (!keys || !isRecord(node)) return;
  // By index: an iterator for each node of each tree is much of what a scan allocates.
  for (let at = 0; at < keys.length; at += 1) {
    const value = node[keys[at] ?? ''];
    if (Array.isArray(value)) {
      const elements: readonly unknown[] = value;
      for (let index = 0; index < elements.length; index += 1) {
        const element = elements[index];
        if (isNode(element)) visit(element);
      }
    } else if (isNode(value)) visit(value);
  }
}

function isRecord(value: object): value is Record<string, unknown> {
  return value !== null;
}

/** The source range of a node. */
export function rangeOf(node: Node): SourceRange {
  return { start: node.range[0], end: node.range[1] };
}

/** Whether the node is a function with a body. */
export function isFunction(node: Maybe): node is FunctionNode {
  return (
    node?.type === T.FunctionDeclaration ||
    node?.type === T.FunctionExpression ||
    node?.type === T.ArrowFunctionExpression
  );
}

/** Whether the node is a class declaration or expression. */
export function isClass(node: Maybe): node is ClassNode {
  return node?.type === T.ClassDeclaration || node?.type === T.ClassExpression;
}

/** The expression below type assertions, `!`, `satisfies` and the wrapper of an optional chain. */
export function unwrap(node: Maybe): Maybe {
  let current = node;
  while (current) {
    switch (current.type) {
      case T.TSAsExpression:
      case T.TSSatisfiesExpression:
      case T.TSTypeAssertion:
      case T.TSNonNullExpression:
      case T.TSInstantiationExpression:
      case T.ChainExpression:
        current = current.expression;
        break;
      default:
        return current;
    }
  }
  return current;
}

/** The name under which a key is known; null for one that is computed while the program runs. */
export function keyName(key: Maybe, computed: boolean): string | null {
  if (!key) return null;
  if (key.type === T.PrivateIdentifier) return `#${key.name}`;
  if (key.type === T.Identifier) return computed ? null : key.name;
  const literal = literalOf(key);
  if (!literal) return symbolName(key);
  return typeof literal.value === 'string' || typeof literal.value === 'number'
    ? String(literal.value)
    : null;
}

/** `[Symbol.dispose]` and its like are as good as a name. */
function symbolName(key: Node): string | null {
  if (key.type !== T.MemberExpression || key.computed) return null;
  if (key.object.type !== T.Identifier || key.object.name !== 'Symbol') return null;
  return key.property.type === T.Identifier ? `Symbol.${key.property.name}` : null;
}

/** The value of an expression that is a literal as it stands; `undefined` needs the scopes and is not seen here. */
export function literalOf(node: Maybe): { readonly value: Literal } | undefined {
  switch (node?.type) {
    case T.Literal: {
      const value = node.value;
      if (value === null && node.raw !== 'null') return { value: { other: node.raw } };
      if (typeof value === 'object' && value !== null) return { value: { other: node.raw } };
      return { value: typeof value === 'bigint' ? { other: node.raw } : value };
    }
    case T.TemplateLiteral: {
      const only = node.quasis[0];
      if (node.expressions.length > 0 || !only) return undefined;
      return { value: only.value.cooked ?? only.value.raw };
    }
    case T.UnaryExpression: {
      const operand = literalOf(node.argument);
      if (node.operator === 'void' && operand) return { value: undefined };
      if (node.operator === '-' && typeof operand?.value === 'number') return { value: -operand.value };
      return undefined;
    }
    default:
      return undefined;
  }
}
