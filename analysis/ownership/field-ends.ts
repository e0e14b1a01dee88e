/** Where what a field holds is closed: on each ordinary way that goes on from a call, or anywhere in the file. */
import type { CallStep, FileFlow, FunctionId, PlaceId, Step, Terminator } from '../flow/graph.ts';
import { nameOf } from '../trace/names.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { targetsOf } from './order.ts';
import { isPairingVerb } from './verbs.ts';

/** The name that all mentions of the field share, if the place holds what a field of the instance or class does. */
export function fieldAt(file: FileFlow, place: PlaceId): string | null {
  const name = nameOf(file, place);
  if (/^this:c\d+\.\w+$/.test(name)) return name;
  const info = file.places[place];
  return info?.kind === 'variable' && info.declaredIn === 0 && info.declaration === 'local' ? name : null;
}

/** What the step puts into the field, if it does. */
export function filling(file: FileFlow, step: Step, field: string): PlaceId | null {
  if (step.op === 'store')
    return `${nameOf(file, step.object)}.${step.key ?? ''}` === field ? step.value : null;
  const isStatic = step.op === 'copy' && fieldAt(file, step.target) === field;
  return isStatic && nameOf(file, step.target) === field ? step.source : null;
}

/** Whether anything in the file closes what the field holds. */
export function isClosedSomewhere(file: FileFlow, field: string): boolean {
  return sitesOf(file).calls.some(({ step }) => closes(file, step, field));
}

/** Whether the function closes it on all ordinary ways from the call on, before it fills the field anew. */
export function isClosedAfter(
  file: FileFlow,
  { function: id, block, index }: CallSite,
  field: string,
): boolean {
  return isClosedFrom(file, { id, block, index: index + 1 }, field, maxHops);
}

/** How many methods that close it for another are looked through. */
const maxHops = 2;

interface Start {
  readonly id: FunctionId;
  readonly block: number;
  readonly index: number;
}

function isClosedFrom(file: FileFlow, { id, block, index }: Start, field: string, hops: number): boolean {
  const { blocks } = file.graph(id);
  const seen = new Set<number>();
  const starts: { readonly at: number; readonly from: number }[] = [{ at: block, from: index }];
  for (const { at, from } of starts) {
    const { steps, terminator } = blocks[at] ?? {};
    if (steps === undefined || terminator === undefined) return false;
    const said = firstSaid(file, steps.slice(from), field, hops);
    if (said === 'closed') continue;
    if (said === 'filled' || terminator.kind === 'return') return false;
    // Who leaves by an exception takes no ordinary way; who comes back to a block has been asked there.
    for (const next of waysOn(file, terminator, field)) {
      if (seen.has(next)) continue;
      seen.add(next);
      starts.push({ at: next, from: 0 });
    }
  }
  return true;
}

/** Which comes first: it is closed, or something new is put there. */
function firstSaid(
  file: FileFlow,
  steps: readonly Step[],
  field: string,
  hops: number,
): 'closed' | 'filled' | null {
  for (const step of steps) {
    if (isEnd(file, step, field, hops)) return 'closed';
    if (filling(file, step, field) !== null) return 'filled';
  }
  return null;
}

/** Where it is null there is nothing to be closed. */
function waysOn(file: FileFlow, end: Terminator, field: string): readonly number[] {
  const isNullTest =
    end.kind === 'branch' &&
    end.condition.kind === 'equals' &&
    end.condition.literal === null &&
    nameOf(file, end.condition.place) === field;
  return isNullTest ? [end.otherwise] : targetsOf(end);
}

/** It is closed here, or by a method of the same instance that does so. */
function isEnd(file: FileFlow, step: Step, field: string, hops: number): boolean {
  if (step.op === 'release') return nameOf(file, step.place) === field;
  if (step.op !== 'call') return false;
  if (closes(file, step, field)) return true;
  const { reference, receiver } = step;
  if (hops === 0 || reference?.kind !== 'function') return false;
  if (receiver !== undefined && file.places[receiver]?.kind !== 'this') return false;
  return isClosedFrom(file, { id: reference.function, block: 0, index: 0 }, field, hops - 1);
}

function closes(file: FileFlow, { method, receiver, arguments: given }: CallStep, field: string): boolean {
  if (typeof method !== 'string') return false;
  if (receiver !== undefined && isPairingVerb(method) && nameOf(file, receiver) === field) return true;
  return /^close/.test(method) && given.some(({ value }) => nameOf(file, value) === field);
}
