/**
 * Two events of which one comes: `bus.once('ready', resolve); bus.once('error', reject)`. Each is heard once, so the
 * other listener stays behind on whatever goes on living, and every wait adds one more.
 */
import type { FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { isExecutor } from '../settling/index.ts';
import { settlersOf, type Settlers } from '../settling/settlers.ts';
import { functionsAt } from '../trace/closures.ts';
import { stringAt } from '../trace/literals.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** After one of these the receiver is gone, and its listeners with it. */
const last =
  /^(?:end|finish|close|closed|exit|error|destroy|disconnect|timeout|abort|aborted|stop|response|done|complete)$/;
/** The other side: what is heard in case it goes wrong. */
const failing = /^(?:error|timeout|abort|close|end|disconnect|exit|\w+[eE]rror|\w+:error|failed|failure)$/;

/** The listeners that are left behind when the other event comes first, one of each wait. */
export function rivalsOf(file: FileFlow): readonly CallSite[] {
  const found: CallSite[] = [];
  for (const [id, groups] of candidatesOf(file)) {
    const settlers = isExecutor(file, id) ? settlersOf(file, id) : null;
    for (const group of groups.values()) {
      const left = leftBehind(file, group, settlers);
      if (left !== null) found.push(left);
    }
  }
  return found;
}

/** Functions that listen to the same receiver twice, by the receiver's name. */
function candidatesOf(file: FileFlow): ReadonlyMap<FunctionId, ReadonlyMap<string, readonly CallSite[]>> {
  const found = new Map<FunctionId, Map<string, CallSite[]>>();
  for (const site of sitesOf(file).calls) {
    const { step } = site;
    if (step.receiver === undefined || step.arguments.length !== 2 || step.construct) continue;
    if (step.method !== 'once' && step.method !== 'on' && step.method !== 'addListener') continue;
    const groups = found.get(site.function) ?? new Map<string, CallSite[]>();
    found.set(site.function, groups);
    const name = nameOf(file, step.receiver);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    // Code of a `finally` is there several times.
    if (!group.some((one) => one.step.range.start === step.range.start)) group.push(site);
  }
  return found;
}

function leftBehind(file: FileFlow, group: readonly CallSite[], settlers: Settlers | null): CallSite | null {
  const answering = group.filter((site) =>
    settlers === null ? site.step.method === 'once' : settles(file, settlers, site),
  );
  // Whoever listens to more than the two rivals has a longer interest in the thing.
  if (answering.length < 2 || (settlers === null && group.length !== 2)) return null;
  const fails = answering.find((site) => failing.test(eventOf(file, site) ?? ''));
  const comes = answering.find((site) => site !== fails && !last.test(eventOf(file, site) ?? ''));
  if (fails === undefined || comes === undefined || eventOf(file, comes) === 'listening') return null;
  const { receiver } = comes.step;
  if (receiver === undefined || !isHandedIn(file, receiver) || isEndedOrUnheard(file, receiver)) return null;
  return fails;
}

function eventOf(file: FileFlow, { step }: CallSite): string | null {
  const [event] = step.arguments;
  return event === undefined ? null : stringAt(file, event.value);
}

function settles(file: FileFlow, settlers: Settlers, { step }: CallSite): boolean {
  const handler = step.arguments[1];
  if (handler === undefined) return false;
  if (settlers.has(handler.value)) return true;
  return functionsAt(file, handler.value).some((id) =>
    sitesOf(file)
      .callsIn(id)
      .some((site) => settlers.has(site.step.callee)),
  );
}

/** It was there before, and is when this is over: `this`, what came in by a parameter, what is kept from there. */
function isHandedIn(file: FileFlow, receiver: PlaceId): boolean {
  const origins = originsOf(file, receiver).filter((origin) => origin.kind !== 'literal');
  return (
    origins.length > 0 &&
    origins.every((origin) => {
      if (origin.kind === 'parameter' || origin.kind === 'this') return true;
      return origin.kind === 'member' && isHandedIn(file, origin.object);
    })
  );
}

/** Somebody ends it, or takes listeners away from it: one that is over needs nothing. */
function isEndedOrUnheard(file: FileFlow, receiver: PlaceId): boolean {
  const name = nameOf(file, receiver);
  return sitesOf(file).calls.some(
    ({ step }) =>
      step.receiver !== undefined &&
      nameOf(file, step.receiver) === name &&
      typeof step.method === 'string' &&
      (/^(?:off|remove\w*)$/.test(step.method) || (isReleaseVerb(step.method) && !name.startsWith('this:'))),
  );
}
