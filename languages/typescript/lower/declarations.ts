/** Declarations of variables and enumerations. */

import { isNode, keyName, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { withCleanup } from '../../shared/flow/completions.ts';
import { truthOf } from './conditions.ts';
import { value } from './expressions.ts';
import { bindPattern } from './patterns.ts';

type Using = Tree.VariableDeclaration & { kind: 'using' | 'await using' };

/** Whether the statement declares something that is released when its scope ends. */
export function isUsing(node: Node): node is Using {
  return node.type === T.VariableDeclaration && (node.kind === 'using' || node.kind === 'await using');
}

/** Lowers `let a = 1, b;` and its like. */
export function variableDeclaration(builder: Builder, node: Tree.VariableDeclaration): void {
  if (node.declare) return;
  for (const declarator of node.declarations) declare(builder, node, declarator);
}

function declare(
  builder: Builder,
  node: Tree.VariableDeclaration,
  declarator: Tree.VariableDeclarator,
): void {
  if (declarator.init) {
    const simple = declarator.id?.type === T.Identifier;
    const source =
      (simple ? truthOf(builder, declarator.init) : undefined) ?? value(builder, declarator.init);
    bindPattern(builder, declarator.id, source, declarator, true);
  } else if (startsUndefined(builder, node, declarator)) {
    bindPattern(builder, declarator.id, builder.literal(undefined, rangeOf(declarator)), declarator, true);
  }
}

/**
 * Lowers a `using` declaration and the rest of its scope. Each variable is released when what follows it
 * is left, be it the next variable's initialiser that throws: last declared, first released.
 */
export function using(builder: Builder, node: Tree.VariableDeclaration, rest: () => void): void {
  const from = (index: number): void => {
    const declarator = node.declarations[index];
    if (!declarator) {
      rest();
      return;
    }
    declare(builder, node, declarator);
    withRelease(builder, declarator, node.kind === 'await using', () => {
      from(index + 1);
    });
  };
  from(0);
}

/** Lowers a region at whose end the declared variable is released. */
export function withRelease(
  builder: Builder,
  declarator: Tree.VariableDeclarator,
  awaited: boolean,
  body: () => void,
): void {
  const range = rangeOf(declarator);
  const release = (): void => {
    if (declarator.id?.type !== T.Identifier) return;
    builder.emit({ op: 'release', place: builder.model.placeOfIdentifier(declarator.id), awaited, range });
  };
  withCleanup(builder, release, range, body);
}

/** A bare `var` in a loop, or a second one, leaves the variable as it is. */
function startsUndefined(
  builder: Builder,
  node: Tree.VariableDeclaration,
  declarator: Tree.VariableDeclarator,
): boolean {
  if (declarator.id?.type !== T.Identifier) return false;
  if (node.kind !== 'var') return true;
  const variable = builder.model.names.variableOf(declarator.id);
  return builder.loops === 0 && variable?.defs.length === 1;
}

/** An enumeration is an object of its members. */
export function enumDeclaration(builder: Builder, node: Tree.TSEnumDeclaration): void {
  if (node.declare || !isNode(node.id)) return;
  const properties = node.body.members.map((member) => {
    const key = keyName(member.id, false) ?? '';
    const held = member.initializer
      ? value(builder, member.initializer)
      : builder.literal({ other: key }, rangeOf(member));
    return { key, value: held, spread: false };
  });
  const target = builder.temporary();
  builder.emit({ op: 'object', target, properties, range: rangeOf(node) });
  builder.copy(builder.model.placeOfIdentifier(node.id), target, rangeOf(node), true);
}
