/**
 * Where the life of a held resource may end, judged by its uses: behind the release that is already there,
 * or, where there is none, behind the last use, if every use is done when its statement is.
 */

import type { ResourceKind } from '../../../analysis/catalogue/model.ts';
import type { Loss } from '../../../analysis/finding.ts';
import { isFunction, keyName, T, unwrap } from '../ast.ts';
import { leaves, outermostValue, type Held } from './held.ts';
import { contains, statementAround, type Source } from './source.ts';
import { usesOf, type Use } from './uses.ts';

export interface Life {
  readonly uses: readonly Use[];
  /** Calls that give it back on some ordinary path. */
  readonly releases: readonly Use[];
  /** Index of the statement with the last use. */
  readonly lastUse: number;
}

/** The life of a resource that surely ends in its block; undefined in doubt. */
export function lifeOf(source: Source, loss: Loss, held: Held): Life | undefined {
  const uses = usesOf(source, loss, held);
  const releases = uses.filter((use) => use.kind === 'released');
  // A release in a callback shows that the resource outlives the block.
  if (releases.some((use) => use.deferred)) return undefined;
  if (uses.some((use) => use.kind === 'escapes')) return undefined;
  // Only the code itself can say whether what it got from somebody else is its own to release.
  if (held.given && releases.length === 0) return undefined;
  const indexes = uses.map((use) =>
    held.statements.findIndex((statement) => contains(statement, use.identifier)),
  );
  // Used outside of the statements that a block could enclose, or before the point where they begin.
  if (indexes.some((index) => index < held.from)) return undefined;
  if (uses.some((use) => isHandedOver(source, held, use, releases))) return undefined;
  const decided =
    releases.length > 0
      ? uses.every((use) => isCoveredByRelease(loss, held, use))
      : endsWithItsUses(source, loss, held, uses);
  return decided ? { uses, releases, lastUse: Math.max(held.from - 1, ...indexes) } : undefined;
}

/**
 * The code itself says when the resource is done, so what it does before is its own affair. Only what lives on
 * beyond an exit without release matters: values returned while they still need it, and closures.
 */
function isCoveredByRelease(loss: Loss, held: Held, use: Use): boolean {
  if (use.kind === 'released') return true;
  // An exception ends what the function was about; any other exit may have handed the work to the closure.
  if (use.deferred && !use.ownListener && loss.lostPath !== 'exception') return false;
  if (!use.returned || use.awaited || isSynchronous(use)) return true;
  if (use.kind === 'argument' || use.kind === 'listened') return false;
  // A pending promise would find the resource closed; in an async function the fix awaits it first.
  return use.kind === 'property' || use.kind === 'test' || isAsync(held);
}

/**
 * `if (fast) { handle(x); return; }`: a branch that passes the resource to somebody and leaves without a release
 * may well have given it away.
 */
export function isHandedOver(source: Source, held: Held, use: Use, releases: readonly Use[]): boolean {
  if (use.kind !== 'argument' || isSynchronous(use)) return false;
  for (let place = statementAround(source, use.identifier); place && place.holder !== held.holder;) {
    const { statements, holder } = place;
    const released = releases.some((each) =>
      statements.some((statement) => contains(statement, each.identifier)),
    );
    if (leaves(statements.at(-1)) && !released) return true;
    place = statementAround(source, holder);
  }
  return false;
}

function isAsync({ owner }: Held): boolean {
  return isFunction(owner) && owner.async;
}

/**
 * Nothing shows when the resource is done. Then only uses whose end can be seen will do: awaited calls, and
 * calls that say in their name that they are synchronous. A server that listens, a child that runs, a socket
 * with listeners is meant to live on, and its kind is left alone whatever the uses look like.
 */
function endsWithItsUses(source: Source, loss: Loss, held: Held, uses: readonly Use[]): boolean {
  if (!SHORT_LIVED.has(loss.kind)) return false;
  const working = uses.filter((use) => use.kind !== 'test' && use.kind !== 'property');
  if (working.length === 0) return false;
  const settled = working.every((use) => isSettled(use, held));
  return settled && !uses.some((use) => use.deferred) && !yieldsHandles(source, held, working);
}

const SHORT_LIVED: ReadonlySet<ResourceKind> = new Set([
  'file-handle',
  'directory',
  'connection',
  'transaction',
  'cursor',
  'session',
  'lock',
  'client',
  'browser',
]);

function isSettled(use: Use, held: Held): boolean {
  if (use.kind === 'escapes' || use.kind === 'listened') return false;
  if (use.awaited || isSynchronous(use)) return true;
  // `return x.query()` in an async function becomes `return await …`.
  return use.kind === 'method' && use.returned !== undefined && isAsync(held);
}

export function isSynchronous(use: Use): boolean {
  const name = calleeName(use);
  return name !== null && /Sync$/.test(name);
}

/** A page of a browser, a cursor of a connection: what comes out of the call needs the resource to live on. */
function yieldsHandles(source: Source, held: Held, uses: readonly Use[]): boolean {
  return uses.some((use) => {
    const name = calleeName(use);
    const { value } = use.call ? outermostValue(source, use.call) : { value: undefined };
    if (value && source.parentOf(value)?.type === T.ExpressionStatement) return false;
    return (
      name !== null &&
      /^(new[A-Z]|create|open|start|begin|acquire|connect|launch|cursor|stream|prepare|get(Session|Connection|Page|Context))/.test(
        name,
      ) &&
      !isFileCall(held)
    );
  });
}

/** Reads and writes of files give data. */
function isFileCall({ call }: Held): boolean {
  const callee = unwrap(call.callee);
  return callee?.type === T.MemberExpression && keyName(callee.property, callee.computed) === 'openSync';
}

function calleeName({ call }: Use): string | null {
  const callee = unwrap(call?.callee);
  if (callee?.type === T.Identifier) return callee.name;
  return callee?.type === T.MemberExpression ? keyName(callee.property, callee.computed) : null;
}
