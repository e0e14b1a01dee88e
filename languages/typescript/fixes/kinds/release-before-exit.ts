/** Writes the release on the ways out that forget it: before `return`s and `throw`s, and in error branches. */

import { eachChild, isFunction, type Node, T, type Tree } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasTopLevelAwait } from '../environment.ts';
import { heldBy, leaves, type Held } from '../held.ts';
import { isHandedOver } from '../life.ts';
import { releaseCode } from '../release.ts';
import {
  ancestors,
  contains,
  mayAwait,
  nodeAt,
  ownerOf,
  scopeAt,
  statementAround,
  type Source,
} from '../source.ts';
import { indentAt } from '../style.ts';
import { verbFor } from '../titles.ts';
import { usesOf } from '../uses.ts';
import { tryFinally } from './try-finally.ts';

/** A way out on which the resource is forgotten. */
interface Exit {
  /** The statement before which the release is written. */
  readonly spot: Tree.Statement;
  /** What runs between the release and the end: here nobody may use the resource any more. */
  readonly rest: Node;
}

export function releaseBeforeExit(context: FixContext): Draft | undefined {
  const { source, loss } = context;
  // A block covers all exits, exceptions too; releasing on one of them would leave the others as they are.
  if (tryFinally(context)) return undefined;
  const held = heldBy(source, loss);
  const named = held && exitOf(context, held);
  if (!held || !named || held.given) return undefined;
  const uses = usesOf(source, loss, held);
  if (uses.some((use) => use.kind === 'escapes')) return undefined;
  const edits = new Edits(source);
  let name: string | undefined;
  for (const exit of exitsLike(context, held, named)) {
    name = releaseAt(context, held, exit, edits);
    // Half of the exits mended would leave the finding where it is.
    if (name === undefined) return undefined;
  }
  const finished = name === undefined ? undefined : edits.finish();
  return finished && { title: titleFor(context, name ?? '', held.name, named), edits: finished };
}

function titleFor({ say }: FixContext, method: string, name: string, { spot, rest }: Exit): string {
  const values = { verb: verbFor(method, say), name };
  if (spot !== rest) return say('{verb} `{name}` on the error branch', values);
  return spot.type === T.ThrowStatement
    ? say('{verb} `{name}` before this `throw`', values)
    : say('{verb} `{name}` before this `return`', values);
}

/** The exit that the path of the loss ends with, or the error branch that it takes. */
function exitOf({ source, loss }: FixContext, held: Held): Exit | undefined {
  const step = loss.path.findLast(
    ({ role, file }) => file === undefined && (role === 'returns' || role === 'throws'),
  );
  if (step) {
    const spot = nodeAt(source, step.range, isLeaving);
    return spot && spot.range[0] > held.call.range[0] ? { spot, rest: spot } : undefined;
  }
  const branch = loss.path.findLast(({ role, file }) => file === undefined && role === 'branch');
  const test =
    branch &&
    nodeAt(source, branch.range, (node): node is Tree.Expression => node.type !== T.ExpressionStatement);
  const parent = test && source.parentOf(test);
  return parent?.type === T.IfStatement && parent.test === test ? errorBranch(source, parent) : undefined;
}

type Leaving = Tree.ReturnStatement | Tree.ThrowStatement;

function isLeaving(node: Node): node is Leaving {
  return node.type === T.ReturnStatement || node.type === T.ThrowStatement;
}

/** `if (error) …` in a callback whose first parameter is `error`, where the branch leads out. */
function errorBranch(source: Source, statement: Tree.IfStatement): Exit | undefined {
  const within = ownerOf(source, statement);
  const first = isFunction(within) ? within.params[0] : undefined;
  const { test, consequent, alternate } = statement;
  if (first?.type !== T.Identifier || !saysThereIs(test, first.name)) return undefined;
  if (!alternate && !leaves(consequent)) return undefined;
  const spot = consequent.type === T.BlockStatement ? consequent.body[0] : consequent;
  return spot && { spot, rest: consequent };
}

function saysThereIs(test: Node, name: string): boolean {
  if (test.type === T.Identifier) return test.name === name;
  return (
    test.type === T.BinaryExpression &&
    test.operator.startsWith('!=') &&
    test.left.type === T.Identifier &&
    test.left.name === name
  );
}

/**
 * The named exit, and all others on which nothing has been released yet: of the same function behind the
 * acquisition, and the error branches of callbacks further in.
 */
