/** Calls that run beside their caller: goroutines. The caller never waits for them and never sees them fail. */
import { calleeText } from './callee-text.ts';
import { lendReachable, moveReachable } from './disposals.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { effectOf, passByEffect } from './apply-summary.ts';
import type { Callee } from './callee.ts';
import { isInsideActivity } from './storage.ts';
import type { State } from './state.ts';

/** The states after the call has been started. */
export function runDetached(walk: Walk, state: State, call: Call, target: Callee | null): State[] {
  const { activity } = walk.run;
  const { range } = call.step;
  const subject = calleeText(walk, call.step);
  state.env.set(call.step.target, activity.values.literal(undefined).id);
  // What it releases or hands on of what it captures is its own from now on.
  moveReachable(walk, state, call.callee, 'moved', range);
  const inside =
    target !== null && target.file === activity.file && isInsideActivity(walk, target.function.id);
  if (inside) {
    for (const argument of call.arguments) moveReachable(walk, state, argument.value, 'moved', range);
    // Of those that a loop starts one after the other, one shows what each does.
    if (state.pending.some((one) => one.key === call.site)) return [state];
    state.pending = [
      ...state.pending,
      {
        closure: call.callee,
        arguments: target.function.parameters.map(() => null),
        errorFirst: null,
        key: call.site,
        owner: null,
        detached: true,
      },
    ];
    return [state];
  }
  const summary = target === null ? null : activity.summaries.of(target.file, target.function.id);
  call.arguments.forEach((argument, index) => {
    if (summary === null) lendReachable(walk, state, argument.value, range, subject);
    else passByEffect(walk, state, argument.value, effectOf(summary, index), range, subject);
  });
  // The goroutine goes on with its receiver.
  if (call.receiver !== null) lendReachable(walk, state, call.receiver, range, subject);
  return [state];
}
