/** Catalogued sinks: what a known callee does with a resource that it is given. */
import type { Sink } from '../catalogue/model.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { isEndedWhenAskedBack } from '../trace/asked-back.ts';
import { allHold } from './arguments.ts';
import { dutiesMeant, lendReachable, moveReachable, releaseValue, setWorking } from './disposals.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { isAcquiring } from './call-results.ts';
import { calleeText } from './callee-text.ts';
import { isKeeper, reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** The sink that speaks of the argument, or null when the catalogue is silent. */
export function sinkOf(walk: Walk, state: State, call: Call, index: number): Sink | null {
  for (const entry of call.entries) {
    for (const sink of entry.sinks) {
      const position =
        sink.argument === 'any'
          ? index
          : sink.argument < 0
            ? call.arguments.length + sink.argument
            : sink.argument;
      if (position !== index) continue;
      const answer = allHold(walk.run, state, call, sink.when);
      if (answer === true) return sink;
      // An undecided condition: the callee may take over, so nothing is said.
      if (answer === 'unknown') return { ...sink, effect: 'owns' };
    }
    if (entry.releases.some((release) => release.argument === index))
      return { call: '', argument: index, effect: 'releases' };
  }
  return null;
}

export function applySink(walk: Walk, state: State, call: Call, value: ValueId, sink: Sink): void {
  switch (sink.effect) {
    case 'borrows':
      if (isAskedBack(walk, call, value, sink)) moveReachable(walk, state, value, 'moved', call.step.range);
      setWorking(walk, state, value);
      return;
    case 'views':
    case 'returns':
    // Whether it is kept goes with what the call gives.
    case 'keeps':
      return;
    case 'releases':
      if (!releaseValue(walk, state, value, call.step.range)) {
        for (const duty of reachableDuties(walk.run.activity, state, value))
          releaseValue(walk, state, walk.run.activity.dutyOf(duty).value, call.step.range);
      }
      return;
    case 'owns':
      // Who closes a cursor in time leaves its connection open.
      if (isKeeper(walk.run.activity, value)) return;
      moveReachable(walk, state, value, 'moved', call.step.range);
      return;
    case 'wraps':
      // The wrapper closes the wrapped; if the wrapper is itself a resource, it carries the duty on. Else it is an alias.
      if (isAcquiring(walk, state, call)) moveReachable(walk, state, value, 'moved', call.step.range);
      else if (dutiesMeant(walk, state, value).length === 0)
        lendReachable(walk, state, value, call.step.range, calleeText(walk, call.step));
      return;
  }
}

/** Whether it is ended by way of who is given it here. */
function isAskedBack({ run }: Walk, { step }: Call, value: ValueId, { askedBack }: Sink): boolean {
  if (askedBack === undefined) return false;
  const { activity } = run;
  const isReturned = [step.receiver, step.target].some(
    (place) => place !== undefined && aliasesOf(activity.file, place).returnedBy.length > 0,
  );
  return (
    isReturned ||
    activity.dutiesOn(value).some(({ resource }) => isEndedWhenAskedBack(activity.file, askedBack, resource))
  );
}
