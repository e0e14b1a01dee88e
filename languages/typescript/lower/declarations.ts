/** Declarations of variables and enumerations. */

import { isNode, literalOf, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { value } from './expressions.ts';
import { bindPattern } from './patterns.ts';
import { truthOf } from './conditions.ts';

type Using = Tree.VariableDeclaration & { kind: 'using' | 'await using' };

/** Whether the statement declares something that is released when its scope ends. */
export function isUsing(node: Node): node is Using {
  return node.type === T.VariableDeclaration && (node.kind === 'using' || node.kind === 'await using');
}

/** Lowers `let a = 1, b;` and its like. */
export function variableDeclaration(builder: Builder, node: Tree.VariableDeclaration): void {
  if (node.declare) return;
  for (const declarator of node.declarations) {
    if (declarator.init) {
      const simple = declarator.id?.type === T.Identifier;
      const source = (simple ? truthOf(builder, declarator.init) : undefined) ?? value(builder, declarator.init);
      bindPattern(builder, declarator.id, source, declarator, true);
    } else if (startsUndefined(builder, node, declarator)) {
      bindPattern(builder, declarator.id, builder.literal(undefined, rangeOf(declarator)), declarator, true);
    }
  }
}

/** A bare `var` in a loop, or a second one, leaves the variable as it is. */
function startsUndefined(builder: Builder, node: Tree.VariableDeclaration, declarator: Tree.VariableDeclarator): boolean {
  if (declarator.id?.type !== T.Identifier) return false;
  if (node.kind !== 'var') return true;
  const variable = builder.model.names.variableOf(declarator.id);
  return builder.loops === 0 && variable?.defs.length === 1;
}

/** The cleanup of one `using` declarator. */
export function releaseOf(builder: Builder, declarator: Tree.VariableDeclarator, awaited: boolean): () => void {
  const range = rangeOf(declarator);
  return () => {
    if (declarator.id?.type !== T.Identifier) return;
    builder.emit({ op: 'release', place: builder.model.placeOfIdentifier(declarator.id), awaited, range });
  };
}

/** An enumeration is an object of its members. */
export function enumDeclaration(builder: Builder, node: Tree.TSEnumDeclaration): void {
  if (node.declare || !isNode(node.id)) return;
  const properties = node.body.members.map((member) => {
    const key =
      member.id.type === T.Identifier ? member.id.name : String(literalOf(member.id)?.value ?? '');
    const held = member.initializer ? value(builder, member.initializer) : builder.literal({ other: key }, rangeOf(member));
    return { key, value: held, spread: false };
  });
  const target = builder.temporary();
  builder.emit({ op: 'object', target, properties, range: rangeOf(node) });
  builder.copy(builder.model.placeOfIdentifier(node.id), target, rangeOf(node), true);
}
