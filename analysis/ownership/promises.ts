/** Promises: how they settle, and the chains that continue them. */
import { weaker, type State } from './state.ts';
import type { Walk } from './interpreter.ts';
import { callValue } from './invoke.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { ValueId } from './values.ts';

/** One way in which a promise settles. The state is the path on which it does. */
export interface Outcome {
  readonly state: State;
  readonly fulfilled: boolean;
  readonly value: ValueId;
}

/** How deep chains are followed. */
const maxChain = 24;

/** All ways in which the promise may settle from this state (which is consumed). Settles once per path. */
export function settle(walk: Walk, state: State, promise: ValueId, site: string, depth = 0): Outcome[] {
  const { run } = walk;
  const { values } = run.activity;
  const known = state.settled.get(promise);
  if (known !== undefined) return [{ state, fulfilled: known.fulfilled, value: known.value }];
  const shape = values.get(promise).shape;
  if (shape.kind !== 'promise') return settleUnknown(walk, state, promise, site);
  if (depth > maxChain) return [{ state, fulfilled: true, value: shape.inner }];
  const { chain } = shape;
  if (chain === null) return remember(promise, settleBase(walk, state, shape.inner, site));
  const outcomes: Outcome[] = [];
  if (chain.how === 'then' || chain.how === 'finally') {
    for (const before of settle(walk, state, chain.of, site, depth + 1))
      outcomes.push(...continueChain(walk, before, chain, `${site}:${promise}`, depth));
  } else if (chain.how === 'all')
    outcomes.push(...settleAll(walk, state, chain.of, `${site}:${promise}`, depth));
  else {
    // `race`, `allSettled`, `any`: which element comes out, and in what form, is not followed.
    for (const duty of reachableDuties(run.activity, state, chain.of)) state.duties.set(duty, 'moved');
    outcomes.push(...settleBase(walk, state, shape.inner, site));
  }
  return remember(promise, outcomes);
}

function remember(promise: ValueId, outcomes: Outcome[]): Outcome[] {
  for (const outcome of outcomes)
    outcome.state.settled.set(promise, { fulfilled: outcome.fulfilled, value: outcome.value });
  return outcomes;
}

/** The promise of a call: fulfilled with the resource, or rejected without one. */
function settleBase(walk: Walk, state: State, inner: ValueId, site: string): Outcome[] {
  const rejected = state.clone();
  for (const duty of walk.run.activity.dutiesOn(inner)) {
    if (state.duties.get(duty.id) === 'promised') {
      state.duties.set(duty.id, 'held');
      rejected.duties.set(duty.id, 'absent');
    }
  }
  for (const duty of reachableDuties(walk.run.activity, state, inner)) {
    if (state.duties.get(duty) === 'promised') {
      state.duties.set(duty, 'held');
      rejected.duties.set(duty, 'absent');
    }
  }
  return [{ state, fulfilled: true, value: inner }, reject(walk, rejected, site)];
}

function settleUnknown(walk: Walk, state: State, promise: ValueId, site: string): Outcome[] {
  const rejected = state.clone();
  const held = walk.run.activity.dutiesOn(promise).length > 0;
  for (const duty of walk.run.activity.dutiesOn(promise))
    if (duty.paired) rejected.duties.set(duty.id, 'absent');
  const value = held
    ? promise
    : walk.run.activity.values.intern(`settled:${promise}`, { kind: 'unknown' }).id;
  return [{ state, fulfilled: true, value }, reject(walk, rejected, site)];
}

function reject(walk: Walk, state: State, site: string): Outcome {
  state.evidence = weaker(state.evidence, 'likely');
  const error = walk.run.activity.values.intern(`rejection:${site}`, { kind: 'unknown' });
  return { state, fulfilled: false, value: error.id };
}

