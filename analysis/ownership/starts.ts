/** Methods that make a resource live, and may fail: where they give an error nothing is held after all. */
import type { Call } from './entries.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { Value, ValueId } from './values.ts';

/** Remembers that the call's result tells whether the duty is owed. */
export function noteStart(walk: Walk, call: Call, duty: DutyId): void {
  const { activity, catalogue } = walk.run;
  const { id } = activity.dutyOf(duty).resource;
  if (!catalogue.mayFailToStart(id)) return;
  const started = activity.starts.get(call.site);
  // What one variable may hold is started by one call: which of two commands it is is known on each path.
  if (started === undefined) activity.starts.set(call.site, new Set([duty]));
  else started.add(duty);
}

/** The result of a call that has made something live. */
export function startedBy(walk: Walk, call: Call): ValueId | null {
  const { activity } = walk.run;
  const { receiver } = call;
  const started = [...(activity.starts.get(call.site) ?? [])];
  if (receiver === null || !started.some((duty) => activity.dutyOf(duty).value === receiver)) return null;
  const shape = { kind: 'operation', operator: 'starts', operands: [receiver] } as const;
  return activity.values.intern(`starts:${call.site}:${receiver}`, shape).id;
}

/** Where the value is an error, what should have started has not. */
export function endUnstarted(run: Interpreter, state: State, { shape }: Value): void {
  if (shape.kind !== 'operation' || shape.operator !== 'starts') return;
  for (const operand of shape.operands)
    for (const { id } of run.activity.dutiesOn(operand))
      if (isOpen(state.duties.get(id))) state.duties.set(id, 'absent');
}
