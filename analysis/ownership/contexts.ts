/**
 * Contexts: the one that is cancelled cancels all that were made from it, and what was acquired under it ends. And
 * loops that wait for what comes for ever.
 */
import type { Acquisition, Behaviour } from '../catalogue/model.ts';
import type { Activity } from './activity.ts';
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
  acquisition: Acquisition,
  value: ValueId,
): void {
  const { activity } = walk.run;
  if (acquisition.under === undefined) return;
  const from = argumentAt(walk.run, state, call, acquisition.under);
  if (typeof from !== 'number') return;
  const { shape } = activity.values.get(from);
  if (shape.kind !== 'member') return;
  for (const parent of activity.duties) {
    if (parent.part === null || state.fields.get(`${shape.object}.${parent.part}`) !== parent.value) continue;
    for (const duty of activity.dutiesOn(value)) activity.parents.set(duty.id, parent.id);
  }
}

/** Whether what it was made from is released on this path, by a deferred call too. */
export function endsWithParent(activity: Activity, state: State, duty: DutyId): boolean {
  const parent = activity.parents.get(duty);
  return parent !== undefined && state.duties.get(parent) === 'released';
}

/** The value of a call that tells something by what it gives. */
export function tellingValue(walk: Walk, call: Call): ValueId | null {
  const tells = call.entries.flatMap(({ behaviours }) => behaviours).find((one) => one.tells !== undefined);
  if (tells?.tells === undefined) return null;
  const shape = { kind: 'operation', operator: tells.tells, operands: [] } as const;
  return walk.run.activity.values.intern(`${tells.tells}:${call.site}`, shape).id;
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
    const part = values.intern(
      `carrier:${call.site}`,
      { kind: 'unknown' },
      { range: call.step.range, type: typeOfSelector(carries.type) },
    );
    state.fields.set(`${result}.${carries.part}`, part.id);
    state.fields.set(`${part.id}.${carries.member}`, carried);
  }
}
