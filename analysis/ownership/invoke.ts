/**
 * Calls of functions whose code is at hand. Functions inside the activity's root share its variables and are
 * run in place; all others are applied by their summary.
 */
import type { FunctionInfo } from '../flow/graph.ts';
import type { Frame } from './activity.ts';
import { calleeText } from './callee-text.ts';
import { givesOut } from './candidates.ts';
import { lendReachable, moveReachable } from './disposals.ts';
import type { Call } from './entries.ts';
import { leaveFrame, type Ending } from './frames.ts';
import { Interpreter, type Walk } from './interpreter.ts';
import { endsReceiver } from './makers.ts';
import { isInsideActivity } from './storage.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

import { switchesOf } from './switches.ts';
import { applySummary, effectOf, passByEffect } from './apply-summary.ts';
import type { Callee } from './callee.ts';

/** How deep functions are run in place. */
const maxDepth = 7;

/** One way in which a call ends. */
export interface CallResult {
  readonly state: State;
  readonly thrown: boolean;
  readonly value: ValueId;
}

/** Runs or applies the function; null when nothing can be said and the callee must count as unknown. */
export function invokeFunction(walk: Walk, state: State, call: Call, callee: Callee): State[] | null {
  const { run } = walk;
  const { activity } = run;
  const info = callee.function;
  if (callee.file === activity.file && mayInline(walk, info)) {
    const results = runInPlace(
      walk,
      state,
      info,
      call.arguments.map((argument) => argument.value),
      call.site,
      call.receiver,
    );
    const states: State[] = [];
    for (const result of results) {
      if (info.async) {
        const promise = activity.values.intern(
          `async:${call.site}`,
          { kind: 'promise', inner: result.value, chain: null },
          { range: call.step.range },
        );
        result.state.settled.set(promise.id, { fulfilled: !result.thrown, value: result.value });
        result.state.env.set(call.step.target, promise.id);
        states.push(result.state);
      } else if (result.thrown)
        walk.throwState(
          result.state,
          'certain',
          { role: 'throws', range: call.step.range, subject: calleeText(walk, call.step) },
          result.value,
        );
      else {
        result.state.env.set(call.step.target, result.value);
        states.push(result.state);
      }
    }
    return states;
  }
  if (!matters(walk, state, call, callee)) return null;
  const summary = activity.summaries.of(callee.file, info.id);
  if (summary === null) return null;
  const switches = switchesOf(run, state, call, info, summary);
  const closer = switches === null ? null : activity.summaries.of(callee.file, info.id, switches);
  return applySummary(walk, state, call, callee, closer ?? summary);
}

/**
 * Whether anything depends on what the function does: it is given something owed, it gives out something owned,
 * or its exception would lose something. The summary of any other function is never asked for.
 */
function matters(walk: Walk, state: State, call: Call, callee: Callee): boolean {
  const { activity } = walk.run;
  const given = call.arguments.some(
    (argument) => reachableDuties(activity, state, argument.value).length > 0,
  );
  if (given) return true;
  const { receiver } = call;
  if (receiver !== null && activity.dutiesOn(receiver).length > 0 && endsReceiver(callee)) return true;
  const summarising = typeof activity.duties[0]?.parameter === 'number';
  if (!summarising && anyOpen(state)) return true;
  return givesOut(activity.project, activity.summaries, callee.file, callee.function.id);
}

/** Functions declared inside the root share its variables: they are run, unless that would recur. */
function mayInline(walk: Walk, info: FunctionInfo): boolean {
  if (info.generator || walk.frame.depth >= maxDepth) return false;
  if (info.id === walk.run.activity.root.id || !isInsideActivity(walk, info.id)) return false;
  let frame: Frame | null = walk.frame;
  while (frame !== null) {
    if (frame.function.id === info.id) return false;
    frame = frame.caller;
  }
  return true;
}

