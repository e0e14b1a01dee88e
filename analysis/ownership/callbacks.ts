/** Function arguments: when they run, and with what. */
import type { CallbackBehaviour } from '../catalogue/model.ts';
import type { FunctionInfo } from '../flow/graph.ts';
import { acquiredParameters } from './acquire.ts';
import { isCatalogued } from './calls.ts';
import { lendReachable, moveReachable } from './disposals.ts';
import { typeOfSelector, type Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { callValue } from './invoke.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { Activity, Duty } from './activity.ts';
import type { ValueId } from './values.ts';

/** Runs, defers or hands out the closures among a call's arguments; the states after the call. */
export function runCallbacks(walk: Walk, state: State, call: Call): State[] {
  const { activity } = walk.run;
  const acquired = acquiredParameters(walk, state, call);
  let states = [state];
  call.arguments.forEach((argument, index) => {
    const shape = activity.values.get(argument.value).shape;
    // A callback that is no closure of this file is somebody else's: what it is given is his.
    if (shape.kind !== 'closure') return;
    const info = activity.file.functions[shape.function];
    if (info === undefined) return;
    const mine = acquired.filter((one) => one.argument === index);
    const runs = behaviourOf(walk, state, call, index, info, mine.length > 0);
    if (runs === null) {
      // Whoever is unknown may call it at any time, or never.
      for (const one of states) lendReachable(walk, one, argument.value, call.step.range, call.method ?? '');
      return;
    }
    states = states.flatMap((one) => runCallback(walk, one, call, argument.value, info, runs, mine, index));
  });
  return states;
}

type Runs = CallbackBehaviour['runs'];

function behaviourOf(
  walk: Walk,
  state: State,
  call: Call,
  index: number,
  info: FunctionInfo,
  acquires: boolean,
): Runs | null {
  for (const entry of call.entries) {
    for (const behaviour of entry.callbacks) {
      const position =
        behaviour.argument < 0 ? call.arguments.length + behaviour.argument : behaviour.argument;
      if (position !== index) continue;
      if (behaviour.event !== undefined) {
        const event = call.arguments[0];
        const shape = event === undefined ? null : walk.run.activity.values.get(event.value).shape;
        if (shape?.kind !== 'literal' || shape.value !== behaviour.event) continue;
      }
      return behaviour.runs;
    }
  }
  if (acquires) return 'error-first';
  // Node's convention: the last argument is a function whose first parameter is the error.
  const first = info.parameters[0]?.name ?? '';
  if (
    index === call.arguments.length - 1 &&
    isErrorName(first, info.parameters.length) &&
    (!isCatalogued(call) || info.parameters.length > 1)
  ) {
    if (call.method !== null && /^(?:on|once|addListener|catch|then|prependListener)$/.test(call.method))
      return null;
    return anyOpen(state) ? 'error-first' : null;
  }
  return null;
}

/** `e` alone is an event as often as an error; followed by a value it is an error. */
function isErrorName(name: string, parameters: number): boolean {
  return /^_?(?:err|error|er|exception)\d?$/i.test(name) || (parameters > 1 && /^_?(?:e|ex)\d?$/.test(name));
}

function runCallback(
  walk: Walk,
  state: State,
  call: Call,
  closure: ValueId,
  info: FunctionInfo,
  runs: Runs,
  acquired: ReturnType<typeof acquiredParameters>,
  index: number,
): State[] {
  const { activity } = walk.run;
  const site = `${call.site}:cb${index}`;
  if (runs === 'once-now' || runs === 'many-now') {
    const element =
      runs === 'many-now' && call.receiver !== null ? elementOf(walk, state, call, call.receiver) : null;
    const receiverType = call.receiver === null ? null : activity.values.get(call.receiver).type;
    const elementAt = call.method === 'reduce' ? 1 : 0;
    const given = info.parameters.map((_, position) => {
      if (position === elementAt && element !== null) return element;
      const type =
        position === elementAt && runs === 'many-now' && receiverType?.kind === 'container'
          ? receiverType.of
          : null;
      return activity.values.intern(`given:${site}:${position}`, { kind: 'unknown' }, { type }).id;
    });
    const bound = state.env.get(call.step.target);
    const known = new Set(activity.duties.filter((duty) => isOpen(state.duties.get(duty.id))));
    // A container that holds resources is not empty; any other may be.
    const skipped = runs === 'many-now' && element === null ? [state.clone()] : [];
    const after: State[] = [];
    for (const result of callValue(walk, state, closure, given, site)) {
      if (result.thrown) {
        walk.throwState(result.state, 'certain', { role: 'throws', range: call.step.range }, result.value);
        continue;
      }
      if (call.method === 'map' || call.method === 'flatMap') {
        const mapped = activity.values.intern(
          `mapped:${site}`,
          { kind: 'array' },
          { range: call.step.range },
        );
        result.state.fields.set(`${mapped.id}.*`, result.value);
        result.state.env.set(call.step.target, mapped.id);
      }
      // What ran in between has forgotten what only this call's function needs.
      if (bound !== undefined && !result.state.env.has(call.step.target))
        result.state.env.set(call.step.target, bound);
      noteDoubts(activity, result.state, call, known);
      after.push(result.state);
    }
    return [...skipped, ...after];
  }
  if (runs === 'many-later') {
    noteListener(walk, state, call, closure);
    // What a listener releases or hands on is its own from now on.
    moveReachable(walk, state, closure, 'moved', call.step.range);
    // Each call of a listener that is given a resource has to see to it; one call shows whether it does.
    if (acquired.length === 0) return [state];
  }
  const acquiredDuties = acquired.map((one) => one.duty);
  for (const duty of acquiredDuties) {
    state.duties.set(duty.id, 'promised');
    state.note({ role: 'acquired', range: call.step.range, subject: duty.callee });
  }
  const given = info.parameters.map(
    (_, position) =>
      releaserOf(walk, acquired, position, site) ??
      acquired.find((one) => one.parameter === position)?.duty.value ??
      givenValue(walk, call, index, position, site),
  );
  const error = acquired.find((one) => one.error !== null)?.error ?? 0;
  const errorFirst =
    runs === 'error-first' && (acquired.length === 0 || acquired.some((one) => one.error !== null))
      ? { error, acquired: acquiredDuties.map((duty) => duty.id) }
      : null;
  if (errorFirst === null) for (const duty of acquiredDuties) state.duties.set(duty.id, 'held');
  state.pending = [
    ...state.pending,
    { closure, arguments: given, errorFirst, key: site, owner: state.env.get(call.step.target) ?? null },
  ];
  return [state];
}

/** `err = retry(func() error { … })`: whether what the callback acquired is there, the call's result says too. */
function noteDoubts(activity: Activity, state: State, call: Call, before: ReadonlySet<Duty>): void {
  const result = state.env.get(call.step.target);
  if (result === undefined) return;
  for (const duty of activity.duties) {
    if (before.has(duty) || !isOpen(state.duties.get(duty.id))) continue;
    const doubted = activity.doubts.get(result) ?? new Set<DutyId>();
    activity.doubts.set(result, doubted.add(duty.id));
  }
}

/** Remembers for which event a listener takes a duty over: some events come only when all goes well. */
function noteListener(walk: Walk, state: State, call: Call, closure: ValueId): void {
  const { activity } = walk.run;
  const event = call.arguments[0];
  const shape = event === undefined ? null : activity.values.get(event.value).shape;
  const name = shape?.kind === 'literal' && typeof shape.value === 'string' ? shape.value : '';
  const of = activity.values.get(closure).shape;
  if (of.kind !== 'closure') return;
  // Also what an earlier listener has taken over already: it is theirs together.
  const taken = (activity.file.functions[of.function]?.captures ?? [])
    .filter((place) => activity.family.captureEffect(of.function, place) === 'takes')
    .flatMap((place) => activity.dutiesOn(state.env.get(place) ?? -1));
  for (const { id: duty } of taken) {
    const events = activity.listeners.get(duty) ?? new Set<string>();
    events.add(name);
    activity.listeners.set(duty, events);
  }
}

/** `release` of `(error, client, release) => …`: calling it releases, handing it on hands the client on. */
function releaserOf(
  walk: Walk,
  acquired: ReturnType<typeof acquiredParameters>,
  position: number,
  site: string,
): ValueId | null {
  const one = acquired.find((candidate) => candidate.releaser === position);
  if (one === undefined) return null;
  return walk.run.activity.values.intern(`releaser:${site}`, {
    kind: 'operation',
    operator: 'bound',
    operands: [one.duty.value],
  }).id;
}

/** A parameter whose type the catalogue knows, where the source does not annotate it. */
function givenValue(
  walk: Walk,
  call: Call,
  argument: number,
  parameter: number,
  site: string,
): ValueId | null {
  for (const entry of call.entries) {
    for (const behaviour of entry.callbacks) {
      const position =
        behaviour.argument < 0 ? call.arguments.length + behaviour.argument : behaviour.argument;
      const gives =
        position === argument ? behaviour.gives?.find((one) => one.parameter === parameter) : undefined;
      if (gives !== undefined)
        return walk.run.activity.values.intern(
          `given:${site}:${parameter}`,
          { kind: 'unknown' },
          { type: typeOfSelector(gives.type) },
        ).id;
    }
  }
  return null;
}

function elementOf(walk: Walk, state: State, call: Call, container: ValueId): ValueId | null {
  const held = walk.run.heldElements(state, container);
  if (held.length === 0 || reachableDuties(walk.run.activity, state, container).length === 0) return null;
  const operands = held.map((duty) => walk.run.activity.dutyOf(duty).value);
  return walk.run.activity.values.intern(`element:${call.site}:${operands.join(',')}`, {
    kind: 'operation',
    operator: 'element',
    operands,
  }).id;
}
