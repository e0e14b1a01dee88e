/** Leaving a frame: what only the finished run could see is forgotten, so that states that agree meet. */
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import type { Activity, Frame } from './activity.ts';
import { noteLeftBehind, type WayOut } from './left-behind.ts';
import { coreKey, fullKey, mergeStates } from './merge.ts';
import type { State } from './state.ts';
import type { CallResult } from './invoke.ts';
import type { ValueId } from './values.ts';

/** How a run ended: with what, and where it was left, if not by an exception. */
export interface Ending extends CallResult {
  readonly way: WayOut | null;
}

/** The results of a finished run, without its own variables, equal ones once, too many merged. */
export function leaveFrame(activity: Activity, frame: Frame, endings: readonly Ending[]): CallResult[] {
  const distinct = new Map<string, CallResult>();
  const last = Math.max(...endings.map(({ way }) => way?.range.start ?? -1));
  for (const { way, ...result } of endings) {
    endFailure(activity, frame, result.state);
    forgetLocals(activity, frame, result.state, result.value);
    if (way !== null) {
      const isLast = way.implicit || way.range.start === last;
      noteLeftBehind(activity, frame, result.state, result.value, { ...way, last: isLast });
    }
    const key = `${result.thrown ? 't' : 'r'}${result.value}#${fullKey(result.state)}`;
    if (!distinct.has(key)) distinct.set(key, result);
  }
  if (distinct.size <= Math.ceil(activity.precision / 2)) return [...distinct.values()];
  const merged = new Map<string, CallResult>();
  for (const result of distinct.values()) {
    const key = `${result.thrown ? 't' : 'r'}#${coreKey(result.state)}`;
    const earlier = merged.get(key);
    if (earlier === undefined) {
      merged.set(key, result);
      continue;
    }
    const value =
      earlier.value === result.value
        ? result.value
        : activity.values.intern(`phi:${frame.id}:${result.thrown ? 't' : 'r'}`, { kind: 'unknown' }).id;
    // A result that carries a resource is not traded for an unknown one.
    const kept =
      activity.dutiesOn(earlier.value).length > 0
        ? earlier.value
        : activity.dutiesOn(result.value).length > 0
          ? result.value
          : value;
    merged.set(key, {
      state: mergeStates(activity, `${frame.id}:exit`, earlier.state, result.state),
      thrown: result.thrown,
      value: kept,
    });
  }
  return [...merged.values()];
}

/** What failed in the function has been seen to when it is left. */
function endFailure(activity: Activity, frame: Frame, state: State): void {
  if (state.beyond?.graph !== activity.file.graph(frame.function.id)) return;
  state.failing = false;
  state.beyond = null;
}

function forgetLocals(activity: Activity, frame: Frame, state: State, value: ValueId): void {
  const captured = capturedPlaces(activity.file);
  const held = new Set<ValueId>([value, ...state.fields.values()]);
  state.env.forEach((holds, place) => {
    const info = activity.file.places[place];
    if (info === undefined) {
      held.add(holds);
      return;
    }
    const local =
      info.kind === 'temporary'
        ? !isLiveElsewhere(frame, activity, place)
        : 'declaredIn' in info && info.declaredIn === frame.function.id;
    if (local && !captured.has(place)) state.env.delete(place);
    else held.add(holds);
  });
  for (const fact of state.facts.keys()) {
    const { shape } = activity.values.get(fact);
    if (held.has(fact) || shape.kind === 'parameter' || shape.kind === 'resource') continue;
    if (
      shape.kind === 'member' &&
      (held.has(shape.object) || activity.values.get(shape.object).shape.kind === 'this')
    )
      continue;
    if (shape.kind === 'unknown' && activity.values.get(fact).place !== null) continue;
    state.facts.delete(fact);
  }
}

/** Temporaries of the callers are still wanted; those of the finished graph are not. */
function isLiveElsewhere(frame: Frame, activity: Activity, place: PlaceId): boolean {
  return !ownTemporaries(activity.file, frame.function.id).has(place);
}

const temporaries = new WeakMap<FileFlow, Map<number, ReadonlySet<PlaceId>>>();

function ownTemporaries(file: FileFlow, id: number): ReadonlySet<PlaceId> {
  let byFunction = temporaries.get(file);
  if (byFunction === undefined) {
    byFunction = new Map();
    temporaries.set(file, byFunction);
  }
  let own = byFunction.get(id);
  if (own === undefined) {
    const found = new Set<PlaceId>();
    for (const block of file.graph(id).blocks)
      for (const step of block.steps) if ('target' in step) found.add(step.target);
    own = found;
    byFunction.set(id, own);
  }
  return own;
}

const captures = new WeakMap<FileFlow, ReadonlySet<PlaceId>>();

function capturedPlaces(file: FileFlow): ReadonlySet<PlaceId> {
  let known = captures.get(file);
  if (known === undefined) {
    known = new Set(file.functions.flatMap((info) => info.captures));
    captures.set(file, known);
  }
  return known;
}