/** Runs a function's graph in the caller's state: captured places are shared. */
function runInPlace(
  walk: Walk,
  state: State,
  info: FunctionInfo,
  given: readonly ValueId[],
  site: string,
  receiver: ValueId | null,
): CallResult[] {
  const { activity } = walk.run;
  const frame: Frame = {
    id: walk.run.activity.frameId(site),
    function: info,
    depth: walk.frame.depth + 1,
    caller: walk.frame,
  };
  const nothing = activity.values.literal(undefined).id;
  info.parameters.forEach((parameter, index) => {
    const value = parameter.rest
      ? activity.values.intern(`rest:${site}:${index}`, { kind: 'unknown' }).id
      : (given[index] ?? nothing);
    if (parameter.rest)
      for (const extra of given.slice(index)) moveReachable(walk, state, extra, 'moved', info.range);
    state.env.set(parameter.place, value);
  });
  if (info.thisPlace !== null && info.kind !== 'arrow' && receiver !== null)
    state.env.set(info.thisPlace, receiver);
  const exits = new Interpreter(activity).run(frame, state);
  const endings: Ending[] = [];
  for (const { state: after, value, range, implicit } of exits.returns)
    endings.push({ state: after, thrown: false, value: value ?? nothing, way: { range, implicit } });
  for (const thrown of exits.throws) {
    const value = thrown.exception ?? activity.values.intern(`thrown:${site}`, { kind: 'unknown' }).id;
    endings.push({ state: thrown, thrown: true, value, way: null });
  }
  return leaveFrame(activity, frame, endings);
}

/** Calls a function value with given arguments: a handler of a promise, a callback. */
export function callValue(
  walk: Walk,
  state: State,
  callee: ValueId,
  given: readonly ValueId[],
  site: string,
): CallResult[] {
  const { activity } = walk.run;
  const value = activity.values.get(callee);
  const unknown = (): CallResult[] => {
    for (const one of given)
      lendReachable(walk, state, one, value.range ?? walk.frame.function.range, 'callback');
    return [
      { state, thrown: false, value: activity.values.intern(`called:${site}`, { kind: 'unknown' }).id },
    ];
  };
  if (value.shape.kind === 'settler') {
    settleBy(state, value.shape, given[0] ?? activity.values.literal(undefined).id);
    return [{ state, thrown: false, value: activity.values.literal(undefined).id }];
  }
  if (value.shape.kind !== 'closure') {
    const reference = value.shape.kind === 'reference' ? value.shape.reference : null;
    if (reference?.kind === 'global' && reference.path[0] === 'console')
      return [{ state, thrown: false, value: activity.values.literal(undefined).id }];
    return unknown();
  }
  const info = activity.file.functions[value.shape.function];
  if (info === undefined) return unknown();
  if (!mayInline(walk, info)) {
    const summary = activity.summaries.of(activity.file, info.id);
    if (summary === null) return unknown();
    given.forEach((argument, index) => {
      passByEffect(
        walk,
        state,
        argument,
        effectOf(summary, index),
        walk.frame.function.range,
        info.name ?? 'callback',
      );
    });
    return [
      { state, thrown: false, value: activity.values.intern(`called:${site}`, { kind: 'unknown' }).id },
    ];
  }
  const results = runInPlace(walk, state, info, given, site, null);
  if (!info.async) return results;
  return results.map((result) => {
    const promise = activity.values.intern(`async:${site}`, {
      kind: 'promise',
      inner: result.value,
      chain: null,
    });
    result.state.settled.set(promise.id, { fulfilled: !result.thrown, value: result.value });
    return { state: result.state, thrown: false, value: promise.id };
  });
}

/** `resolve(value)` or `reject(error)` inside the activity: the promise is settled, the first time only. */
export function settleBy(
  state: State,
  settler: { readonly promise: ValueId; readonly fulfils: boolean },
  value: ValueId,
): void {
  if (state.settled.has(settler.promise)) return;
  if (!settler.fulfils) state.errorPath = true;
  state.settled.set(settler.promise, { fulfilled: settler.fulfils, value });
}
