/**
 * Calls of functions whose code is at hand. Functions inside the activity's root share its variables and are
 * run in place; all others are applied by their summary.
 */
import type {
  ClassMember,
  FileFlow,
  FunctionId,
  FunctionInfo,
  Reference,
  SourceRange,
  TypeReference,
} from '../flow/graph.ts';
import type { Frame } from './activity.ts';
import { newDuty } from './acquire.ts';
import { anyHolds } from './arguments.ts';
import { calleeText } from './calls.ts';
import { givesOut } from './candidates.ts';
import { lendReachable, moveDuty, moveReachable, releaseValue } from './disposals.ts';
import type { Call } from './entries.ts';
import { typeOfSelector } from './entries.ts';
import { errorOf, noError } from './failure.ts';
import { seenFrom } from './foreign.ts';
import { leaveFrame } from './frames.ts';
import { Interpreter, type Walk } from './interpreter.ts';
import { findExport } from './linking.ts';
import { endsReceiver, isMaker } from './makers.ts';
import { isInsideActivity } from './storage.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { FunctionSummary } from './summary.ts';
import type { ValueId } from './values.ts';

/** How deep functions are run in place. */
const maxDepth = 7;

/** How many files are followed up to the class that has a method. */
const maxFiles = 3;

/** A function whose code is at hand. */
export interface Callee {
  readonly file: FileFlow;
  readonly function: FunctionInfo;
}

/** One way in which a call ends. */
export interface CallResult {
  readonly state: State;
  readonly thrown: boolean;
  readonly value: ValueId;
}

/** The function that a call surely reaches, or null. */
export function calleeFunction(walk: Walk, state: State, call: Call): Callee | null {
  const { activity } = walk.run;
  // A file that opens nothing matters only to what it is given.
  const owing = call.arguments.some(
    (argument) => reachableDuties(activity, state, argument.value).length > 0,
  );
  const shape = activity.values.get(call.callee).shape;
  if (shape.kind === 'closure') return local(activity.file, shape.function);
  for (const reference of call.references) {
    const found = functionOf(walk, activity.file, reference, call, owing);
    if (found !== null) return found;
  }
  if (call.receiver !== null && call.method !== null) {
    const type = activity.values.get(call.receiver).type;
    if (type !== null) return methodOf(walk, activity.file, type, call.method, call.arguments.length);
  }
  return null;
}

function local(file: FileFlow, id: FunctionId): Callee | null {
  const info = file.functions[id];
  return info === undefined ? null : { file, function: info };
}

function functionOf(
  walk: Walk,
  file: FileFlow,
  reference: Reference,
  call: Call,
  owing: boolean,
): Callee | null {
  switch (reference.kind) {
    case 'function':
      return local(file, reference.function);
    case 'class': {
      // Not every language has a word for making an instance.
      if (!call.step.construct && file.classes[reference.class]?.style === 'prototype') return null;
      const members =
        file.classes[reference.class]?.members.filter((one) => one.kind === 'constructor') ?? [];
      return overload(file, members, call.arguments.length);
    }
    case 'export': {
      const { project } = walk.run.activity;
      const reach = owing || isMaker(reference.path) ? 'all' : 'worthwhile';
      const found = findExport(project, file, reference.module, reference.path, reach);
      if (found === null) return null;
      walk.run.activity.dependencies.add(found.file.path);
      return functionOf(walk, found.file, found.reference, call, owing);
    }
    default:
      return null;
  }
}

/** The function of the one member, or of the one among several that takes so many arguments. */
function overload(file: FileFlow, members: readonly ClassMember[], count: number): Callee | null {
  const functions = members.flatMap(({ function: id }) => file.functions[id ?? -1] ?? []);
  const fitting =
    members.length === 1
      ? functions
      : functions.filter(({ parameters }) =>
          parameters.at(-1)?.rest === true ? count >= parameters.length - 1 : count === parameters.length,
        );
  const [only] = fitting;
  return only === undefined || fitting.length > 1 ? null : { file, function: only };
}

