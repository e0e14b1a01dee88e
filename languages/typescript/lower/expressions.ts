/** Expressions: which file knows each kind, and the small ones. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import {
  eachChild,
  keyName,
  literalOf,
  type Maybe,
  type Node,
  rangeOf,
  T,
  type Tree,
  unwrap,
} from '../ast.ts';
import { assignment, update } from './assignments.ts';
import type { Builder } from './builder.ts';
import { call, construct, taggedTemplate } from './calls.ts';
import { classValue } from './classes.ts';
import { test } from './conditions.ts';
import { jsx } from './jsx.ts';
import { arrayLiteral, closure, objectLiteral } from './literals.ts';
import { conditional, logical } from './logical.ts';
import { chain, member, objectOf, thisOperands } from './members.ts';
import { computedKey } from './patterns.ts';

/** What becomes of an expression's value. */
export interface Use {
  readonly awaited: boolean;
  readonly discarded: boolean;
}

const KEPT: Use = { awaited: false, discarded: false };
const DISCARDED: Use = { awaited: false, discarded: true };

/** Lowers an expression and returns the place that holds its value. */
export function value(builder: Builder, node: Maybe, use: Use = KEPT): PlaceId {
  if (!node) return builder.literal(undefined, { start: 0, end: 0 });
  const range = rangeOf(node);
  switch (node.type) {
    case T.Identifier:
      return identifier(builder, node);
    case T.ThisExpression:
      return builder.unit.info.thisPlace ?? builder.operation('this', [], range);
    case T.MemberExpression:
      return member(builder, node);
    case T.ChainExpression:
      return chain(builder, node, use);
    case T.CallExpression:
      return call(builder, node, use);
    case T.NewExpression:
      return construct(builder, node, use);
    case T.TaggedTemplateExpression:
      return taggedTemplate(builder, node, use);
    case T.AssignmentExpression:
      return assignment(builder, node, use);
    case T.UpdateExpression:
      return update(builder, node);
    case T.LogicalExpression:
      return logical(builder, node, use);
    case T.ConditionalExpression:
      return conditional(builder, node, use);
    case T.AwaitExpression:
      return awaited(builder, node, use);
    case T.YieldExpression: {
      const sent = node.argument ? value(builder, node.argument) : builder.literal(undefined, range);
      const target = builder.temporary();
      builder.emit({ op: 'yield', target, value: sent, delegate: node.delegate, range });
      return target;
    }
    case T.UnaryExpression:
      return unary(builder, node);
    case T.SequenceExpression:
      for (const one of node.expressions.slice(0, -1)) effect(builder, one);
      return value(builder, node.expressions.at(-1), use);
    case T.ObjectExpression:
      return objectLiteral(builder, node);
    case T.ArrayExpression:
      return arrayLiteral(builder, node);
    case T.FunctionExpression:
    case T.FunctionDeclaration:
    case T.ArrowFunctionExpression:
      return closure(builder, node);
    case T.ClassExpression:
    case T.ClassDeclaration:
      return classValue(builder, node);
    case T.TSAsExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
    case T.TSNonNullExpression:
    case T.TSInstantiationExpression:
      return value(builder, node.expression, use);
    case T.JSXElement:
    case T.JSXFragment:
      return jsx(builder, node);
    case T.ImportExpression:
      return builder.operation('import', [value(builder, node.source)], range);
    default: {
      const constant = literalOf(node);
      if (constant) return builder.literal(constant.value, range);
      // What has no lowering of its own (arithmetic, templates, unknown kinds) computes from its parts.
      return builder.operation(operatorOf(node), operands(builder, node), range);
    }
  }
}

