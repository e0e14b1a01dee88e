/** Binding, loading and storing: how aliases come about and where resources are put. */
import type { ResourceType } from '../catalogue/model.ts';
import type { Reference, Step, TypeReference } from '../flow/graph.ts';
import type { Activity, Frame } from './activity.ts';
import { isUnusedRoot } from './contexts.ts';
import { moveDuty, moveReachable } from './disposals.ts';
import { typeSelectors } from './entries.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import { foreignMember } from './foreign.ts';
import { hasHolder, noteEscape, reachableDuties } from './reach.ts';
import type { DutyId, State } from './state.ts';
import { isOpen } from './state.ts';
import { noteOptional } from './optionals.ts';
import { fieldType } from './static-types.ts';
import type { ValueId } from './values.ts';

/** target ← source. Overwriting the last alias of a held resource loses it. */
export function copyInto(walk: Walk, state: State, step: Step & { readonly op: 'copy' }): void {
  const { run, frame } = walk;
  const { activity } = run;
  const source = run.read(frame, state, step.source);
  if (step.type !== undefined) {
    activity.values.refine(source, step.type);
    noteOptional(run, source, step.type);
  }
  const place = activity.file.places[step.target];
  if (place?.kind !== 'variable') {
    state.env.set(step.target, source);
    return;
  }
  const before = state.env.get(step.target);
  state.env.set(step.target, source);
  if (before !== undefined && before !== source && step.declares !== true) {
    for (const duty of reachableDuties(activity, state, before)) {
      const status = state.duties.get(duty);
      if (status !== 'held' || hasHolder(activity, state, duty)) continue;
      if (isUnusedRoot(walk, duty, step.range.start)) {
        state.duties.set(duty, 'absent');
        continue;
      }
      // Let go on purpose: the rows that are handed on stand for their statement and its connection.
      if (isNull(activity, source) && holdsOpen(activity, state, duty)) {
        moveDuty(walk, state, duty, 'moved', step.range, null, null);
        continue;
      }
      activity.observations.push({
        duty,
        what: 'overwritten',
        status,
        evidence: state.evidence,
        errorPath: state.errorPath,
        lentAt: [],
        implicit: false,
        drained: state.facts.get(activity.dutyOf(duty).value)?.drained === true,
        trace: {
          step: { role: 'overwritten', range: step.range, subject: place.name },
          duty: null,
          before: state.trace,
        },
        range: step.range,
      });
      state.duties.set(duty, 'lost');
    }
  }
  const isOfOther = state.beside && place.declaredIn !== walk.frame.function.id;
  if (isOfOther || !isInsideActivity(walk, place.declaredIn)) {
    noteEscape(activity, state, source);
    // A variable of the module or of a function around the activity: it lives on after this activity.
    for (const duty of reachableDuties(activity, state, source, 'all'))
      moveDuty(
        walk,
        state,
        duty,
        'stored',
        step.range,
        { kind: 'captured', place: step.target, name: place.name },
        step.target,
      );
  }
}

function isNull({ values }: Activity, value: ValueId): boolean {
  const { shape } = values.get(value);
  return shape.kind === 'literal' && shape.value === null;
}

/** Whether something is open that lives inside it, or inside something that does. */
function holdsOpen(activity: Activity, state: State, outer: DutyId): boolean {
  const inside = new Set([outer]);
  for (const id of inside) {
    const { value } = activity.dutyOf(id);
    for (const one of activity.duties) if (activity.isWithin(one, value)) inside.add(one.id);
  }
  inside.delete(outer);
  return [...inside].some((id) => state.duties.get(id) === 'held');
}

/** Whether the function's variables end with this activity. */
export function isInsideActivity(walk: Walk, declaredIn: number): boolean {
  const { file, root } = walk.run.activity;
  let current: number | null = declaredIn;
  while (current !== null) {
    if (current === root.id) return true;
    current = file.functions[current]?.parent ?? null;
  }
  return false;
}

