/**
 * Contexts: the one that is cancelled cancels all that were made from it, and what was acquired under it ends. And
 * loops that wait for what comes for ever.
 */
import type { Acquisition, Behaviour } from '../catalogue/model.ts';
import type { Activity, Parent } from './activity.ts';
import type { PlaceId } from '../flow/graph.ts';
import { argumentAt } from './arguments.ts';
import { typeOfSelector, typesOfValue, type Call } from './entries.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { Value, ValueId } from './values.ts';

/** Remembers of a new duty what it was made from, if this activity made that too. */
export function noteParent(
  walk: Walk,
  state: State,
  call: Call,
  { under, unless = [], timed }: Acquisition,
  value: ValueId,
): void {
  const { activity } = walk.run;
  const duties = activity.dutiesOn(value).map(({ id }) => id);
  for (const { argument, property, equals, surely } of unless) {
    const asked = argumentAt(walk.run, state, call, argument, property);
    const shape = typeof asked === 'number' ? activity.values.get(asked).shape : null;
    if (surely === true && equals !== undefined && shape?.kind === 'parameter')
      for (const duty of duties) activity.unless.set(duty, { argument: shape.index, equals });
  }
  if (timed === true) for (const duty of duties) activity.timed.add(duty);
  if (under === undefined) return;
  const from = argumentAt(walk.run, state, call, under.argument, under.property);
  if (typeof from !== 'number') return;
  for (const duty of duties) activity.under.set(duty, from);
  const parent = parentOf(activity, state, activity.values.get(from));
  if (parent !== null) for (const duty of duties) activity.parents.set(duty, parent);
}

function parentOf(activity: Activity, state: State, from: Value): Parent | null {
  if (isOf(from, 'root')) return 'root';
  if (isOf(from, 'of-request')) return 'of-request';
  const { shape } = from;
  if (shape.kind !== 'member') return null;
  const found = activity.duties.find(
    ({ part, value }) => part !== null && state.fields.get(`${shape.object}.${part}`) === value,
  );
  return found?.id ?? null;
}

/**
 * Whether it ends without being released on this path: with what it was made from, when that is released, by a
 * deferred call too; or with the request that it was made for, where it was given to somebody who lives no longer.
 */
export function endsWithParent(activity: Activity, state: State, duty: DutyId): boolean {
  const parent = activity.parents.get(duty);
  if (parent === undefined || parent === 'root') return false;
  if (parent === 'of-request') return state.duties.get(duty) === 'lent';
  const status = state.duties.get(parent);
  return status === 'released' || status === 'moved' || status === 'absent';
}

/** `<-ctx.Done()`: where something comes from there the context has ended, and all that was made from it. */
export function endReceived({ run }: Walk, state: State, channel: ValueId): void {
  const { activity } = run;
  const { shape } = activity.values.get(channel);
  // What runs beside the function waits for the end: when that is, is not said here.
  if (shape.kind !== 'operation' || shape.operator !== 'done' || state.beside) return;
  for (const context of shape.operands) {
    const own = parentOf(activity, state, activity.values.get(context));
    for (const [duty, status] of state.duties)
      if (isOpen(status) && (duty === own || activity.under.get(duty) === context))
        state.duties.set(duty, 'absent');
  }
}

/**
 * Whether nothing hangs on a context where the function is left because something failed: no timer runs for it, nothing
 * above refers to it, and what it was given to is what has failed.
 */
export function hangsOnNothing(activity: Activity, duty: DutyId): boolean {
  return activity.parents.get(duty) === 'root' && !activity.timed.has(duty);
}

/**
 * Whether a context that nothing above can end was never given to anybody before it is replaced: nobody waits for it,
 * and nobody keeps it.
 */
export function isUnusedRoot(walk: Walk, duty: DutyId, until: number): boolean {
  const { activity } = walk.run;
  if (activity.parents.get(duty) !== 'root') return false;
  const { range } = activity.dutyOf(duty);
  const { blocks } = activity.file.graph(walk.frame.function.id);
  // What stands for the other results of the call: itself, their parts, the variables that these are put into.
  const others = new Set<PlaceId>();
  for (const { steps } of blocks)
    for (const step of steps) {
      if (step.op === 'call' && step.range.start === range.start && step.range.end === range.end)
        others.add(step.target);
      else if (step.op === 'load' && others.has(step.object)) others.add(step.target);
      else if (step.op === 'copy' && others.has(step.source)) others.add(step.target);
    }
  return blocks.every(({ steps }) =>
    steps.every(
      (step) =>
        step.op !== 'call' ||
        step.range.start <= range.end ||
        step.range.end >= until ||
        !step.arguments.some((argument) => others.has(argument.value)),
    ),
  );
}

/** The value of a call that tells something by what it gives. */
export function tellingValue(walk: Walk, call: Call): ValueId | null {
  const tells = call.entries.flatMap(({ behaviours }) => behaviours).find((one) => one.tells !== undefined);
  if (tells?.tells === undefined) return null;
  const { returns } = tells;
  const type = typeof returns === 'object' && 'type' in returns ? typeOfSelector(returns.type) : null;
  const of = tells.tells === 'done' && call.receiver !== null ? [call.receiver] : [];
  const shape = { kind: 'operation', operator: tells.tells, operands: of } as const;
  return walk.run.activity.values.intern([tells.tells, call.site, ...of].join(':'), shape, { type }).id;
}

/** Where a value says that the context has ended, so has what was acquired under it. */
export function endCancelled(run: Interpreter, state: State, value: Value): void {
  if (!isOf(value, 'cancelled')) return;
  for (const [duty, status] of state.duties)
    if (isOpen(status) && run.activity.dutyOf(duty).resource.endsWithContext === true)
      state.duties.set(duty, 'absent');
}

/** Whether a loop over the value never comes to its end. */
export function isEndless(run: Interpreter, iterable: ValueId): boolean {
  const value = run.activity.values.get(iterable);
  if (isOf(value, 'endless')) return true;
  const { shape } = value;
  if (shape.kind !== 'member') return false;
  const resources = [
    ...run.activity.dutiesOn(shape.object).map(({ resource }) => resource),
    ...typesOfValue(run, shape.object).flatMap((type) =>
      type.includes('#') ? run.catalogue.typesOf(type) : [],
    ),
  ];
  return resources.some(({ endless }) => endless?.includes(shape.key) === true);
}

function isOf({ shape }: Value, operator: NonNullable<Behaviour['tells']>): boolean {
  return shape.kind === 'operation' && shape.operator === operator;
}

/** Binds the arguments that the result carries in itself: the method of a request. */
export function carryArguments(walk: Walk, state: State, call: Call, result: ValueId): void {
  const { values } = walk.run.activity;
  for (const { carries } of call.entries.flatMap(({ behaviours }) => behaviours)) {
    if (carries === undefined) continue;
    const carried = argumentAt(walk.run, state, call, carries.argument);
    if (typeof carried !== 'number') continue;
    if (carries.part === undefined) {
      state.fields.set(`${result}.${carries.member}`, carried);
      continue;
    }
    const part = values.intern(
      `carrier:${call.site}`,
      { kind: 'unknown' },
      { range: call.step.range, type: typeOfSelector(carries.type) },
    );
    walk.run.activity.results.add(result);
    state.fields.set(`${result}.${carries.part}`, part.id);
    state.fields.set(`${part.id}.${carries.member}`, carried);
  }
}
