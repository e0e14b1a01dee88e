/** Calls that give something back, end it in another way, or make it live. */
import type { FunctionEnd } from '../catalogue/index.ts';
import type { SelfEnd } from '../catalogue/model.ts';
import { hasSignal } from './acquire.ts';
import { allHold } from './arguments.ts';
import { viewed } from './call-results.ts';
import { dutiesMeant, endInner, moveDuty, releaseValue } from './disposals.ts';
import { typesOfValue, type Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { outerOf } from './outer.ts';
import { noteStart } from './starts.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';
import { isReleaseVerb } from './verbs.ts';

/** Release methods on the receiver, release functions on an argument, ends, activation. */
export function releaseByCall(walk: Walk, state: State, call: Call): boolean {
  const { run } = walk;
  // Nothing was acquired yet: nothing can be released.
  if (run.activity.duties.length === 0) return false;
  const before = run.activity.disposals.length;
  for (const entry of call.entries) {
    for (const release of entry.releases) {
      const argument =
        call.arguments[release.argument < 0 ? call.arguments.length + release.argument : release.argument];
      if (argument !== undefined) releaseValue(walk, state, argument.value, call.step.range);
    }
  }
  endOuter(walk, state, call);
  for (const entry of call.entries) {
    for (const end of entry.ends) {
      if ('readOut' in end.end) continue;
      call.arguments.forEach((argument, index) => {
        if (end.argument !== 'any' && end.argument !== index) return;
        const read = isDraining(end) ? viewed : dutiesMeant;
        for (const duty of read(walk, state, argument.value)) {
          const { resource, value } = run.activity.dutyOf(duty);
          const isOwn = resource.id === end.resource.id;
          if (isDraining(end)) {
            if (isOwn) state.learn(value, { drained: true });
          } else if (isOwn || !('exact' in end.end))
            moveDuty(walk, state, duty, 'moved', call.step.range, null, null);
        }
      });
    }
  }
  // `release()`: the value itself is what releases.
  for (const duty of dutiesMeant(walk, state, call.callee)) {
    const { resource } = run.activity.dutyOf(duty);
    if (run.catalogue.releasesOf(resource).some((release) => 'call' in release))
      releaseValue(walk, state, call.callee, call.step.range);
  }
  const callee = run.activity.values.get(call.callee).shape;
  // `for _, close := range closers { close() }`
  if (callee.kind === 'operation' && callee.operator === 'element' && call.receiver === null)
    releaseValue(walk, state, call.callee, call.step.range);
  if (callee.kind === 'operation' && callee.operator === 'bound')
    for (const operand of callee.operands) releaseValue(walk, state, operand, call.step.range);
  if (call.receiver === null || call.method === null) return run.activity.disposals.length > before;
  // `request.end()` sends the request; its response is yet to come.
  if (call.method !== 'end' && isReleaseVerb(call.method) && !isEmitterMethod(call.method))
    endInner(walk, state, call.receiver, call.step.range);
  for (const duty of dutiesMeant(walk, state, call.receiver)) {
    const { resource, paired } = run.activity.dutyOf(duty);
    const method = call.method;
    const listed = run.catalogue
      .releasesOf(resource)
      .find((release) => 'method' in release && release.method === method);
    if (listed !== undefined && 'method' in listed) {
      if (allHold(run, state, call, listed.when) !== false)
        releaseValue(walk, state, call.receiver, call.step.range);
      continue;
    }
    const ends = [...run.catalogue.endsOf(resource), ...endsByType(walk, duty, call.receiver)];
    if (
      ends.some(
        (end) =>
          ('unref' in end && end.unref === method) ||
          ('method' in end && end.method === method && endApplies(walk, state, call, end)),
      )
    ) {
      moveDuty(walk, state, duty, 'moved', call.step.range, null, null);
      continue;
    }
    // A release verb that nobody listed still says that it is being given back.
    if ((paired || isReleaseVerb(method)) && isReleaseVerb(method) && !isEmitterMethod(method)) {
      releaseValue(walk, state, call.receiver, call.step.range);
      continue;
    }
    if (state.duties.get(duty) === 'idle' && activates(walk, duty, method)) {
      state.duties.set(duty, hasSignal(walk, state, call) ? 'moved' : 'held');
      noteStart(walk, call, duty);
    }
  }
  return run.activity.disposals.length > before;
}

/** `statement.execute("SHUTDOWN")` ends the database, and the connection with it. */
function endOuter(walk: Walk, state: State, call: Call): void {
  const { receiver } = call;
  if (receiver === null) return;
  for (const { endsOuter } of call.entries.flatMap(({ behaviours }) => behaviours)) {
    if (endsOuter === undefined || allHold(walk.run, state, call, endsOuter) !== true) continue;
    const outer = outerOf(walk, state, receiver, null);
    if (outer === null) continue;
    for (const duty of dutiesMeant(walk, state, outer)) walk.run.activity.endedByCommand.add(duty);
    releaseValue(walk, state, outer, call.step.range);
  }
}

function isDraining({ end }: FunctionEnd): boolean {
  return 'drained' in end;
}

/** What a function is given ends as all things of its declared type do. */
function endsByType(walk: Walk, duty: number, receiver: ValueId): readonly SelfEnd[] {
  const { activity, catalogue } = walk.run;
  if (activity.dutyOf(duty).parameter === null) return [];
  const sorts = typesOfValue(walk.run, receiver)
    .flatMap((type) => (type.includes('#') ? catalogue.typesOf(type) : []))
    .map((resource) => catalogue.endsOf(resource));
  return (sorts[0] ?? []).filter((end) =>
    sorts.every((ends) => ends.some((one) => methodOf(one) === methodOf(end))),
  );
}

function methodOf(end: SelfEnd): string | null {
  if ('method' in end) return end.method;
  return 'unref' in end ? end.unref : null;
}

/** A release that fails counts as one, so nothing after it is lost on its account. */
export function bindSettled(walk: Walk, state: State, call: Call): void {
  const { values } = walk.run.activity;
  // Where there are no exceptions it gives an error, or none: both ways go on.
  if (walk.run.catalogue.neverThrows) {
    state.env.set(call.step.target, values.intern(`closed:${call.site}`, { kind: 'unknown' }).id);
    return;
  }
  const nothing = values.literal(undefined).id;
  const promise = values.intern(`closed:${call.site}`, { kind: 'promise', inner: nothing, chain: null });
  state.settled.set(promise.id, { fulfilled: true, value: nothing });
  state.env.set(call.step.target, promise.id);
}

/** `off` and `remove` undo something on the resource; they do not release it. */
function isEmitterMethod(method: string): boolean {
  return (
    method === 'off' ||
    method === 'remove' ||
    method === 'removeAllListeners' ||
    method === 'clear' ||
    method === 'resume' ||
    method === 'commit'
  );
}

function endApplies(
  walk: Walk,
  state: State,
  call: Call,
  end: Extract<SelfEnd, { readonly method: string }>,
): boolean {
  if ('absent' in end) return call.arguments[end.absent] === undefined;
  if (end.answers === true && !call.arguments.some(({ value }) => answers(walk, state, value))) return false;
  if (end.argument === undefined) return true;
  if (end.equals === undefined) return call.arguments[end.argument] !== undefined;
  const argument = call.arguments[end.argument];
  if (argument === undefined) return false;
  const shape = walk.run.activity.values.get(argument.value).shape;
  // An event name that is computed may be any: silence.
  if (shape.kind !== 'literal') return true;
  return end.equals.some((one) => one === shape.value);
}

/** The function settles a promise, or uses what does. */
function answers({ run }: Walk, state: State, value: ValueId): boolean {
  const { shape } = run.activity.values.get(value);
  if (shape.kind === 'settler') return true;
  if (shape.kind !== 'closure') return false;
  const captured = run.activity.file.functions[shape.function]?.captures ?? [];
  return captured.some((place) => {
    const held = state.env.get(place);
    return held !== undefined && run.activity.values.get(held).shape.kind === 'settler';
  });
}

function activates(walk: Walk, duty: number, method: string): boolean {
  const { id, inert } = walk.run.activity.dutyOf(duty).resource;
  if (inert === true) return true;
  return (inert ?? walk.run.catalogue.activatorsOf(id)).includes(method);
}
