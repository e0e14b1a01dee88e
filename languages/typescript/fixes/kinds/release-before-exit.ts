/** Writes the release in front of the exits that forget it: `return`s and `throw`s, also in callbacks. */

import { eachChild, isFunction, type Node, T, type Tree } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasTopLevelAwait } from '../environment.ts';
import { heldBy, type Held } from '../held.ts';
import { isHandedOver } from '../life.ts';
import { releaseCode } from '../release.ts';
import { ancestors, contains, mayAwait, nodeAt, ownerOf, scopeAt, statementAround, type Source } from '../source.ts';
import { indentAt } from '../style.ts';
import { verbFor } from '../titles.ts';
import { usesOf } from '../uses.ts';
import { tryFinally } from './try-finally.ts';

type Exit = Tree.ReturnStatement | Tree.ThrowStatement;

export function releaseBeforeExit(context: FixContext): Draft | undefined {
  const { source, loss } = context;
  // A block covers all exits, exceptions too; releasing on one of them would leave the others as they are.
  if (tryFinally(context)) return undefined;
  const held = heldBy(source, loss);
  const named = held && exitOf(context, held);
  if (!held || !named) return undefined;
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
  const what = named.type === T.ThrowStatement ? 'throw' : 'return';
  return finished && { title: `${verbFor(name ?? '')} \`${held.name}\` before this \`${what}\``, edits: finished };
}

/** The exit that the path of the loss ends with. */
function exitOf({ source, loss }: FixContext, held: Held): Exit | undefined {
  const step = loss.path.findLast(({ role, file }) => file === undefined && (role === 'returns' || role === 'throws'));
  if (!step) return undefined;
  const exit = nodeAt(source, step.range, (node): node is Exit => isExit(node));
  return exit && exit.range[0] > held.call.range[0] ? exit : undefined;
}

function isExit(node: Node): node is Exit {
  return node.type === T.ReturnStatement || node.type === T.ThrowStatement;
}

/**
 * The named exit, and all others on which nothing has been released yet: of the same function behind the
 * acquisition, and the error branches of callbacks further in.
 */
function exitsLike({ source, loss }: FixContext, held: Held, named: Exit): readonly Exit[] {
  const { owner } = held;
  const start = held.statements[held.from]?.range[0] ?? Infinity;
  const same = ownerOf(source, named);
  const found: Exit[] = [];
  const visit = (node: Node): void => {
    if (isExit(node) && node.range[0] >= start) {
      const within = ownerOf(source, node);
      if (isCaught(source, node, within)) return;
      if (within === same || isErrorBranch(source, node, within)) found.push(node);
    }
    eachChild(node, visit);
  };
  visit(isFunction(owner) ? owner.body : owner);
  const uses = usesOf(source, loss, held);
  const given = uses.filter((use) => isHandedOver(source, held, use, uses.filter(({ kind }) => kind === 'released')));
  return found.filter((exit) => {
    if (exit === named) return true;
    const place = statementAround(source, exit);
    if (place && given.some((use) => contains(place.holder, use.identifier))) return false;
    return !isReleasedBefore(source, loss, held, exit) && !hands(source, held, exit);
  });
}

/** A `throw` that a `catch` of the same function receives leaves nothing yet. */
function isCaught(source: Source, exit: Exit, within: Node): boolean {
  if (exit.type !== T.ThrowStatement) return false;
  for (const parent of ancestors(source, exit)) {
    if (parent === within) return false;
    if (parent.type === T.TryStatement && parent.handler && contains(parent.block, exit)) return true;
  }
  return false;
}

/** `if (error) return …` in a callback whose first parameter is `error`. */
function isErrorBranch(source: Source, exit: Exit, within: Node): boolean {
  const first = isFunction(within) ? within.params[0] : undefined;
  if (first?.type !== T.Identifier) return false;
  for (const parent of ancestors(source, exit)) {
    if (parent === within) return false;
    if (parent.type === T.IfStatement && contains(parent.consequent, exit) && source.textOf(parent.test).split(/\W+/).includes(first.name)) {
      return true;
    }
  }
  return false;
}

/** Whether a release stands before the exit, in its list of statements or in one around it. */
function isReleasedBefore(source: Source, loss: FixContext['loss'], held: Held, exit: Exit): boolean {
  const releases = usesOf(source, loss, held).filter((use) => use.kind === 'released');
  for (let node: Node | undefined = exit; node; node = source.parentOf(node)) {
    const place = statementAround(source, node);
    if (place?.statement === node) {
      const before = place.statements.slice(0, place.index);
      if (releases.some((use) => before.some((each) => contains(each, use.identifier)))) return true;
    }
    if (node.type === T.TryStatement && releases.some((use) => node?.type === T.TryStatement && node.finalizer && contains(node.finalizer, use.identifier))) return true;
    if (releases.some((use) => contains(exit, use.identifier))) return true;
  }
  return false;
}

/** Whether the exit itself passes the resource on, or still uses it. */
function hands(source: Source, held: Held, exit: Exit): boolean {
  return source.names.usesOf(held.variable).some((use) => contains(exit, use.identifier));
}

/** Writes one release; gives its name, or undefined where it cannot be written. */
function releaseAt({ source, loss, environment }: FixContext, held: Held, exit: Exit, edits: Edits): string | undefined {
  const { text, style } = source;
  const at = exit.range[0];
  const scope = scopeAt(source, at);
  if (!scope || source.names.lookup(held.name, scope) !== held.variable) return undefined;
  // What is returned may still need the resource, or be the resource.
  if (hands(source, held, exit) || isReleasedBefore(source, loss, held, exit)) return undefined;
  const owner = ownerOf(source, exit);
  // In a callback the compiler no longer knows that a variable assigned outside has a value.
  if (owner !== held.owner && held.binding === 'assignment') return undefined;
  if (isListener(source, held, exit)) return undefined;
  const code = releaseCode(source, loss, held.call, held.name, at);
  if (!code || (code.awaitable && !mayAwait(owner, hasTopLevelAwait(environment)))) return undefined;
  code.prepare(edits);
  const statement = `${code.awaitable ? 'await ' : ''}${code.expression}${style.semi}`;
  const place = statementAround(source, exit);
  const indent = indentAt(text, at);
  const lineIsOwn = text.slice(0, at).endsWith(indent) && /(^|\n)$/.test(text.slice(0, at - indent.length));
  if (place?.statement === exit) {
    edits.insert(at, lineIsOwn ? `${statement}${style.eol}${indent}` : `${statement} `);
    return code.name;
  }
  const parent = source.parentOf(exit);
  if (parent?.type !== T.IfStatement) return undefined;
  // `if (error) return …;` needs braces. On one line with the test it is laid out as a block.
  const base = indentAt(text, parent.range[0]);
  const inner = base + style.unit;
  const gap = text.slice(0, at).trimEnd().length;
  if (/\/\/|\/\*/.test(text.slice(gap, at))) return undefined;
  edits.replace({ start: gap, end: at }, ` {${style.eol}${inner}${statement}${style.eol}${inner}`);
  edits.insert(exit.range[1], `${style.eol}${base}}`);
  return code.name;
}

/** A listener may run any number of times, and each run would release again. */
function isListener(source: Source, held: Held, exit: Exit): boolean {
  for (const parent of ancestors(source, exit)) {
    if (parent === held.owner) return false;
    const call = isFunction(parent) ? source.parentOf(parent) : undefined;
    if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) continue;
    const { property } = call.callee;
    if (property.type === T.Identifier && /^(on|addListener|addEventListener|forEach|map)$/.test(property.name)) return true;
  }
  return false;
}