function exitsLike({ source, loss }: FixContext, held: Held, named: Exit): readonly Exit[] {
  const { owner } = held;
  const start = held.statements[held.from]?.range[0] ?? Infinity;
  const same = ownerOf(source, named.spot);
  const found: Exit[] = [named];
  const uses = usesOf(source, loss, held);
  const given = uses.filter((use) =>
    isHandedOver(
      source,
      held,
      use,
      uses.filter(({ kind }) => kind === 'released'),
    ),
  );
  const add = (exit: Exit): void => {
    const place = statementAround(source, exit.spot);
    if (place && given.some((use) => contains(place.holder, use.identifier))) return;
    if (found.some((each) => contains(each.rest, exit.spot))) return;
    if (!isReleasedBefore(source, loss, held, exit) && !hands(source, held, exit.rest)) found.push(exit);
  };
  const visit = (node: Node): void => {
    if (node.range[0] >= start) {
      const branch = node.type === T.IfStatement ? errorBranch(source, node) : undefined;
      if (branch) add(branch);
      else if (isLeaving(node) && ownerOf(source, node) === same && !isCaught(source, node, same))
        add({ spot: node, rest: node });
    }
    eachChild(node, visit);
  };
  visit(isFunction(owner) ? owner.body : owner);
  return found;
}

/** A `throw` that a `catch` of the same function receives leaves nothing yet. */
function isCaught(source: Source, exit: Leaving, within: Node): boolean {
  if (exit.type !== T.ThrowStatement) return false;
  for (const parent of ancestors(source, exit)) {
    if (parent === within) return false;
    if (parent.type === T.TryStatement && parent.handler && contains(parent.block, exit)) return true;
  }
  return false;
}

/** Whether a release stands before the exit, in its list of statements or in one around it. */
function isReleasedBefore(
  source: Source,
  loss: FixContext['loss'],
  held: Held,
  { spot, rest }: Exit,
): boolean {
  const releases = usesOf(source, loss, held).filter((use) => use.kind === 'released');
  for (let node: Node | undefined = spot; node; node = source.parentOf(node)) {
    const place = statementAround(source, node);
    if (place?.statement === node) {
      const before = place.statements.slice(0, place.index);
      if (releases.some((use) => before.some((each) => contains(each, use.identifier)))) return true;
    }
    if (
      node.type === T.TryStatement &&
      releases.some(
        (use) => node?.type === T.TryStatement && node.finalizer && contains(node.finalizer, use.identifier),
      )
    )
      return true;
    if (releases.some((use) => contains(rest, use.identifier))) return true;
  }
  return false;
}

/** Whether the way out itself passes the resource on, or still uses it. */
function hands(source: Source, held: Held, rest: Node): boolean {
  return source.names.usesOf(held.variable).some((use) => contains(rest, use.identifier));
}

/** Writes one release; gives its name, or undefined where it cannot be written. */
function releaseAt(
  { source, loss, environment }: FixContext,
  held: Held,
  exit: Exit,
  edits: Edits,
): string | undefined {
  const { text, style } = source;
  const { spot } = exit;
  const at = spot.range[0];
  const scope = scopeAt(source, at);
  if (!scope || source.names.lookup(held.name, scope) !== held.variable) return undefined;
  // What is returned may still need the resource, or be the resource.
  if (hands(source, held, exit.rest) || isReleasedBefore(source, loss, held, exit)) return undefined;
  const owner = ownerOf(source, spot);
  // In a callback the compiler no longer knows that a variable assigned outside has a value.
  if (owner !== held.owner && held.binding === 'assignment') return undefined;
  if (isListener(source, held, spot)) return undefined;
  const code = releaseCode(source, loss, held.call, held.name, at);
  if (!code || (code.awaitable && !mayAwait(owner, hasTopLevelAwait(environment)))) return undefined;
  code.prepare(edits);
  const statement = `${code.awaitable ? 'await ' : ''}${code.expression}${style.semi}`;
  const place = statementAround(source, spot);
  const indent = indentAt(text, at);
  const lineIsOwn = text.slice(0, at).endsWith(indent) && /(^|\n)$/.test(text.slice(0, at - indent.length));
  if (place?.statement === spot) {
    edits.insert(at, lineIsOwn ? `${statement}${style.eol}${indent}` : `${statement} `);
    return code.name;
  }
  const parent = source.parentOf(spot);
  if (parent?.type !== T.IfStatement) return undefined;
  // `if (error) return …;` needs braces. On one line with the test it is laid out as a block.
  const base = indentAt(text, parent.range[0]);
  const inner = base + style.unit;
  const gap = text.slice(0, at).trimEnd().length;
  if (/\/\/|\/\*/.test(text.slice(gap, at))) return undefined;
  edits.replace({ start: gap, end: at }, ` {${style.eol}${inner}${statement}${style.eol}${inner}`);
  edits.insert(spot.range[1], `${style.eol}${base}}`);
  return code.name;
}

/** A listener may run any number of times, and each run would release again. */
function isListener(source: Source, held: Held, exit: Node): boolean {
  for (const parent of ancestors(source, exit)) {
    if (parent === held.owner) return false;
    const call = isFunction(parent) ? source.parentOf(parent) : undefined;
    if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) continue;
    const { property } = call.callee;
    if (
      property.type === T.Identifier &&
      /^(on|addListener|addEventListener|forEach|map)$/.test(property.name)
    )
      return true;
  }
  return false;
}
