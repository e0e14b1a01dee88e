/** Calls whose answer tells that something is over: `rows.Next()`, `connection.isClosed()`, `timedOut.get()`. */
import type { Call } from './entries.ts';
import { dutiesMeant } from './disposals.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { Value, ValueId } from './values.ts';

/** The answer of such a call, which a branch learns from; null for any other call. */
export function answerOf(walk: Walk, state: State, call: Call): ValueId | null {
  const { receiver, method } = call;
  if (receiver === null || method === null) return null;
  const operator = operatorOf(walk, state, call, receiver, method);
  if (operator === null) return null;
  const shape = { kind: 'operation', operator, operands: [receiver] } as const;
  return walk.run.activity.values.intern(`asked:${call.site}:${receiver}`, shape).id;
}

function operatorOf(
  walk: Walk,
  state: State,
  call: Call,
  receiver: ValueId,
  method: string,
): 'exhausts' | 'is-over' | 'is-live' | 'flag-of-end' | null {
  const { activity, catalogue } = walk.run;
  // Where it gives nothing more, what it reads has closed itself.
  const exhausting = dutiesMeant(walk, state, receiver).some((duty) =>
    catalogue
      .endsOf(activity.dutyOf(duty).resource)
      .some((end) => 'exhausted' in end && end.exhausted === method),
  );
  if (exhausting) return 'exhausts';
  if (asksLiveness.test(method) && holdsSomething(walk, receiver)) return 'is-over';
  if (asksForLife.test(method) && holdsSomething(walk, receiver)) return 'is-live';
  return readsFlag.test(method) && over.test(receiverName(activity.file.text, call)) ? 'flag-of-end' : null;
}

/** It is owed itself, or something lives inside it: the rows of a connection that was closed are. */
function holdsSomething({ run: { activity } }: Walk, value: ValueId): boolean {
  return (
    activity.dutiesOn(value).length > 0 || activity.duties.some((duty) => activity.isWithin(duty, value))
  );
}

/** `timedOut` of `this.timedOut.get()`. */
function receiverName(text: string, { step }: Call): string {
  return /(\w+)\s*\.\s*$/.exec(text.slice(step.range.start, step.nameRange.start))?.[1] ?? '';
}

const asksLiveness = /^is_?(?:closed|destroyed|disposed|released|shutdown|terminated)$/i;
const asksForLife = /^is_?(?:open|connected)$/i;
/** How flags are read that several threads share. */
const readsFlag = /^(?:get|getPlain|getAcquire|is_?set|load|Load)$/;

const over =
  /^_*(?:is|has|was|already)?_?(?:done|finished|closed|closing|ended|destroyed|aborted|settled|cancell?ed|disposed|stopped|stopping|resolved|rejected|called|completed|timedOut|terminated|released|responded|shuttingDown)$/i;

/**
 * `if (finished) return`: a flag of somebody outside says that all is over. Who set it has seen to what was
 * open then, as far as this function can know.
 */
export function saysOver(run: Interpreter, value: Value): boolean {
  if (value.shape.kind === 'member') return over.test(value.shape.key);
  const place = value.place === null ? undefined : run.activity.file.places[value.place];
  return value.shape.kind === 'unknown' && place?.kind === 'variable' && over.test(place.name);
}