function methodOf(
  walk: Walk,
  file: FileFlow,
  type: TypeReference,
  method: string,
  count: number,
  hops = 0,
): Callee | null {
  if (type.kind === 'class') {
    let info = file.classes[type.class];
    for (let steps = 0; info !== undefined && steps < 8; steps += 1) {
      const members = info.members.filter(
        (one) => one.name === method && one.kind === 'method' && !one.static,
      );
      if (members.length > 0) return overload(file, members, count);
      const above: Reference | null = info.superclass;
      if (above?.kind === 'export' && hops < maxFiles)
        return methodOf(walk, file, above, method, count, hops + 1);
      info = info.superclass?.kind === 'class' ? file.classes[info.superclass.class] : undefined;
    }
    const name = file.classes[type.class]?.name ?? null;
    return name === null ? null : apart(walk, file, '.', [name], method);
  }
  if (type.kind === 'export') {
    const found = findExport(walk.run.activity.project, file, type.module, type.path);
    if (found === null || found.reference.kind !== 'class') return null;
    walk.run.activity.dependencies.add(found.file.path);
    return methodOf(walk, found.file, { kind: 'class', class: found.reference.class }, method, count, hops);
  }
  return null;
}

/** A method that is declared in another file than its type is exported under both names: `Type.method`. */
function apart(
  walk: Walk,
  file: FileFlow,
  module: string,
  path: readonly string[],
  method: string,
): Callee | null {
  const found = findExport(walk.run.activity.project, file, module, [`${path.join('.')}.${method}`]);
  if (found?.reference.kind !== 'function') return null;
  walk.run.activity.dependencies.add(found.file.path);
  return local(found.file, found.reference.function);
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
  return applySummary(walk, state, call, callee, summary);
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
  const results: CallResult[] = [];
  for (const exit of exits.returns)
    results.push({ state: exit.state, thrown: false, value: exit.value ?? nothing });
  for (const thrown of exits.throws) {
    const value = thrown.exception ?? activity.values.intern(`thrown:${site}`, { kind: 'unknown' }).id;
    results.push({ state: thrown, thrown: true, value });
  }
  return leaveFrame(activity, frame, results);
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
    settleBy(walk, state, value.shape, given[0] ?? activity.values.literal(undefined).id);
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
  walk: Walk,
  state: State,
  settler: { readonly promise: ValueId; readonly fulfils: boolean },
  value: ValueId,
): void {
  if (state.settled.has(settler.promise)) return;
  void walk;
  if (!settler.fulfils) state.errorPath = true;
  state.settled.set(settler.promise, { fulfilled: settler.fulfils, value });
}

type Effect = FunctionSummary['parameters'][number];

export function effectOf(summary: FunctionSummary, index: number): Effect {
  return summary.parameters[index] ?? summary.rest;
}

/** What becomes of an argument by what the callee does with it. */
export function passByEffect(
  walk: Walk,
  state: State,
  value: ValueId,
  effect: Effect,
  range: SourceRange,
  subject: string,
): void {
  if (effect === 'none' || effect === 'borrows') {
    // Who is given something that ends by itself awaits its end.
    for (const duty of reachableDuties(walk.run.activity, state, value))
      if (walk.run.activity.dutyOf(duty).resource.discipline === 'self-ending')
        moveDuty(walk, state, duty, 'moved', range, null, null);
    return;
  }
  if (effect === 'releases') {
    for (const duty of reachableDuties(walk.run.activity, state, value))
      releaseValue(walk, state, walk.run.activity.dutyOf(duty).value, range);
    return;
  }
  if (effect === 'lends') lendReachable(walk, state, value, range, subject);
  else moveReachable(walk, state, value, 'moved', range);
}

/** Applies a function's summary at a call. */
function applySummary(
  walk: Walk,
  state: State,
  call: Call,
  callee: Callee,
  summary: FunctionSummary,
): State[] {
  const { run } = walk;
  const { activity } = run;
  const { values } = activity;
  if (summary.outcome === 'never') return [];
  const { range } = call.step;
  if (summary.outcome === 'throws' && !callee.function.async) {
    walk.throwState(state, 'proven', { role: 'throws', range, subject: calleeText(walk, call.step) }, null);
    return [];
  }
  call.arguments.forEach((argument, index) => {
    passByEffect(
      walk,
      state,
      argument.value,
      argument.spread ? 'mixed' : effectOf(summary, index),
      range,
      calleeText(walk, call.step),
    );
  });
  if (call.receiver !== null && endsReceiver(callee))
    for (const duty of activity.dutiesOn(call.receiver))
      moveDuty(walk, state, duty.id, 'moved', range, null, null);
  // A method may see to what its receiver was made of.
  if (call.receiver !== null && activityShape(run, call.receiver) === 'object')
    lendReachable(walk, state, call.receiver, range, calleeText(walk, call.step));
  if (summary.throws && !callee.function.async && anyOpen(state))
    walk.throwState(
      state.clone(),
      'likely',
      { role: 'throws', range, subject: calleeText(walk, call.step) },
      null,
    );
  else walk.possibleThrow(state, range);
  const type =
    call.step.construct && callee.function.ownerClass !== null && callee.file === run.activity.file
      ? { kind: 'class' as const, class: callee.function.ownerClass }
      : null;
  const declared =
    callee.file === run.activity.file
      ? (callee.function.declaredReturn ?? null)
      : foreignType(callee.file, callee.function.declaredReturn, call.references);
  const returned = actuallyReturned(run, state, call, summary.returns);
  if (returned?.kind === 'parameter' && !callee.function.async) {
    const argument = call.arguments[returned.index];
    if (argument !== undefined) {
      state.env.set(call.step.target, argument.value);
      return [state];
    }
  }
  if (returned?.kind !== 'owned') {
    state.env.set(
      call.step.target,
      values.intern(`call:${call.site}`, { kind: 'unknown' }, { type: type ?? declared, range }).id,
    );
    return [state];
  }
  const failed = returned.failure === undefined ? null : failedCall(walk, state, call, returned);
  bindOwned(walk, state, call, returned);
  return failed === null ? [state] : [state, failed];
}

