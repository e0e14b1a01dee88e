/** Values that hold one thing or nothing: who has the optional has what is in it, and its absence is the thing's. */
import type { OptionalType } from '../catalogue/model.ts';
import type { TypeReference } from '../flow/graph.ts';
import { calleeText } from './callee-text.ts';
import { dutiesMeant, lendReachable } from './disposals.ts';
import { typeSelectors, type Call } from './entries.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** What was acquired turns out to be kept in an optional, as a declaration says. */
export function noteOptional(run: Interpreter, value: ValueId, type: TypeReference | null): void {
  const { activity, catalogue } = run;
  if (type === null || activity.dutiesOn(value).length === 0) return;
  for (const selector of typeSelectors(type)) {
    const optional = catalogue.optionals.get(selector);
    if (optional !== undefined) activity.optionals.set(value, optional);
  }
}

/** The state after a method of an optional that holds something acquired; null for any other call. */
export function askOptional(walk: Walk, state: State, call: Call): State | null {
  const { receiver, method, step } = call;
  if (receiver === null || method === null || step.construct) return null;
  const optional = optionalOf(walk, receiver, method);
  if (optional === undefined || dutiesMeant(walk, state, receiver).length === 0) return null;
  if (optional.content.includes(method)) {
    // What is given instead is there where this one is not.
    for (const { value } of call.arguments)
      lendReachable(walk, state, value, step.range, calleeText(walk, step));
    state.env.set(step.target, receiver);
    return state;
  }
  const operator = optional.present.includes(method)
    ? 'is-there'
    : optional.absent.includes(method)
      ? '!'
      : null;
  if (operator !== null) {
    const shape = { kind: 'operation', operator, operands: [receiver] } as const;
    state.env.set(step.target, walk.run.activity.values.intern(`there:${call.site}:${receiver}`, shape).id);
    return state;
  }
  // The function that it is given may see to what it is called with.
  if (optional.lends.includes(method))
    lendReachable(walk, state, receiver, step.range, calleeText(walk, step));
  return null;
}

/** What the receiver is declared as, or what only an optional is asked. */
function optionalOf({ run }: Walk, receiver: ValueId, method: string): OptionalType | undefined {
  const declared = run.activity.optionals.get(receiver);
  if (declared !== undefined || run.activity.duties.length === 0) return declared;
  return run.catalogue.askedOfOptionals.get(method);
}
