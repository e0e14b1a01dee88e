/** Acquisitions: where duties come from. */
import type { Acquisition, ResourceType } from '../catalogue/model.ts';
import type { Activity, Duty } from './activity.ts';
import { allHold, anyHolds, argumentAt, memberOf } from './arguments.ts';
import { calleeText } from './callee-text.ts';
import { typeOfSelector, type Call } from './entries.ts';
import { errorOf, noError } from './failure.ts';
import type { Walk } from './interpreter.ts';
import { hasHolder, holders, reachableDuties } from './reach.ts';
import { isOpen, type DutyStatus, type State } from './state.ts';
import { carryArguments, noteParent } from './contexts.ts';
import { isTold } from '../trace/told.ts';
import type { ValueId } from './values.ts';

/**
 * Applies the acquisitions that the catalogue lists for a call whose resource is its result or its promise. Gives
 * the state in which the call failed, where the catalogue says how that is told.
 */
export function acquireByCatalogue(walk: Walk, state: State, call: Call): State | null {
  const { run } = walk;
  const { values } = run.activity;
  for (const entry of call.entries) {
    for (const acquisition of entry.acquisitions) {
      if (!applies(walk, state, call, acquisition)) continue;
      const resource = run.catalogue.resource(acquisition.resource);
      if (resource === undefined) continue;
      const yields =
        call.promisified && typeof acquisition.yields === 'object' ? 'promise' : acquisition.yields;
      if (yields === 'result' && acquisition.part?.length === 1)
        return acquireParts(walk, state, call, entry.acquisitions, acquisition.failure?.[0] ?? null);
      if (yields === 'result') {
        const status = statusOf(walk, state, call, acquisition);
        bindYield(walk, state, call, resource, acquisition, status, '', (value) => {
          noteParent(walk, state, call, acquisition, value);
          // What it is put over goes where it goes.
          if (call.arguments.some((given) => reachableDuties(run.activity, state, given.value).length > 0))
            carryArguments(walk, state, call, value);
          state.env.set(call.step.target, value);
        });
        return null;
      }
      if (yields === 'promise') {
        bindYield(walk, state, call, resource, acquisition, 'promised', '', (value) => {
          const promise = values.intern(
            `promise:${call.site}`,
            { kind: 'promise', inner: value, chain: null },
            { range: call.step.range },
          );
          state.settled.delete(promise.id);
          state.env.set(call.step.target, promise.id);
        });
        return null;
      }
    }
  }
  return null;
}

/** Parts of one result, such as the two ends of a pipe, and the error that may be there instead of them. */
function acquireParts(
  walk: Walk,
  state: State,
  call: Call,
  acquisitions: readonly Acquisition[],
  failure: string | null,
): State | null {
  const { activity, catalogue } = walk.run;
  const { values } = activity;
  const failed = failure === null ? null : state.clone();
  const { id: holder } = values.intern(`parts:${call.site}`, { kind: 'object' }, { range: call.step.range });
  const { id: nothing } = values.intern(
    `failed:${call.site}`,
    { kind: 'object' },
    { range: call.step.range },
  );
  activity.results.add(holder).add(nothing);
  for (const acquisition of acquisitions) {
    const [key, more] = acquisition.part ?? [];
    const resource = catalogue.resource(acquisition.resource);
    if (key === undefined || more !== undefined || resource === undefined) continue;
    if (!applies(walk, state, call, acquisition)) continue;
    const status = statusOf(walk, state, call, acquisition);
    bindYield(walk, state, call, resource, { ...acquisition, part: [] }, status, key, (value) => {
      noteParent(walk, state, call, acquisition, value);
      state.fields.set(`${holder}.${key}`, value);
      state.learn(value, { truthy: true, nullish: false });
      failed?.fields.set(`${nothing}.${key}`, values.literal(null).id);
      for (const duty of activity.dutiesOn(value)) failed?.duties.set(duty.id, 'absent');
    });
  }
  state.env.set(call.step.target, holder);
  if (failed === null || failure === null) return null;
  state.fields.set(`${holder}.${failure}`, noError(activity));
  failed.fields.set(`${nothing}.${failure}`, errorOf(activity, failed, call.site));
  failed.errorPath = true;
  failed.env.set(call.step.target, nothing);
  return failed;
}