/** Without the parts that the arguments of this call rule out. */
function actuallyReturned(
  run: Interpreter,
  state: State,
  call: Call,
  returned: FunctionSummary['returns'],
): FunctionSummary['returns'] {
  if (returned?.kind !== 'owned') return returned;
  const parts = returned.parts.filter(
    ({ unless }) => unless === undefined || anyHolds(run, state, call, [unless]) !== true,
  );
  return parts.length === 0 ? null : { ...returned, parts };
}

/** The function gave an error instead. */
function failedCall(
  walk: Walk,
  state: State,
  call: Call,
  returned: Extract<FunctionSummary['returns'], { readonly kind: 'owned' }>,
): State {
  const { values } = walk.run.activity;
  const failed = state.clone();
  const holder = values.intern(`failed:${call.site}`, { kind: 'object' }, { range: call.step.range });
  for (const part of returned.parts)
    failed.fields.set(`${holder.id}.${part.path.join('.')}`, values.literal(null).id);
  failed.fields.set(`${holder.id}.${returned.failure ?? ''}`, errorOf(walk.run.activity, failed, call.site));
  failed.errorPath = true;
  failed.env.set(call.step.target, holder.id);
  return failed;
}

/** A type that another file declares, as this file would name it. */
function foreignType(
  file: FileFlow,
  type: TypeReference | undefined,
  references: readonly Reference[],
): TypeReference | null {
  const [reference] = references;
  return type === undefined || reference?.kind !== 'export' ? null : seenFrom(file, type, reference.module);
}

function activityShape(run: Interpreter, value: ValueId): string {
  return run.activity.values.get(value).shape.kind;
}

/** The summary says that the caller gets something it has to release. */
function bindOwned(
  walk: Walk,
  state: State,
  call: Call,
  returned: Extract<FunctionSummary['returns'], { readonly kind: 'owned' }>,
): void {
  const { values } = walk.run.activity;
  const status = returned.promise ? 'promised' : 'held';
  const parts = returned.parts.map((part) => {
    const type = part.resource.types?.[0];
    const value = values.intern(
      `res:${call.site}:${part.resource.id}:${part.path.join('.')}`,
      { kind: 'resource' },
      { range: call.step.range, type: type === undefined ? null : typeOfSelector(type) },
    );
    const start = part.resource.inert === true ? 'idle' : status;
    newDuty(walk, state, call, value.id, part.resource, start, false, null, part.path[0] ?? null);
    return { path: part.path, value: value.id };
  });
  const direct = parts.find((part) => part.path.length === 0);
  let result: ValueId;
  if (direct !== undefined) result = direct.value;
  else {
    const holder = values.intern(`holder:${call.site}`, { kind: 'object' }, { range: call.step.range });
    for (const part of parts) state.fields.set(`${holder.id}.${part.path.join('.')}`, part.value);
    if (returned.failure !== undefined)
      state.fields.set(`${holder.id}.${returned.failure}`, noError(walk.run.activity));
    result = holder.id;
  }
  if (returned.promise) {
    const promise = values.intern(
      `promise:${call.site}`,
      { kind: 'promise', inner: result, chain: null },
      { range: call.step.range },
    );
    state.settled.delete(promise.id);
    result = promise.id;
  }
  state.env.set(call.step.target, result);
}