/** target ← object.key */
export function loadMember(
  walk: Walk,
  site: string,
  state: State,
  step: Step & { readonly op: 'load' },
): void {
  const { run, frame } = walk;
  const { values } = run.activity;
  const object = run.read(frame, state, step.object);
  const part = partOf(walk, object, step.range);
  if (part !== null) {
    state.env.set(step.target, part);
    return;
  }
  if (step.key === null) {
    // An element by a computed key: of a container with resources it may be any of them.
    const held = run.heldElements(state, object);
    const value =
      held.length > 0
        ? values.intern(`element:${site}:${held.join(',')}`, {
            kind: 'operation',
            operator: 'element',
            operands: held.map((duty) => run.activity.dutyOf(duty).value),
          })
        : values.intern(`load:${site}`, { kind: 'unknown' });
    state.env.set(step.target, value.id);
    return;
  }
  if (standsFor(walk, object, step.key)) {
    state.env.set(step.target, object);
    return;
  }
  if (step.binds === true && isRelease(walk, state, object, step.key)) {
    const shape = { kind: 'operation', operator: 'bound', operands: [object] } as const;
    state.env.set(step.target, values.intern(`bound:${site}:${object}`, shape).id);
    return;
  }
  handOverByMember(walk, state, object, step);
  const known = state.fields.get(`${object}.${step.key}`);
  if (known !== undefined) {
    state.env.set(step.target, known);
    return;
  }
  const owner = values.get(object);
  // One of a pair: in `for name, file in files` the element may be either.
  if (owner.shape.kind === 'operation' && owner.shape.operator === 'element' && /^\d+$/.test(step.key)) {
    state.env.set(step.target, object);
    return;
  }
  if (owner.shape.kind === 'reference') {
    const reference = memberReference(owner.shape.reference, step.key);
    if (reference !== null) {
      state.env.set(
        step.target,
        values.intern(`ref:${JSON.stringify(reference)}`, { kind: 'reference', reference }).id,
      );
      return;
    }
  }
  if (owner.shape.kind === 'literal' && (owner.shape.value === null || owner.shape.value === undefined)) {
    state.env.set(step.target, values.intern('never', { kind: 'unknown' }).id);
    return;
  }
  const type = memberType(run, frame, owner.type, step.key);
  state.env.set(
    step.target,
    values.intern(`m:${object}.${step.key}`, { kind: 'member', object, key: step.key }, { type }).id,
  );
}

/** Whether the member is the method that gives back what the object is. */
function isRelease({ run }: Walk, state: State, object: ValueId, key: string): boolean {
  return openDutiesOn(run, state, object).some((duty) =>
    run.catalogue
      .releasesOf(run.activity.dutyOf(duty).resource)
      .some((release) => 'method' in release && release.method === key),
  );
}

/** What is read out of a thing that all its parts refer to, as the collections of a database do to its client. */
function partOf({ run }: Walk, object: ValueId, range: Step['range']): ValueId | null {
  const { activity } = run;
  const { shape } = activity.values.get(object);
  const whole = shape.kind === 'operation' && shape.operator === 'keeper' ? shape.operands[0] : object;
  if (whole === undefined || !activity.dutiesOn(whole).some(({ resource }) => resource.partsKeep))
    return null;
  const keeper = { kind: 'operation', operator: 'keeper', operands: [whole] } as const;
  return activity.values.intern(`part:${whole}`, keeper, { range }).id;
}

/** Whether a member of a resource, or of something of its type, stands for the whole. */
function standsFor(walk: Walk, object: ValueId, key: string): boolean {
  const { run } = walk;
  if (!run.catalogue.standIns.has(key)) return false;
  const stands = (resource: ResourceType | undefined): boolean => resource?.members?.includes(key) === true;
  if (run.activity.dutiesOn(object).some((duty) => stands(duty.resource))) return true;
  const { type } = run.activity.values.get(object);
  return (
    type !== null && typeSelectors(type).some((selector) => run.catalogue.typesOf(selector).some(stands))
  );
}

/** Reading `response.body` hands the response over to whoever works with what was read. */
function handOverByMember(
  walk: Walk,
  state: State,
  object: ValueId,
  step: Step & { readonly op: 'load' },
): void {
  for (const duty of openDutiesOn(walk.run, state, object)) {
    const { resource } = walk.run.activity.dutyOf(duty);
    if (walk.run.catalogue.endsOf(resource).some((end) => 'member' in end && end.member === step.key))
      moveDuty(walk, state, duty, 'moved', step.range, null, null);
  }
}

