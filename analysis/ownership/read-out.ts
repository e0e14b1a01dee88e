/** What closes itself when it has been read to its end: the response to a request. */
import type { SelfEnd } from '../catalogue/model.ts';
import { allHold } from './arguments.ts';
import { dutiesMeant } from './disposals.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { isOpen, type DutyId, type State } from './state.ts';

/**
 * On the path on which the call comes back nothing is open any more. Nobody has given it back, though: where reading
 * fails, and on paths that do not come here, nobody closes it.
 */
export function endByReading(walk: Walk, state: State, call: Call): void {
  const { activity } = walk.run;
  if (activity.duties.length === 0) return;
  for (const duty of [...readByMethod(walk, state, call), ...readByFunction(walk, state, call)])
    if (isOpen(state.duties.get(duty))) state.duties.set(duty, 'absent');
}

/** `response.read()` */
function readByMethod(walk: Walk, state: State, call: Call): DutyId[] {
  const { run } = walk;
  const { method, receiver } = call;
  if (receiver === null) return [];
  const isMeant = (end: SelfEnd): boolean =>
    'readOutBy' in end && end.readOutBy === method && allHold(run, state, call, end.when) === true;
  return dutiesMeant(walk, state, receiver).filter((id) =>
    run.catalogue.endsOf(run.activity.dutyOf(id).resource).some(isMeant),
  );
}

/** `json.load(response)` */
function readByFunction(walk: Walk, state: State, call: Call): DutyId[] {
  return call.entries.flatMap(({ ends }) =>
    ends.flatMap(({ argument, end, resource }) => {
      const given = argument === 'any' || !('readOut' in end) ? undefined : call.arguments[argument];
      if (given === undefined) return [];
      return dutiesMeant(walk, state, given.value).filter(
        (id) => walk.run.activity.dutyOf(id).resource.id === resource.id,
      );
    }),
  );
}