/** Lowers an expression for its effects alone. */
export function effect(builder: Builder, node: Maybe): void {
  switch (node?.type) {
    case undefined:
      break;
    case T.LogicalExpression: {
      const second = builder.block();
      const after = builder.block();
      if (node.operator === '??') {
        const place = value(builder, node.left);
        const range = rangeOf(node.left ?? node);
        builder.branch({ kind: 'equals', place, literal: null, loose: true }, second, after, range);
      } else if (node.operator === '&&') test(builder, node.left, second, after);
      else test(builder, node.left, after, second);
      builder.enter(second);
      effect(builder, node.right);
      builder.jump(after);
      builder.enter(after);
      break;
    }
    case T.ConditionalExpression: {
      const [yes, no, after] = [builder.block(), builder.block(), builder.block()];
      test(builder, node.test, yes, no);
      for (const [block, branch] of [
        [yes, node.consequent],
        [no, node.alternate],
      ] as const) {
        builder.enter(block);
        effect(builder, branch);
        builder.jump(after);
      }
      builder.enter(after);
      break;
    }
    case T.SequenceExpression:
      for (const one of node.expressions) effect(builder, one);
      break;
    case T.UnaryExpression:
      if (node.operator === 'delete' || node.operator === 'typeof') value(builder, node);
      else effect(builder, node.argument);
      break;
    default:
      value(builder, node, DISCARDED);
  }
}

function identifier(builder: Builder, node: Tree.Identifier): PlaceId {
  const range = rangeOf(node);
  if (node.name === '') return builder.literal(undefined, range); // Half-typed code.
  const variable = builder.model.names.variableOf(node);
  const denoted = builder.model.denotes(node);
  if (!variable) {
    if (denoted) return builder.reference(denoted, range);
    return node.name === 'undefined'
      ? builder.literal(undefined, range)
      : builder.operation(node.name, [], range);
  }
  const place = builder.model.placeOfIdentifier(node);
  const known = builder.model.places[place];
  // Nothing in any graph writes an import, or the name that a function or class expression has inside itself.
  const unwritten =
    known?.kind === 'variable' &&
    (known.declaration === 'import' ||
      variable.scope.type === 'function-expression-name' ||
      variable.scope.type === 'class');
  return unwritten && denoted ? builder.reference(denoted, range) : place;
}

function awaited(builder: Builder, node: Tree.AwaitExpression, use: Use): PlaceId {
  const range = rangeOf(node);
  const source = value(builder, node.argument, { awaited: true, discarded: use.discarded });
  const target = builder.temporary();
  builder.emit({ op: 'await', target, source, range });
  const denoted = builder.model.denotes(node);
  return denoted ? builder.reference(denoted, range) : target;
}

function unary(builder: Builder, node: Tree.UnaryExpression): PlaceId {
  const range = rangeOf(node);
  const constant = literalOf(node);
  if (constant) return builder.literal(constant.value, range);
  if (node.operator === 'void') {
    effect(builder, node.argument);
    return builder.literal(undefined, range);
  }
  if (node.operator === 'delete') return deletion(builder, node);
  return builder.operation(node.operator, [value(builder, node.argument)], range);
}

function deletion(builder: Builder, node: Tree.UnaryExpression): PlaceId {
  const range = rangeOf(node);
  const target = unwrap(node.argument);
  if (target?.type !== T.MemberExpression)
    return builder.operation('delete', [value(builder, target)], range);
  const object = objectOf(builder, target);
  const computed = computedKey(builder, target);
  const key = keyName(target.property, target.computed);
  builder.emit({ op: 'delete', object, key, range, ...(computed !== undefined && { computed }) });
  return builder.literal(true, range);
}

function operatorOf(node: Node): string {
  if (node.type === T.BinaryExpression) return node.operator;
  if (node.type === T.TemplateLiteral) return 'template';
  if (node.type === T.MetaProperty) return `${node.meta.name}.${node.property.name}`;
  return node.type === T.Super ? 'super' : node.type;
}

function operands(builder: Builder, node: Node): PlaceId[] {
  if (node.type === T.Super) return thisOperands(builder);
  if (node.type === T.TemplateLiteral) return node.expressions.map((one) => value(builder, one));
  if (node.type === T.BinaryExpression) {
    return [node.left, node.right].map((one) => value(builder, one));
  }
  const places: PlaceId[] = [];
  if (node.type === T.MetaProperty || node.type.startsWith('TS')) return places;
  eachChild(node, (child) => {
    places.push(value(builder, child));
  });
  return places;
}
