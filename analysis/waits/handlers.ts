/**
 * Handlers of the `timeout` event: a timeout that only emits ends nothing unless its handler destroys what
 * waits.
 */
import type { FileFlow, FunctionId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import type { Aliases } from '../trace/aliases.ts';
import { calleesOf, functionsAt } from '../trace/closures.ts';
import { stringAt } from '../trace/literals.ts';
import { isFluent } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

export type Handling =
  /** A handler destroys, or may do so: who the handler is cannot be seen. */
  | 'ends'
  /** There is one, and it leaves what waits open. */
  | 'idle'
  | 'none';

/** What happens when the timeout of something fires. */
export function timeoutHandling(file: FileFlow, aliases: Aliases): Handling {
  let handling: Handling = 'none';
  for (const site of aliases.calls) {
    const handler = handlerOf(file, site);
    if (handler === null) continue;
    const functions = functionsAt(file, handler);
    if (functions.length === 0 || functions.some((one) => ends(file, one, aliases, new Set()))) return 'ends';
    handling = 'idle';
  }
  return handling;
}

/** The last argument of `on('timeout', handler)` or `setTimeout(ms, handler)`. */
function handlerOf(file: FileFlow, { step }: CallSite): number | null {
  const [first, second] = step.arguments;
  if (second === undefined || first === undefined || !isFluent(step.method)) return null;
  if (step.method === 'setTimeout') return second.value;
  return stringAt(file, first.value) === 'timeout' &&
    step.method !== 'off' &&
    step.method !== 'removeListener'
    ? second.value
    : null;
}

/**
 * Whether the function, or one that it calls, may end the wait: a verb of release on anything, or handing
 * the thing to somebody unknown.
 */
function ends(file: FileFlow, id: FunctionId, aliases: Aliases, seen: Set<FunctionId>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return sitesOf(file)
    .callsIn(id)
    .some(({ step }) => {
      if (typeof step.method === 'string' && isReleaseVerb(step.method) && !isTidying(step.method))
        return true;
      if (
        step.arguments.some(
          (argument) => aliases.places.has(argument.value) || isReceiver(file, argument.value),
        )
      )
        return true;
      return calleesOf(file, step).some((callee) => ends(file, callee, aliases, seen));
    });
}

/** Who takes listeners away, or clears timers, hears no more of the wait, but does not end it. */
function isTidying(method: string): boolean {
  return /^(?:off|remove\w*Listeners?|clear\w*)$/.test(method);
}

/** `this` in a handler is what emitted the event. */
function isReceiver(file: FileFlow, place: number): boolean {
  return originsOf(file, place).some((origin) => origin.kind === 'this' && origin.class === null);
}

/** Whether a timer's callback releases it: a bound that the program keeps by itself. */
export function isReleasedLater(
  file: FileFlow,
  aliases: Aliases,
  isTimer: (site: CallSite) => boolean,
): boolean {
  const later = new Set<FunctionId>();
  for (const site of sitesOf(file).calls) {
    if (!isTimer(site)) continue;
    const [first] = site.step.arguments;
    if (first === undefined) continue;
    for (const one of functionsAt(file, first.value)) reach(file, one, later);
  }
  return aliases.calls.some(
    ({ function: inside, step }) =>
      later.has(inside) && typeof step.method === 'string' && isReleaseVerb(step.method),
  );
}

function reach(file: FileFlow, id: FunctionId, seen: Set<FunctionId>): void {
  if (seen.has(id)) return;
  seen.add(id);
  for (const { step } of sitesOf(file).callsIn(id))
    for (const callee of calleesOf(file, step)) reach(file, callee, seen);
}
