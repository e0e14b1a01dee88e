/** Continuations: callbacks that run once after the current activation, and promise chains nobody awaits. */
import { moveDuty, moveReachable } from './disposals.ts';
import type { Walk } from './interpreter.ts';
import { callValue } from './invoke.ts';
import { fullKey } from './merge.ts';
import { settle } from './promises.ts';
import { reachableDuties } from './reach.ts';
import type { Pending, State } from './state.ts';

/** How many continuations are followed after one another on one path. */
const maxPending = 16;

/** Runs what is pending, first registered first, until nothing is; the state is consumed. */
export function runPending(walk: Walk, state: State, site: string): State[] {
  let waiting: { readonly state: State; readonly count: number }[] = [{ state, count: 0 }];
  const done: State[] = [];
  while (waiting.length > 0) {
    const next: { state: State; count: number }[] = [];
    for (const one of waiting) {
      const [first, ...rest] = one.state.pending;
      if (first === undefined) {
        done.push(one.state);
        continue;
      }
      if (one.count >= maxPending) {
        walk.run.activity.givenUp ??= { reason: 'callback-depth', range: walk.frame.function.range };
        continue;
      }
      one.state.pending = rest;
      const beside = first.detached === true ? one.state.clone() : null;
      one.state.beside = first.detached === true;
      const states = runOne(walk, one.state, first, `${site}:${first.key}`);
      for (const after of states) after.beside = false;
      if (beside !== null && states.length === 0) states.push(keptBusy(walk, beside, first));
      for (const after of states) next.push({ state: after, count: one.count + 1 });
    }
    waiting = distinct(next).slice(0, 12);
  }
  return done;
}

/** States that agree in all that counts from here on: what is run next does the same in each of them. */
function distinct<Waiting extends { readonly state: State }>(all: readonly Waiting[]): readonly Waiting[] {
  if (all.length < 2) return all;
  const found = new Map<string, Waiting>();
  for (const one of all) {
    const key = fullKey(one.state);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** A loop beside the function never ends: what it uses is in use for as long. */
function keptBusy(walk: Walk, state: State, { closure }: Pending): State {
  for (const duty of reachableDuties(walk.run.activity, state, closure, 'all'))
    moveDuty(walk, state, duty, 'moved', walk.frame.function.range, null, null);
  return state;
}

/** How often one function is followed as a continuation on one path. */
const maxRepeats = 2;

function runOne(walk: Walk, state: State, pending: Pending, site: string): State[] {
  const shape = walk.run.activity.values.get(pending.closure).shape;
  if (shape.kind === 'closure') {
    const count = state.continued.get(shape.function) ?? 0;
    // A callback that leads to itself again (a retry, a redirect): the paths out of it have been seen.
    if (count >= maxRepeats) return [];
    state.continued = new Map(state.continued).set(shape.function, count + 1);
  }
  if (walk.run.activity.values.get(pending.closure).shape.kind === 'promise') {
    return settle(walk, state, pending.closure, site).map((outcome) => {
      if (!outcome.fulfilled) outcome.state.errorPath = true;
      return outcome.state;
    });
  }
  const { values } = walk.run.activity;
  if (pending.owner !== null) {
    for (const duty of walk.run.activity.dutiesOn(pending.owner))
      if (duty.resource.discipline === 'evidence')
        moveDuty(walk, state, duty.id, 'moved', duty.range, null, null);
  }
  if (pending.errorFirst === null) {
    const given = pending.arguments.map(
      (value, index) => value ?? values.intern(`given:${site}:${index}`, { kind: 'unknown' }).id,
    );
    return callValue(walk, state, pending.closure, given, site).map((result) => {
      // The clean-up function that an effect returns runs when its owner goes.
      if (walk.run.activity.values.get(result.value).shape.kind === 'closure')
        moveReachable(walk, result.state, result.value, 'returned', walk.frame.function.range);
      return result.state;
    });
  }
  const { error, acquired } = pending.errorFirst;
  const failed = state.clone();
  const success = pending.arguments.map((value, index) =>
    index === error
      ? values.literal(null).id
      : (value ?? values.intern(`given:${site}:${index}`, { kind: 'unknown' }).id),
  );
  for (const duty of acquired) if (state.duties.get(duty) === 'promised') state.duties.set(duty, 'held');
  const states = callValue(walk, state, pending.closure, success, `${site}:ok`).map((result) => result.state);
  for (const duty of acquired) failed.duties.set(duty, 'absent');
  const errorValue = values.intern(`error:${site}`, { kind: 'object' });
  const failure = pending.arguments.map((_, index) =>
    index === error ? errorValue.id : values.literal(undefined).id,
  );
  failed.errorPath = true;
  const closure = values.get(pending.closure).shape;
  const info = closure.kind === 'closure' ? walk.run.activity.file.functions[closure.function] : undefined;
  if (info !== undefined)
    failed.note({ role: 'callback', range: info.parameters[error] === undefined ? info.range : info.body });
  states.push(
    ...callValue(walk, failed, pending.closure, failure, `${site}:error`).map((result) => result.state),
  );
  return states;
}