function memberReference(of: Reference, key: string): Reference | null {
  switch (of.kind) {
    case 'export':
      return { kind: 'export', module: of.module, path: [...of.path, key] };
    case 'global':
      return { kind: 'global', path: [...of.path, key] };
    case 'choice': {
      const members = of.of.map((one) => memberReference(one, key)).filter((one) => one !== null);
      return members.length === 0 ? null : { kind: 'choice', of: members };
    }
    default:
      return null;
  }
}

/** The declared type of a member of a local class. */
function memberType(
  run: Interpreter,
  frame: Frame,
  type: TypeReference | null,
  key: string,
): TypeReference | null {
  void frame;
  if (type?.kind === 'tuple') return type.of[Number(key)] ?? null;
  if (type?.kind === 'export') return foreignMember(run, type, key);
  if (type?.kind !== 'class') return null;
  const info = run.activity.file.classes[type.class];
  const declared = info?.members.find((member) => member.name === key && member.type !== undefined)?.type;
  return declared ?? fieldType(run.catalogue, run.activity.file, type.class, key);
}

/** object.key ← value */
export function storeMember(walk: Walk, state: State, step: Step & { readonly op: 'store' }): void {
  const { run, frame } = walk;
  const { activity } = run;
  const object = run.read(frame, state, step.object);
  const value = run.read(frame, state, step.value);
  const owner = activity.values.get(object);
  // Who keeps it as a key finds it again there (`speed[socket] = 0`).
  if (step.computed !== undefined)
    moveReachable(walk, state, run.read(frame, state, step.computed), 'moved', step.range);
  const key = step.key ?? `…${step.value}`;
  if (owner.shape.kind === 'object' || owner.shape.kind === 'array') {
    state.fields.set(`${object}.${key}`, value);
    if (owner.shape.kind === 'array' && isKeptByThis(activity, state, object))
      moveReachable(walk, state, value, 'stored', step.range);
    // An instance of a named type looks after what it is given.
    if (owner.type !== null) moveReachable(walk, state, value, 'moved', step.range);
    return;
  }
  if (owner.shape.kind === 'this') {
    state.fields.set(`${object}.${key}`, value);
    noteEscape(activity, state, value);
    const className = ownerName(walk);
    for (const duty of reachableDuties(activity, state, value, 'all'))
      moveDuty(
        walk,
        state,
        duty,
        'stored',
        step.range,
        { kind: 'field', name: key, className, releaseMethod: null },
        null,
      );
    return;
  }
  // A module, or what it exports, lives on with what its functions use.
  const isShared = owner.shape.kind === 'reference';
  moveReachable(walk, state, value, isShared ? 'stored' : 'moved', step.range);
  if (
    step.key !== null &&
    (owner.shape.kind === 'unknown' || owner.shape.kind === 'parameter' || owner.shape.kind === 'member')
  )
    state.fields.set(`${object}.${key}`, value);
}

/** A field of the receiver holds the array: what is put into it stays when the function has ended. */
function isKeptByThis(activity: Activity, state: State, array: ValueId): boolean {
  for (const [key, held] of state.fields) {
    if (held !== array) continue;
    if (activity.values.get(Number(key.slice(0, key.indexOf('.')))).shape.kind === 'this') return true;
  }
  return false;
}

function ownerName(walk: Walk): string | null {
  let frame: Frame | null = walk.frame;
  while (frame !== null) {
    if (frame.function.ownerClass !== null)
      return walk.run.activity.file.classes[frame.function.ownerClass]?.name ?? null;
    frame = frame.caller;
  }
  return null;
}

/** Open duties that hang directly on a value. */
export function openDutiesOn(run: Interpreter, state: State, value: ValueId): number[] {
  return run.activity
    .dutiesOn(value)
    .filter((duty) => isOpen(state.duties.get(duty.id)))
    .map((duty) => duty.id);
}
