/** Things that their owner gives to whoever asks: the stream of a connection is the same each time. */
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** What the receiver has given at another call on this path, and gives again here; null if that is not known. */
export function givenBefore(walk: Walk, state: State, { receiver, step, entries }: Call): ValueId | null {
  if (receiver === null) return null;
  const ids = entries
    .flatMap(({ acquisitions }) => acquisitions)
    .flatMap(({ sameAgain, resource }) => (sameAgain === true ? [resource] : []));
  if (ids.length === 0) return null;
  const before = walk.run.activity.duties.find(
    (duty) =>
      ids.includes(duty.resource.id) &&
      duty.within === receiver &&
      // The same call in another round is one on another receiver, mostly.
      duty.range.start !== step.range.start &&
      state.duties.has(duty.id),
  );
  return before?.value ?? null;
}