/** Whether the acquisition's conditions hold; in doubt it does not acquire. */
export function applies(walk: Walk, state: State, call: Call, acquisition: Acquisition): boolean {
  if (
    allHold(walk.run, state, call, acquisition.when) !== true ||
    (acquisition.unlessDropped === true && call.step.discarded) ||
    (acquisition.receiverOwned === true && !isOwned(walk, call.receiver)) ||
    isOverForeign(walk, state, call, acquisition) ||
    isToldOtherwise(walk, call, acquisition) ||
    anyHolds(walk.run, state, call, acquisition.unlessSurely) === true
  )
    return false;
  // Options from elsewhere hardly ever carry a signal: to be silent about all of them would cost too much.
  const unless = acquisition.unless?.filter(
    (condition) =>
      condition.property !== 'signal' ||
      argumentAt(walk.run, state, call, condition.argument, 'signal') !== 'unknown',
  );
  return anyHolds(walk.run, state, call, unless) === false;
}

function isOwned(walk: Walk, value: ValueId | null): boolean {
  return value !== null && walk.run.activity.dutiesOn(value).some(({ parameter }) => parameter === null);
}

function isToldOtherwise({ run }: Walk, { step }: Call, { unlessTold }: Acquisition): boolean {
  if (unlessTold === undefined || step.receiver === undefined) return false;
  return isTold(run.activity.file, step.receiver, unlessTold);
}

/** It is put over something that this activation has not acquired. */
function isOverForeign(walk: Walk, state: State, call: Call, { over }: Acquisition): boolean {
  if (over === undefined) return false;
  const below = argumentAt(walk.run, state, call, over.argument, over.property);
  if (below === 'absent') return false;
  // What has been closed, or is sure to be by a deferred call, takes what is put over it along.
  return (
    below === 'unknown' ||
    walk.run.activity
      .dutiesOn(below)
      .every((duty) => duty.parameter !== null || state.duties.get(duty.id) === 'released')
  );
}

/** Whoever holds the signal that is among the options ends the resource by aborting it. */
export function hasSignal(walk: Walk, state: State, call: Call): boolean {
  return call.arguments.some((argument) => {
    const signal = memberOf(walk.run, state, argument.value, 'signal');
    return typeof signal === 'number' && walk.run.activity.values.get(signal).shape.kind !== 'literal';
  });
}

/** How a result starts: owed, not yet active, or owed by whoever holds the signal among the options. */
function statusOf(walk: Walk, state: State, call: Call, acquisition: Acquisition): DutyStatus {
  if (hasSignal(walk, state, call)) return 'moved';
  if (walk.run.catalogue.resource(acquisition.resource)?.inert !== undefined) return 'idle';
  return isIdle(walk, state, call, acquisition) ? 'idle' : 'held';
}

function isIdle(walk: Walk, state: State, call: Call, acquisition: Acquisition): boolean {
  if (acquisition.heldFrom === undefined) return false;
  return (
    anyHolds(walk.run, state, call, acquisition.heldFromUnless) !== true ||
    acquisition.heldFromUnless === undefined
  );
}

