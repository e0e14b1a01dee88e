/** `await`: what the promise settles with, and that it may reject. */
import type { Step } from '../flow/graph.ts';
import type { Walk } from './interpreter.ts';
import { runPending } from './pending.ts';
import { settle } from './promises.ts';
import type { State } from './state.ts';

/** target = await source. Rejections go to the handler as likely exceptions. */
export function runAwait(
  walk: Walk,
  site: string,
  state: State,
  step: Step & { readonly op: 'await' },
): State[] {
  const { run, frame } = walk;
  const source = run.read(frame, state, step.source);
  const value = run.activity.values.get(source);
  if (value.shape.kind !== 'promise') {
    if (value.shape.kind !== 'literal') {
      const rejected = state.clone();
      // What was made by the awaited call itself was not made if it rejects.
      for (const duty of run.activity.dutiesOn(source)) rejected.duties.set(duty.id, 'absent');
      walk.throwState(rejected, 'likely', { role: 'rejects', range: step.range }, null);
    }
    const type = value.type?.kind === 'promise' ? value.type.of : null;
    const result =
      value.shape.kind === 'unknown' || value.shape.kind === 'member' || value.shape.kind === 'parameter'
        ? run.activity.values.intern(`await:${site}`, { kind: 'unknown' }, { type, range: step.range }).id
        : source;
    state.env.set(step.target, result);
    return [state];
  }
  const states: State[] = [];
  // While this function waits, callbacks that were handed out run: one of them may settle the promise.
  const ready =
    state.settled.has(source) || state.pending.length === 0
      ? [state]
      : runPending(walk, state, `${site}:await`);
  for (const before of ready) {
    for (const outcome of settle(walk, before, source, site)) {
      if (outcome.fulfilled) {
        outcome.state.env.set(step.target, outcome.value);
        states.push(outcome.state);
      } else walk.throwState(outcome.state, 'certain', { role: 'rejects', range: step.range }, outcome.value);
    }
  }
  return states;
}
