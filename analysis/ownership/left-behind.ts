/** What a function that was run in place leaves behind for nobody: the path to its loss ends where it is left. */
import type { SourceRange } from '../flow/graph.ts';
import type { Activity, Frame } from './activity.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { DutyId, State } from './state.ts';
import type { ValueId } from './values.ts';

/** A way out of a function. */
export interface WayOut {
  readonly range: SourceRange;
  readonly implicit: boolean;
}

/**
 * Says on the path where the function was left, of what it opened itself and nobody can get to now that its own
 * variables are gone. What comes after that, in functions around it, tells nothing of the loss.
 */
export function noteLeftBehind(
  activity: Activity,
  { function: { range, id } }: Frame,
  state: State,
  value: ValueId,
  way: WayOut & { readonly last: boolean },
): void {
  if (!anyOpen(state)) return;
  const own = activity.duties.filter(
    (duty) =>
      state.duties.get(duty.id) === 'held' &&
      (duty.function === id || (range.start <= duty.range.start && duty.range.end <= range.end)),
  );
  if (own.length === 0) return;
  const kept = dutiesInReach(activity, state, value);
  for (const duty of own)
    if (!kept.has(duty.id))
      state.note(
        { role: way.implicit ? 'ends' : 'returns', range: way.range, ...(way.last && { last: true }) },
        duty.id,
      );
}

/** What can be got to by way of the result and of variables: what is in a field of something else is no longer held. */
function dutiesInReach(activity: Activity, state: State, value: ValueId): ReadonlySet<DutyId> {
  const roots = new Set<ValueId>([value]);
  state.env.forEach((held) => {
    roots.add(held);
  });
  return new Set([...roots].flatMap((root) => reachableDuties(activity, state, root, 'all')));
}
