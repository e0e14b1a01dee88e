/**
 * What the code does with the variable that holds a resource. A fix that ends the resource's life at the end
 * of a block may do so only if nobody else got hold of it; whatever is not understood counts as a reason
 * not to touch the code.
 */

import type { Loss } from '../../../analysis/finding.ts';
import { isFunction, keyName, type Node, T, type Tree } from '../ast.ts';
import type { Held } from './held.ts';
import { isReleaseCall } from './release.ts';
import { ancestors, ownerOf, type Source } from './source.ts';

export type UseKind =
  /** `x.read()`: a method is called on it. */
  | 'method'
  /** `x.path`: a property is read. */
  | 'property'
  /** `f(x)`, `f({ x })`: passed to a call. */
  | 'argument'
  /** `if (x)`, `x === null`, `typeof x`. */
  | 'test'
  /** `for (… of x)`. */
  | 'iterated'
  /** A call that gives it back. */
  | 'released'
  /** `x.on('error', …)`: somebody listens. */
  | 'listened'
  /** Returned, stored, bound to another name, written, or anything else by which it may live on. */
  | 'escapes';

export interface Use {
  readonly kind: UseKind;
  readonly identifier: Node;
  /** The call that it is the receiver or an argument of. */
  readonly call: Tree.CallExpression | Tree.NewExpression | undefined;
  /** The call's value is awaited in the function that holds the resource. */
  readonly awaited: boolean;
  /** The `return` statement in whose value it is used. */
  readonly returned: Tree.ReturnStatement | undefined;
  /** Used in a function inside the holding one that may run after it. */
  readonly deferred: boolean;
  /** That function is a listener on the resource itself. */
  readonly ownListener: boolean;
}

/** The uses of a held resource after its acquisition, in the order of the source. */
export function usesOf(source: Source, loss: Loss, held: Held): readonly Use[] {
  return source.names
    .usesOf(held.variable)
    .filter(
      (use) =>
        use.identifier.range[0] > held.call.range[1] &&
        !held.variable.identifiers.some((one) => one === use.identifier),
    )
    .map(({ identifier }) => classify(source, loss, held, identifier))
    .sort((left, right) => left.identifier.range[0] - right.identifier.range[0]);
}

function classify(source: Source, loss: Loss, held: Held, identifier: Node): Use {
  const isTarget = (node: Node): boolean => node === identifier;
  let kind: UseKind = 'escapes';
  let call: Use['call'];
  let node = identifier;
  climb: for (const parent of ancestors(source, identifier)) {
    switch (parent.type) {
      case T.TSNonNullExpression:
      case T.TSAsExpression:
      case T.ChainExpression:
        node = parent;
        continue;
      case T.MemberExpression: {
        if (parent.object !== node) break climb;
        const outer = source.parentOf(parent);
        if (outer?.type === T.CallExpression && outer.callee === parent) {
          call = outer;
          kind = isListening(parent) ? 'listened' : 'method';
        } else if (outer?.type === T.AssignmentExpression && outer.left === parent) {
          // `x.onmessage = …` listens; any other value becomes a part of the resource, not the other way round.
          kind = isFunction(outer.right) ? 'listened' : 'property';
        } else if (isPart(parent)) kind = 'escapes';
        else kind = 'property';
        break climb;
      }
      case T.Property:
      case T.ObjectExpression:
      case T.ArrayExpression:
      case T.SpreadElement:
        node = parent;
        continue;
      case T.CallExpression:
      case T.NewExpression:
        call = parent;
        // The value itself is the function that gives back.
        kind = 'argument';
        break climb;
      case T.IfStatement:
      case T.UnaryExpression:
      case T.BinaryExpression:
      case T.ConditionalExpression:
      case T.WhileStatement:
      case T.LogicalExpression:
        kind = isTested(parent, node) ? 'test' : 'escapes';
        break climb;
      case T.TemplateLiteral:
        kind = 'test';
        break climb;
      case T.ForOfStatement:
        kind = parent.right === node ? 'iterated' : 'escapes';
        break climb;
      default:
        break climb;
    }
  }
  if (call?.type === T.CallExpression && isReleaseCall(loss, call, isTarget)) kind = 'released';
  return {
    kind,
    identifier,
    call,
    awaited: isAwaited(source, held, call ?? node, kind),
    returned: returnAround(source, held, identifier),
    deferred: isDeferred(source, held, identifier),
    ownListener: isInOwnListener(source, held, identifier),
  };
}

/** Whether the parent only looks at whether the value is there. */
function isTested(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case T.IfStatement:
    case T.WhileStatement:
    case T.ConditionalExpression:
      return parent.test === node;
    case T.UnaryExpression:
      return parent.operator === '!' || parent.operator === 'typeof';
    case T.BinaryExpression:
      return /^[!=<>]=?=?=?$/.test(parent.operator) || parent.operator === 'instanceof';
    case T.LogicalExpression:
      return parent.left === node && parent.operator === '&&';
    default:
      return false;
  }
}

function isListening(member: Tree.MemberExpression): boolean {
  const name = keyName(member.property, member.computed);
  return (
    name !== null &&
    /^(on|once|addListener|addEventListener|prependListener|off|removeListener|removeEventListener)$/.test(
      name,
    )
  );
}

/** Properties that are the resource in another form: who has one has the resource. */
function isPart(member: Tree.MemberExpression): boolean {
  const name = keyName(member.property, member.computed);
  return name === 'fd' || name === 'body' || name === '_handle';
}

function isAwaited(source: Source, held: Held, from: Node, kind: UseKind): boolean {
  if (kind === 'iterated') {
    const parent = source.parentOf(from);
    return parent?.type === T.ForOfStatement && parent.await;
  }
  for (const parent of ancestors(source, from)) {
    if (parent === held.owner) return false;
    if (parent.type === T.AwaitExpression && ownerOf(source, parent) === held.owner) return true;
  }
  return false;
}

function returnAround(source: Source, held: Held, node: Node): Tree.ReturnStatement | undefined {
  for (const parent of ancestors(source, node)) {
    if (parent === held.owner) return undefined;
    if (parent.type === T.ReturnStatement && ownerOf(source, parent) === held.owner) return parent;
  }
  return undefined;
}

/** Methods of arrays that call back before they return. */
const RUNS_AT_ONCE = /^(forEach|map|filter|some|every|reduce|reduceRight|find|findIndex|flatMap|sort)$/;

function isDeferred(source: Source, held: Held, node: Node): boolean {
  let deferred = false;
  for (const parent of ancestors(source, node)) {
    if (parent === held.owner) return deferred;
    // What the function waits for has run when it goes on.
    if (parent.type === T.AwaitExpression && ownerOf(source, parent) === held.owner) return false;
    if (!isFunction(parent) || parent === held.origin) continue;
    const call = source.parentOf(parent);
    const callee = call?.type === T.CallExpression ? call.callee : undefined;
    const name = callee?.type === T.MemberExpression ? keyName(callee.property, callee.computed) : null;
    const atOnce = name !== null && RUNS_AT_ONCE.test(name) && !parent.async && !parent.generator;
    if (!atOnce) deferred = true;
  }
  return deferred;
}

function isInOwnListener(source: Source, held: Held, node: Node): boolean {
  for (const parent of ancestors(source, node)) {
    if (parent === held.owner) return false;
    const call = isFunction(parent) ? source.parentOf(parent) : undefined;
    if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) continue;
    const { object } = call.callee;
    if (isListening(call.callee) && object.type === T.Identifier && object.name === held.name) return true;
  }
  return false;
}