function bindYield(
  walk: Walk,
  state: State,
  call: Call,
  resource: ResourceType,
  acquisition: Acquisition,
  status: DutyStatus,
  key: string,
  bind: (value: ValueId) => void,
): void {
  const { values } = walk.run.activity;
  const type = resource.types?.[0];
  const value = values.intern(
    `res:${call.site}:${resource.id}${key}`,
    { kind: 'resource' },
    {
      range: call.step.range,
      type: type === undefined ? null : typeOfSelector(type),
      constructed: call.step.construct && acquisition.part === undefined,
    },
  );
  const duty = newDuty(
    walk,
    state,
    call,
    value.id,
    resource,
    status,
    false,
    acquisition.within === 'receiver' ? call.receiver : null,
    key === '' ? (acquisition.part?.[0] ?? null) : key,
  );
  if (acquisition.alsoWithin !== undefined) {
    const outer = argumentAt(walk.run, state, call, acquisition.alsoWithin.argument);
    if (typeof outer === 'number') walk.run.activity.noteOuter(duty, outer);
  }
  if (acquisition.part === undefined || acquisition.part.length === 0) {
    bind(value.id);
    return;
  }
  // The resource is a part of what is yielded: `result.body`.
  let holder = value.id;
  [...acquisition.part].reverse().forEach((key, index) => {
    const object = values.intern(
      `part:${call.site}:${resource.id}:${index}`,
      { kind: 'object' },
      { range: call.step.range },
    );
    state.fields.set(`${object.id}.${key}`, holder);
    holder = object.id;
  });
  bind(holder);
}

/**
 * Opens a duty on a value in this state. If the site's earlier instance (of the loop's last round) is still
 * held and nothing else leads to it, that one is lost.
 */
export function newDuty(
  walk: Walk,
  state: State,
  call: Call,
  value: ValueId,
  resource: ResourceType,
  status: DutyStatus,
  paired: boolean,
  within: ValueId | null = null,
  part: string | null = null,
): Duty {
  const { activity } = walk.run;
  const duty = activity.duty(`${call.site}:${resource.id}:${value}`, () => ({
    value,
    resource,
    range: call.step.range,
    nameRange: call.step.nameRange,
    callee: calleeText(walk, call.step),
    function: walk.frame.function.id,
    discarded: call.step.discarded,
    paired,
    within,
    parameter: null,
    part,
  }));
  activity.noteOuter(duty, within);
  const earlier = state.duties.get(duty.id);
  // What was made from the one before goes with it.
  if (earlier !== undefined)
    for (const [child, parent] of activity.parents) if (parent === duty.id) state.duties.set(child, 'absent');
  // What lives inside another is ended by it, however many there are.
  if (earlier === 'held' && within === null && !inContainer(walk, state, duty)) {
    activity.observations.push({
      duty: duty.id,
      what: 'next-round',
      status: earlier,
      evidence: state.evidence,
      errorPath: state.errorPath,
      lentAt: [],
      implicit: false,
      drained: state.facts.get(value)?.drained === true,
      trace: { step: { role: 'next-round', range: call.step.range }, duty: null, before: state.trace },
      range: call.step.range,
    });
  }
  state.duties.set(duty.id, status);
  // The instance of the last round was lent, this one is not.
  if (state.lent.has(duty.id)) state.lent.delete(duty.id);
  // Whatever gives something out is there.
  if (within !== null) state.learn(within, { truthy: true, nullish: false });
  state.facts.delete(value);
  noteGuards(activity, state, duty);
  state.note({ role: 'acquired', range: call.step.range, subject: duty.callee });
  return duty;
}

/** Remembers what was known when it was acquired: `own ?? open()` is owed only where there was no `own`. */
function noteGuards(activity: Activity, state: State, duty: Duty): void {
  const guards = activity.guards.get(duty.id) ?? new Set<ValueId>();
  for (const value of state.facts.keys()) guards.add(value);
  activity.guards.set(duty.id, guards);
}

/** Instances of earlier rounds that were put into a container are still there. */
function inContainer(walk: Walk, state: State, duty: Duty): boolean {
  for (const [key, held] of state.fields) {
    const owner = walk.run.activity.values.get(Number(key.slice(0, key.indexOf('.'))));
    // What merely holds the several results of the call is gone with its round, unless it was kept elsewhere too.
    if (owner.range?.start === duty.range.start && owner.range.end === duty.range.end) {
      if (held === duty.value && holders(walk.run.activity, state, duty.id) > 1) return true;
      continue;
    }
    if (owner.shape.kind !== 'array' && owner.shape.kind !== 'object') continue;
    // Also what is put around it: `readers[i] = new BufferedReader(new FileReader(…))`.
    const { activity } = walk.run;
    if (held !== duty.value && !reachableDuties(activity, state, held, 'none').includes(duty.id)) continue;
    // The list that a comprehension is filling has no name yet.
    return hasHolder(walk.run.activity, state, duty.id) || isAtHand(state, owner.id);
  }
  return false;
}

