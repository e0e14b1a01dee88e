/** Calls that say by `true` or `false` what is to become of the other arguments: `copy(in, out, true)`. */
import type { FunctionInfo } from '../flow/graph.ts';
import { effectOf } from './apply-summary.ts';
import type { Call } from './entries.ts';
import type { Interpreter } from './interpreter.ts';
import { literalOf } from './known.ts';
import { reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { FunctionSummary, Switches } from './summary.ts';

/**
 * What the call gives as `true` or `false`; null where that tells nothing more: only where the function does one thing
 * on some ways and another on others with what is owed here, it is worth running it once more.
 */
export function switchesOf(
  run: Interpreter,
  state: State,
  call: Call,
  { parameters }: FunctionInfo,
  summary: FunctionSummary,
): Switches | null {
  if (call.arguments.some(({ spread }) => spread)) return null;
  const given = parameters.map(({ rest }, index) => {
    const argument = call.arguments[index];
    const literal = rest || argument === undefined ? null : literalOf(run, state, argument.value);
    return typeof literal?.value === 'boolean' ? literal.value : null;
  });
  if (given.every((one) => one === null)) return null;
  const isUndecided = call.arguments.some(
    ({ value }, index) =>
      effectOf(summary, index) === 'mixed' && reachableDuties(run.activity, state, value).length > 0,
  );
  return isUndecided ? given : null;
}
