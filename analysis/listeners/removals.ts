/** Whether a removal takes a listener away: the same receiver, the same event, the same function. */
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { functionsAt } from '../trace/closures.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf, type Origin } from '../trace/origins.ts';
import { sitesOf } from '../trace/sites.ts';
import { methodOf, type Listener, type Removal } from './added.ts';

export type Match =
  | 'same'
  /** It cannot be told: silence. */
  | 'maybe'
  /** It names the receiver and the event, but surely another function. */
  | 'other'
  | 'no';

export function matches(file: FileFlow, listener: Listener, removal: Removal): Match {
  if (!listener.undo.includes(methodOf(removal.site.step) ?? '')) return 'no';
  const sameReceiver = sameThing(file, listener.receiver, removal.receiver);
  if (sameReceiver === 'no') return 'no';
  if (removal.event !== null && listener.event !== null) {
    const event = sameThing(file, listener.event, removal.event);
    if (event !== 'same') return event;
  }
  const handler = removal.handler === null ? 'same' : sameFunction(file, listener.handler, removal.handler);
  if (handler === 'same') return sameReceiver;
  return handler === 'other' && sameReceiver === 'maybe' ? 'maybe' : handler;
}

/** Whether two places surely, perhaps or surely not hold the same. */
export function sameThing(file: FileFlow, left: PlaceId, right: PlaceId): 'same' | 'maybe' | 'no' {
  const one = thingAt(file, left);
  const other = thingAt(file, right);
  if (one === other) return 'same';
  if (one.startsWith('l:') && other.startsWith('l:')) return 'no';
  if (one.startsWith('ref:global') && other.startsWith('ref:global')) return 'no';
  if (shareOrigin(file, left, right)) return 'same';
  return differ(one, other) ? 'no' : 'maybe';
}

/** `addEventListener(…)` alone and `window.addEventListener(…)` mean the same thing. */
function thingAt(file: FileFlow, place: PlaceId): string {
  const name = nameOf(file, place);
  return /^ref:global#(?:window|self|globalThis|(?:add|remove)EventListener)$/.test(name)
    ? 'ref:global#window'
    : name;
}

/** Two fields of `this`, or a field and a global, are taken for two things. */
function differ(one: string, other: string): boolean {
  const isPlain = (name: string): boolean => /^(?:this:c\d+\.[\w$#]+|ref:global#[\w$.]+|l:.*)$/.test(name);
  // What a call gives is hardly ever the process or the window.
  const isMade = (name: string): boolean => isPlain(name) || /^k\d+:\d+$/.test(name);
  return (
    (isPlain(one) && isPlain(other)) ||
    (one.startsWith('ref:global#') && isMade(other)) ||
    (other.startsWith('ref:global#') && isMade(one))
  );
}

function shareOrigin(file: FileFlow, left: PlaceId, right: PlaceId): boolean {
  const others = originsOf(file, right);
  return originsOf(file, left).some((one) => others.some((other) => sameOrigin(one, other)));
}

function sameOrigin(one: Origin, other: Origin): boolean {
  if (one.kind === 'parameter') return other.kind === 'parameter' && one.place === other.place;
  if (one.kind === 'call')
    return other.kind === 'call' && one.site.step.range.start === other.site.step.range.start;
  if (one.kind === 'literal')
    return (
      other.kind === 'literal' && one.value === other.value && one.value !== undefined && one.value !== null
    );
  if (one.kind === 'object') return other.kind === 'object' && one.step === other.step;
  return false;
}

function sameFunction(file: FileFlow, added: PlaceId, removed: PlaceId): Match {
  if (isFresh(file, removed)) return 'other';
  if (nameOf(file, added) === nameOf(file, removed)) return 'same';
  const functions = functionsAt(file, removed);
  const shared = functionsAt(file, added).some((id) => functions.includes(id));
  // A fresh `.bind(this)` is added, and the bare method removed.
  // A function that nobody else has is not the one that is removed, where it is known which that is.
  if (isFresh(file, added)) return shared ? 'other' : functions.length > 0 ? 'no' : 'maybe';
  if (shared || shareOrigin(file, added, removed)) return 'same';
  // Two functions with names of their own: the removal means a listener that is added elsewhere.
  return isClosure(file, added) && isClosure(file, removed) ? 'no' : 'maybe';
}

function isClosure(file: FileFlow, place: PlaceId): boolean {
  const origins = originsOf(file, place);
  return origins.length > 0 && origins.every((origin) => origin.kind === 'closure');
}

/** A function made in the very call: an inline closure, a fresh `.bind(this)`. Nobody else has it. */
export function isFresh(file: FileFlow, place: PlaceId): boolean {
  if (file.places[place]?.kind !== 'temporary') return false;
  const writers = sitesOf(file).writersOf(place);
  return (
    writers.length > 0 &&
    writers.every(({ step }) => step.op === 'closure' || (step.op === 'call' && step.method === 'bind'))
  );
}