function isAtHand(state: State, container: ValueId): boolean {
  for (const [, value] of state.env) if (value === container) return true;
  return false;
}

/** The parameters of a callback argument that the catalogue says are acquired: `(err, fd) => …`. */
export function acquiredParameters(
  walk: Walk,
  state: State,
  call: Call,
): readonly {
  readonly argument: number;
  readonly parameter: number;
  readonly error: number | null;
  readonly releaser: number | null;
  readonly duty: Duty;
}[] {
  const found: {
    argument: number;
    parameter: number;
    error: number | null;
    releaser: number | null;
    duty: Duty;
  }[] = [];
  const { run } = walk;
  for (const entry of call.entries) {
    for (const acquisition of entry.acquisitions) {
      const yields = acquisition.yields;
      if (typeof yields !== 'object' || !applies(walk, state, call, acquisition)) continue;
      const resource = run.catalogue.resource(acquisition.resource);
      if (resource === undefined) continue;
      let index: number;
      if ('event' in yields) {
        const event = argumentAt(run, state, call, 0);
        const shape = typeof event === 'number' ? run.activity.values.get(event).shape : null;
        if (shape?.kind !== 'literal' || shape.value !== yields.event) continue;
        index = 1;
      } else index = yields.callback < 0 ? call.arguments.length + yields.callback : yields.callback;
      const argument = call.arguments[index];
      if (argument === undefined) continue;
      const closure = run.activity.values.get(argument.value).shape;
      if (closure.kind !== 'closure') continue;
      const parameter = run.activity.file.functions[closure.function]?.parameters[yields.parameter];
      // A callback that does not even name the resource leaves it to whom it belongs to (or drops it knowingly).
      if (parameter === undefined && 'event' in yields) continue;
      const type = resource.types?.[0];
      const value = run.activity.values.intern(
        `res:${call.site}:${resource.id}:p`,
        { kind: 'resource' },
        { range: call.step.range, type: type === undefined ? null : typeOfSelector(type) },
      );
      const duty = run.activity.duty(`${call.site}:${resource.id}:p`, () => ({
        value: value.id,
        resource,
        ...placeOf(walk, call, acquisition),
        function: walk.frame.function.id,
        discarded: false,
        paired: false,
        within: withinOf(state, call, acquisition),
        parameter: null,
        part: null,
      }));
      found.push({
        argument: index,
        parameter: yields.parameter,
        error: 'event' in yields ? null : (yields.error ?? null),
        releaser: 'event' in yields ? null : (yields.releaser ?? null),
        duty,
      });
    }
  }
  return found;
}

/** A response is shown where its request is made, if that is in sight. */
function placeOf(
  walk: Walk,
  call: Call,
  acquisition: Acquisition,
): Pick<Duty, 'range' | 'nameRange' | 'callee'> {
  if (acquisition.within === 'receiver' && call.receiver !== null) {
    const maker = walk.run.activity.dutiesOn(call.receiver)[0];
    if (maker !== undefined) return { range: maker.range, nameRange: maker.nameRange, callee: maker.callee };
  }
  return { range: call.step.range, nameRange: call.step.nameRange, callee: calleeText(walk, call.step) };
}

/** What the resource lives inside: the call's result or its receiver. */
function withinOf(state: State, call: Call, acquisition: Acquisition): ValueId | null {
  if (acquisition.within === 'result') return state.env.get(call.step.target) ?? null;
  return acquisition.within === 'receiver' ? call.receiver : null;
}

/** Whether any path still owes something that this site acquired. */
export function owesAnything(state: State): boolean {
  return [...state.duties.values()].some(isOpen);
}
