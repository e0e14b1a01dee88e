/**
 * Maps that keep what they are given unless something is there already, and say which of the two it was:
 * `actual, loaded := cache.LoadOrStore(key, value)`. Where nothing was there, the map has the value, and gives it;
 * where something was, it gives that, and the value is still the caller's.
 */
import { moveReachable } from './disposals.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { isMade } from './makers.ts';
import { reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** Has the map keep what it is given; gives the state in which it does not, where the caller asks which it is. */
export function keepUnlessThere(walk: Walk, state: State, call: Call): State | null {
  const { activity } = walk.run;
  const given = keptBy(call);
  const owed = given === null ? [] : reachableDuties(activity, state, given);
  if (given === null || owed.length === 0) return null;
  // Who does not ask knows that nothing was there. What the project makes on trial it knows to leave, too.
  const isOnTrial = owed.every((duty) => isMade(activity.dutyOf(duty).resource));
  const refused = call.step.discarded || isOnTrial ? null : state.clone();
  moveReachable(walk, state, given, 'moved', call.step.range);
  // Nothing is said of a result that may be either.
  if (refused === null) return null;
  answer(walk, state, call, given, false);
  const there = activity.values.intern(`there:${call.site}`, { kind: 'unknown' }, { range: call.step.range });
  answer(walk, refused, call, there.id, true);
  return refused;
}

/** What the map may keep. */
function keptBy(call: Call): ValueId | null {
  for (const { sinks } of call.entries)
    for (const { effect, argument } of sinks)
      if (effect === 'keeps' && argument !== 'any') return call.arguments[argument]?.value ?? null;
  return null;
}

/** The two results: what is in the map now, and whether it was there before. */
function answer(walk: Walk, state: State, call: Call, actual: ValueId, loaded: boolean): void {
  const { values } = walk.run.activity;
  const result = values.intern(
    `keeps:${call.site}:${String(loaded)}`,
    { kind: 'object' },
    { range: call.step.range },
  );
  state.fields.set(`${result.id}.0`, actual);
  state.fields.set(`${result.id}.1`, values.literal(loaded).id);
  state.env.set(call.step.target, result.id);
}