function continueChain(
  walk: Walk,
  before: Outcome,
  chain:
    | { readonly how: 'then'; readonly fulfilled: ValueId | null; readonly rejected: ValueId | null }
    | { readonly how: 'finally'; readonly handler: ValueId },
  site: string,
  depth: number,
): Outcome[] {
  if (chain.how === 'finally') {
    const results = callValue(
      walk,
      before.state,
      chain.handler,
      [],
      `${site}:finally${before.fulfilled ? '+' : '-'}`,
    );
    return results.map((result) =>
      result.thrown
        ? { state: result.state, fulfilled: false, value: result.value }
        : { state: result.state, fulfilled: before.fulfilled, value: before.value },
    );
  }
  const handler = before.fulfilled ? chain.fulfilled : chain.rejected;
  if (handler === null) return [before];
  if (!before.fulfilled) before.state.errorPath = true;
  const outcomes: Outcome[] = [];
  for (const result of callValue(
    walk,
    before.state,
    handler,
    [before.value],
    `${site}:${before.fulfilled ? 'then' : 'catch'}`,
  )) {
    if (result.thrown) outcomes.push({ state: result.state, fulfilled: false, value: result.value });
    else if (walk.run.activity.values.get(result.value).shape.kind === 'promise')
      outcomes.push(...settle(walk, result.state, result.value, `${site}:inner`, depth + 1));
    else outcomes.push({ state: result.state, fulfilled: true, value: result.value });
  }
  return outcomes;
}

/** `Promise.all`: fulfilled with all, or rejected by one while siblings may have succeeded. */
function settleAll(walk: Walk, state: State, array: ValueId, site: string, depth: number): Outcome[] {
  const { activity } = walk.run;
  const elements: { readonly key: string; readonly value: ValueId }[] = [];
  const prefix = `${array}.`;
  for (const [key, value] of state.fields)
    if (key.startsWith(prefix)) elements.push({ key: key.slice(prefix.length), value });
  const result = activity.values.intern(`all:${site}`, { kind: 'array' });
  let done: State[] = [state];
  const rejected: Outcome[] = [];
  for (const element of elements) {
    const next: State[] = [];
    for (const current of done) {
      for (const outcome of settle(walk, current, element.value, `${site}.${element.key}`, depth + 1)) {
        if (outcome.fulfilled) {
          outcome.state.fields.set(`${result.id}.${element.key}`, outcome.value);
          next.push(outcome.state);
        } else {
          // One of many that the same call opened: when it fails, others of them may be open.
          if (element.key === '*') loseMany(walk, outcome.state, element.value);
          rejected.push(outcome);
        }
      }
    }
    done = next.slice(0, 8);
  }
  if (elements.length === 0) return settleUnknown(walk, state, array, site);
  for (const outcome of rejected) loseSiblings(walk, outcome.state, elements);
  return [...done.map((one) => ({ state: one, fulfilled: true, value: result.id })), ...rejected.slice(0, 4)];
}

/** `Promise.all(paths.map(open))`: the same call stands for all of them. */
function loseMany(walk: Walk, state: State, element: ValueId): void {
  const { activity } = walk.run;
  const shape = activity.values.get(element).shape;
  const inner = shape.kind === 'promise' ? shape.inner : element;
  for (const duty of activity.dutiesOn(inner)) {
    activity.observations.push({
      duty: duty.id,
      what: 'partial-failure',
      status: 'held',
      evidence: weaker(state.evidence, 'likely'),
      errorPath: true,
      lentAt: [],
      implicit: false,
      trace: {
        step: { role: 'acquired', range: duty.range, subject: duty.callee },
        duty: null,
        before: null,
      },
      range: null,
    });
  }
}

/** One element rejected: what its siblings opened is held by nobody, unless they are held by variables too. */
function loseSiblings(walk: Walk, state: State, elements: readonly { readonly value: ValueId }[]): void {
  const { activity } = walk.run;
  if (!anyOpen(state)) return;
  for (const element of elements) {
    for (const duty of reachableDuties(activity, state, element.value)) {
      const status = state.duties.get(duty);
      if (status !== 'held' && status !== 'promised') continue;
      // A promise that is kept in a variable can still be awaited and closed in the handler.
      const kept = [...state.env].some(
        ([place, value]) => value === element.value && activity.file.places[place]?.kind === 'variable',
      );
      if (kept) continue;
      activity.observations.push({
        duty,
        what: 'partial-failure',
        status: 'held',
        evidence: weaker(state.evidence, 'likely'),
        errorPath: true,
        lentAt: [],
        implicit: false,
        trace: state.trace,
        range: null,
      });
      state.duties.set(duty, 'lost');
    }
  }
}
