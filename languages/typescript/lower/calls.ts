/** Calls and constructions. */

import type { Argument, CallStep, PlaceId, Reference, SourceRange } from '../../../analysis/flow/graph.ts';
import { keyName, type Maybe, type Node, rangeOf, T, type Tree, unwrap } from '../ast.ts';
import type { Builder } from './builder.ts';
import { type Use, value } from './expressions.ts';
import { objectOf, shortCircuit, thisOperands } from './members.ts';
import { computedKey } from './patterns.ts';

/** What is called, and on what. */
type Callee = Pick<CallStep, 'callee' | 'nameRange'> &
  Partial<Pick<CallStep, 'receiver' | 'method' | 'reference'>>;

/** Lowers `callee(…)`. */
export function call(builder: Builder, node: Tree.CallExpression, use: Use): PlaceId {
  const required = requiredModule(builder, node);
  if (required) return builder.reference(required, rangeOf(node));
  const borrowed = constructorCall(builder, node);
  const callee = borrowed ?? calleeOf(builder, node.callee);
  if (node.optional) shortCircuit(builder, callee.callee, node.callee);
  const given = borrowed ? node.arguments.slice(1) : node.arguments;
  return emitCall(builder, node, callee, argumentsOf(builder, given), false, use);
}

/** Lowers `new Callee(…)`. */
export function construct(builder: Builder, node: Tree.NewExpression, use: Use): PlaceId {
  const reference = builder.model.denotes(node.callee);
  const callee: Callee = {
    callee: value(builder, node.callee),
    nameRange: nameRange(node.callee),
    ...(reference && { reference }),
  };
  return emitCall(builder, node, callee, argumentsOf(builder, node.arguments), true, use);
}

/** A tagged template calls its tag with the strings and the values. */
export function taggedTemplate(builder: Builder, node: Tree.TaggedTemplateExpression, use: Use): PlaceId {
  const callee = calleeOf(builder, node.tag);
  const strings = builder.operation('template', [], rangeOf(node.quasi));
  const values = node.quasi.expressions.map((one) => ({ value: value(builder, one), spread: false }));
  return emitCall(builder, node, callee, [{ value: strings, spread: false }, ...values], false, use);
}

function emitCall(
  builder: Builder,
  node: Node,
  callee: Callee,
  args: readonly Argument[],
  isNew: boolean,
  use: Use,
): PlaceId {
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    ...callee,
    nameRange: within(callee.nameRange, rangeOf(node)),
    arguments: args,
    construct: isNew,
    awaited: use.awaited,
    discarded: use.discarded,
    range: rangeOf(node),
  });
  return target;
}

/** A name that half-typed code lacks may seem to lie before the call. */
function within(inner: SourceRange, outer: SourceRange): SourceRange {
  const start = Math.max(inner.start, outer.start);
  return { start, end: Math.max(start, Math.min(inner.end, outer.end)) };
}

function argumentsOf(builder: Builder, nodes: readonly Node[] | undefined): Argument[] {
  return (nodes ?? []).map((node) =>
    node.type === T.SpreadElement
      ? { value: value(builder, node.argument), spread: true }
      : { value: value(builder, node), spread: false },
  );
}

function calleeOf(builder: Builder, expression: Node): Callee {
  const node = unwrapCallee(expression);
  const reference = builder.model.denotes(node);
  if (node?.type === T.Super) return superCall(builder, node);
  if (node?.type !== T.MemberExpression) {
    return { callee: value(builder, node), nameRange: nameRange(node), ...(reference && { reference }) };
  }
  const method = keyName(node.property, node.computed);
  const object = objectOf(builder, node);
  const computed = computedKey(builder, node);
  const callee = builder.load(object, method, rangeOf(node), computed);
  const ofSuper = node.object?.type === T.Super;
  const inherited = ofSuper && method !== null ? superMethod(builder, method) : reference;
  return {
    callee,
    receiver: ofSuper ? (builder.unit.info.thisPlace ?? object) : object,
    method,
    nameRange: nameRange(node),
    ...(inherited && { reference: inherited }),
  };
}

/** Parentheses around a chain end it: `(a?.b)()` calls undefined; assertions alone change nothing. */
function unwrapCallee(node: Node): Maybe {
  return node.type === T.ChainExpression ? node : unwrap(node);
}

function superCall(builder: Builder, node: Node): Callee {
  const range = rangeOf(node);
  const reference = superclass(builder);
  const [receiver] = thisOperands(builder);
  return {
    callee: builder.operation('super', thisOperands(builder), range),
    ...(receiver !== undefined && { receiver }),
    method: 'super',
    nameRange: range,
    ...(reference && { reference }),
  };
}

function superclass(builder: Builder): Reference | null | undefined {
  // An arrow has the `super` of the method around it.
  let unit = builder.unit;
  while (unit.info.kind === 'arrow' && unit.info.parent !== null) {
    const parent = builder.model.units[unit.info.parent];
    if (!parent) break;
    unit = parent;
  }
  return unit.memberOf === null ? undefined : builder.model.classes[unit.memberOf]?.superclass;
}

/** The method that `super.method` means, where the superclass is in this file. */
function superMethod(builder: Builder, method: string): Reference | undefined {
  const parent = superclass(builder);
  if (parent?.kind === 'export' || parent?.kind === 'global') {
    return { ...parent, path: [...parent.path, 'prototype', method] };
  }
  if (parent?.kind !== 'class') return undefined;
  const member = builder.model.classes[parent.class]?.members.find(
    ({ name, kind }) => name === method && kind === 'method',
  );
  return member && member.function !== null ? { kind: 'function', function: member.function } : undefined;
}

/** `EventEmitter.call(this, …)` in a constructor function is what `super(…)` is in a class. */
function constructorCall(builder: Builder, node: Tree.CallExpression): Callee | undefined {
  const callee = unwrap(node.callee);
  if (callee?.type !== T.MemberExpression || keyName(callee.property, callee.computed) !== 'call')
    return undefined;
  const receiver = builder.unit.info.thisPlace;
  if (receiver === null || node.arguments[0]?.type !== T.ThisExpression) return undefined;
  const reference = builder.model.denotes(callee.object);
  if (!reference) return undefined;
  const asSuper = builder.unit.info.ownerClass !== null && isCapitalised(callee.object);
  return {
    callee: value(builder, callee.object),
    receiver,
    reference,
    nameRange: nameRange(callee.object),
    ...(asSuper && { method: 'super' }),
  };
}

/** `require('x')` is a module rather than a call that might do anything. */
function requiredModule(builder: Builder, node: Tree.CallExpression): Reference | undefined {
  if (node.callee?.type !== T.Identifier || node.callee.name !== 'require') return undefined;
  const denoted = builder.model.denotes(node);
  return denoted?.kind === 'export' ? denoted : undefined;
}

function isCapitalised(node: Node): boolean {
  const name =
    node.type === T.Identifier
      ? node.name
      : node.type === T.MemberExpression
        ? keyName(node.property, node.computed)
        : null;
  return name !== null && /^[A-Z]/.test(name);
}

function nameRange(node: Maybe): SourceRange {
  const inner = unwrap(node);
  if (inner?.type === T.MemberExpression && inner.property) return rangeOf(inner.property);
  return inner ? rangeOf(inner) : { start: 0, end: 0 };
}
