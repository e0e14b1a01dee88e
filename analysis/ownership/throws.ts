/** Which calls throw, and how likely: only evidence makes an exception path worth a finding. */
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { calleeText } from './callee-text.ts';
import { isOpen, type State } from './state.ts';

/**
 * Sends a state on its way to the handler if the call may throw. The acquiring call's own exception carries
 * nothing: the edge leaves before anything is acquired.
 */
export function throwEdge(walk: Walk, state: State, call: Call): void {
  const { range } = call.step;
  let throws: 'never' | 'likely' | 'documented' | null = null;
  for (const entry of call.entries)
    for (const behaviour of entry.behaviours) throws = behaviour.throws ?? throws;
  if (throws === 'never') return;
  if (throws === null && usesHeld(walk, state, call)) throws = 'likely';
  // An awaited call rejects at its `await`; a call whose result is a promise does not throw itself.
  if (throws === 'documented') {
    walk.throwState(
      state.clone(),
      'proven',
      { role: 'throws', range, subject: calleeText(walk, call.step) },
      null,
    );
    return;
  }
  if (throws === 'likely' && !call.step.awaited) {
    walk.throwState(
      state.clone(),
      'likely',
      { role: 'throws', range, subject: calleeText(walk, call.step) },
      null,
    );
    return;
  }
  walk.possibleThrow(state, range);
}

/** Whether the call is on or with something held, in a language that tells failures by exceptions. */
function usesHeld(walk: Walk, state: State, call: Call): boolean {
  const { activity, catalogue } = walk.run;
  if (!catalogue.usesThrow || activity.duties.length === 0) return false;
  // Who only keeps it does nothing with it.
  if (call.entries.some(({ sinks }) => sinks.some(({ effect }) => effect !== 'borrows'))) return false;
  const used = call.arguments.map((argument) => argument.value);
  if (call.receiver !== null) used.push(call.receiver);
  return used.some((value) => activity.dutiesOn(value).some((duty) => isOpen(state.duties.get(duty.id))));
}
