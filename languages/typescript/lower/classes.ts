/** Classes as values. Their methods and fields are functions of their own, found by the class. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { type ClassNode, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { effect, value } from './expressions.ts';

/** Lowers a class declaration: its name holds the class. */
export function classDeclaration(builder: Builder, node: Tree.ClassDeclaration): void {
  if (node.declare) return;
  const made = classValue(builder, node);
  if (node.id) builder.copy(builder.model.placeOfIdentifier(node.id), made, rangeOf(node), true);
}

/** Lowers what runs when a class is made: the superclass, computed keys, decorators. */
export function classValue(builder: Builder, node: ClassNode): PlaceId {
  for (const decorator of node.decorators ?? []) effect(builder, decorator.expression);
  if (node.superClass) value(builder, node.superClass);
  for (const member of node.body?.body ?? []) {
    if (member.type === T.StaticBlock || member.type === T.TSIndexSignature) continue;
    for (const decorator of member.decorators ?? []) effect(builder, decorator.expression);
    if (member.computed) effect(builder, member.key);
  }
  const id = builder.model.classOf.get(node);
  const range = rangeOf(node);
  if (id === undefined) return builder.operation('class', [], range);
  const target = builder.temporary();
  builder.emit({ op: 'class', target, class: id, range });
  return target;
}
