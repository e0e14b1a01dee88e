/** Assignments in all their forms, and `++`. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { keyName, type Node, rangeOf, T, type Tree, unwrap } from '../ast.ts';
import { lastAssigned } from '../tables/modules.ts';
import type { Builder } from './builder.ts';
import { truthOf } from './conditions.ts';
import { type Use, value } from './expressions.ts';
import { objectOf } from './members.ts';
import { assignTo, computedKey, storeTo } from './patterns.ts';

/** Lowers `target = value`, `target op= value` and `target ??= value`. */
export function assignment(builder: Builder, node: Tree.AssignmentExpression, use: Use): PlaceId {
  switch (node.operator) {
    case '=':
      return plain(builder, node);
    case '??=':
    case '||=':
    case '&&=':
      return logicalAssignment(builder, node, node.operator, use);
    default: {
      const operator = node.operator.slice(0, -1);
      return modify(builder, node.left, node, (old) =>
        builder.operation(operator, [old, value(builder, node.right)], rangeOf(node)),
      );
    }
  }
}

/** Lowers `x++` and its like. */
export function update(builder: Builder, node: Tree.UpdateExpression): PlaceId {
  return modify(builder, node.argument, node, (old) =>
    builder.operation(node.operator, [old], rangeOf(node)),
  );
}

function plain(builder: Builder, node: Tree.AssignmentExpression): PlaceId {
  const target = unwrap(node.left);
  if (target?.type === T.MemberExpression) {
    const object = objectOf(builder, target);
    const computed = computedKey(builder, target);
    const source = value(builder, node.right);
    storeTo(builder, target, object, computed, source, node);
    exported(builder, node.right, source);
    return source;
  }
  const simple = target?.type === T.Identifier;
  const source = (simple ? truthOf(builder, node.right) : undefined) ?? value(builder, node.right);
  assignTo(builder, target, source, node);
  exported(builder, node.right, source);
  // The variable rather than the source: what a test around the assignment learns is about the variable.
  return simple ? builder.model.placeOfIdentifier(target) : source;
}

function exported(builder: Builder, expression: Node, source: PlaceId): void {
  const place = builder.model.exportPlaces.get(lastAssigned(expression));
  if (place !== undefined) builder.copy(place, source, rangeOf(expression));
}

/** Reads the target, computes, writes it back. */
function modify(builder: Builder, left: Node, node: Node, compute: (old: PlaceId) => PlaceId): PlaceId {
  const target = unwrap(left);
  if (target?.type === T.MemberExpression) {
    const object = objectOf(builder, target);
    const computed = computedKey(builder, target);
    const old = builder.load(object, keyName(target.property, target.computed), rangeOf(target), computed);
    const result = compute(old);
    storeTo(builder, target, object, computed, result, node);
    return result;
  }
  const result = compute(value(builder, target));
  assignTo(builder, target, result, node);
  return result;
}

function logicalAssignment(
  builder: Builder,
  node: Tree.AssignmentExpression,
  operator: '??=' | '||=' | '&&=',
  use: Use,
): PlaceId {
  const range = rangeOf(node);
  const target = unwrap(node.left);
  const isMember = target?.type === T.MemberExpression;
  const object = isMember ? objectOf(builder, target) : undefined;
  const computed = isMember ? computedKey(builder, target) : undefined;
  const old =
    isMember && object !== undefined
      ? builder.load(object, keyName(target.property, target.computed), rangeOf(target), computed)
      : value(builder, target);
  const result = builder.temporary();
  const [write, keep, after] = [builder.block(), builder.block(), builder.block()];
  if (operator === '??=')
    builder.branch({ kind: 'equals', place: old, literal: null, loose: true }, write, keep, range);
  else if (operator === '||=') builder.branch({ kind: 'truthy', place: old }, keep, write, range);
  else builder.branch({ kind: 'truthy', place: old }, write, keep, range);

  builder.enter(write);
  const source = value(builder, node.right);
  if (isMember && object !== undefined) storeTo(builder, target, object, computed, source, node);
  else assignTo(builder, target, source, node);
  if (!use.discarded) builder.copy(result, source, range);
  builder.jump(after);
  builder.enter(keep);
  if (!use.discarded) builder.copy(result, old, range);
  builder.jump(after);
  builder.enter(after);
  return result;
}
