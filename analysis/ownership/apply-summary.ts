/** What a call does by the summary of the function that it reaches. */
import type { ResourceType } from '../catalogue/model.ts';
import type { FileFlow, Reference, SourceRange, TypeReference } from '../flow/graph.ts';
import { newDuty } from './acquire.ts';
import { anyHolds } from './arguments.ts';
import { calleeText } from './callee-text.ts';
import { lendReachable, moveDuty, moveReachable, releaseValue, setWorking } from './disposals.ts';
import { noteDrained } from './drains.ts';
import type { Call } from './entries.ts';
import { typeOfSelector } from './entries.ts';
import { errorOf, noError } from './failure.ts';
import { seenFrom } from './foreign.ts';
import type { Interpreter } from './interpreter.ts';
import { type Walk } from './interpreter.ts';
import { endsReceiver } from './makers.ts';
import { noteOptional } from './optionals.ts';
import { releaseOuters } from './outer.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { FunctionSummary, OwnedPart } from './summary.ts';
import type { ValueId } from './values.ts';
import type { Callee } from './callee.ts';

type Effect = FunctionSummary['parameters'][number];

/** What the callee does with the argument of an index; those behind the last parameter go into the rest. */
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
      if (endsByLending(walk, walk.run.activity.dutyOf(duty).resource))
        moveDuty(walk, state, duty, 'moved', range, null, null);
    setWorking(walk, state, value);
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

function endsByLending(walk: Walk, resource: ResourceType): boolean {
  return (
    resource.discipline === 'self-ending' || walk.run.catalogue.endsOf(resource).some((end) => 'lent' in end)
  );
}

/** Applies a function's summary at a call. */
export function applySummary(
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
  noteDrained(walk, state, call, callee);
  if (summary.outers !== undefined) {
    const given = call.arguments.map(({ value }) => value);
    releaseOuters(walk, state, given, summary.outers, range);
  }
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
    // What `new` gives is there: whoever asks for it later learns whether what was opened with it is there.
    const constructed = call.step.construct;
    state.env.set(
      call.step.target,
      values.intern(`call:${call.site}`, { kind: 'unknown' }, { type: type ?? declared, range, constructed })
        .id,
    );
    return [state];
  }
  const without = failedCalls(walk, state, call, returned);
  bindOwned(walk, state, call, returned);
  const given = state.env.get(call.step.target);
  if (given !== undefined) noteOptional(run, given, declared);
  return [state, ...without];
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

/** The function gave an error instead, or said that it gave nothing. */
function failedCalls(walk: Walk, state: State, call: Call, returned: Owned): State[] {
  const { activity } = walk.run;
  const { failure, flags = [] } = returned;
  const found: State[] = [];
  const without = (how: string, tell: (failed: State, result: ValueId) => void): void => {
    const failed = state.clone();
    const result = activity.values.intern(
      `${how}:${call.site}`,
      { kind: 'object' },
      { range: call.step.range },
    ).id;
    for (const part of returned.parts)
      failed.fields.set(`${result}.${part.path.join('.')}`, activity.values.literal(null).id);
    failed.errorPath = true;
    tell(failed, result);
    failed.env.set(call.step.target, result);
    found.push(failed);
  };
  if (failure !== undefined)
    without('failed', (failed, result) => {
      failed.fields.set(`${result}.${failure}`, errorOf(activity, failed, call.site));
    });
  if (flags.length > 0 && (failure === undefined || returned.quiet === true))
    without('nothing', (failed, result) => {
      if (failure !== undefined) {
        failed.fields.set(`${result}.${failure}`, noError(activity));
        failed.errorPath = state.errorPath;
      }
      for (const { member, value } of flags)
        failed.fields.set(`${result}.${member}`, activity.values.literal(!value).id);
    });
  return found;
}

type Owned = Extract<FunctionSummary['returns'], { readonly kind: 'owned' }>;

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
function bindOwned(walk: Walk, state: State, call: Call, returned: Owned): void {
  const { values } = walk.run.activity;
  const status = returned.promise ? 'promised' : 'held';
  const parts = returned.parts.map((part) => {
    const type = part.resource.types?.[0];
    const value = values.intern(
      `res:${call.site}:${part.resource.id}:${part.path.join('.')}`,
      { kind: 'resource' },
      { range: call.step.range, type: type === undefined ? null : typeOfSelector(type) },
    );
    const start = part.resource.inert !== undefined || part.idle === true ? 'idle' : status;
    const outer = outerOfPart(call, part);
    newDuty(walk, state, call, value.id, part.resource, start, false, outer, part.path[0] ?? null);
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
    for (const { member, value } of returned.flags ?? [])
      state.fields.set(`${holder.id}.${member}`, values.literal(value).id);
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

/** What the part lives inside, of what the function was given here. */
function outerOfPart(call: Call, { within }: OwnedPart): ValueId | null {
  if (within === 'receiver') return call.receiver;
  const outer = within === undefined ? undefined : call.arguments[within];
  return outer === undefined || outer.spread ? null : outer.value;
}
