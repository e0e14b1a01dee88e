/**
 * A call step: what the language's own functions mean, what the catalogue says, what local and project
 * functions do; and, of everybody else, that he may take over what he receives.
 */
import type { FunctionEnd } from '../catalogue/index.ts';
import type { SelfEnd, Sink } from '../catalogue/model.ts';
import type { CallStep } from '../flow/graph.ts';
import { acquireByCatalogue, hasSignal } from './acquire.ts';
import { runDetached } from './detached.ts';
import { noError } from './failure.ts';
import { allHold } from './arguments.ts';
import { answerOf } from './asked.ts';
import { runBuiltin } from './builtins.ts';
import { runCallbacks } from './callbacks.ts';
import { carryArguments, tellingValue } from './contexts.ts';
import { noteStart, startedBy } from './starts.ts';
import { dutiesMeant, endInner, lendReachable, moveDuty, moveReachable, releaseValue } from './disposals.ts';
import { describeCall, typeOfSelector, typesOfValue, type Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { calleeFunction } from './callee.ts';
import { invokeFunction } from './invoke.ts';
import { acquireMade, isMade } from './makers.ts';
import { callObservers } from './observers.ts';
import { acquirePaired } from './pairing.ts';
import { noteEscape, reachableDuties } from './reach.ts';
import { applySink, sinkOf } from './sinks.ts';
import { isOpen, type State } from './state.ts';
import { throwEdge } from './throws.ts';
import type { ValueId } from './values.ts';
import { isReleaseVerb } from './verbs.ts';

/** The states after the call; states in which it throws have gone to the handler. */
export function runCall(walk: Walk, site: string, state: State, step: CallStep): State[] {
  const call = spreadResults(walk, state, describeCall(walk, site, state, step));
  if (call.entries.some((entry) => entry.behaviours.some((behaviour) => behaviour.diverges === true)))
    return [];
  const builtin = runBuiltin(walk, state, call);
  if (builtin !== null) return builtin;
  if (isImpossible(walk, call)) return [];
  // `isNotFound(err)` where there is no error, whoever's function it is.
  if (asksForError(walk, call) && /^is[A-Z]/i.test(calleeName(walk, call))) {
    state.env.set(step.target, walk.run.activity.values.literal(false).id);
    return [state];
  }
  const target = calleeFunction(walk, state, call);
  if (step.detached === true) return runDetached(walk, state, call, target);
  if (target !== null && !isCatalogued(call) && !runsCallback(walk, call) && !endsMade(walk, state, call)) {
    const invoked = invokeFunction(walk, state, call, target);
    if (invoked !== null)
      return invoked.flatMap((after) => {
        const unmade = acquireMade(walk, after, call, target);
        return unmade === null ? [after] : [after, unmade];
      });
  }
  // A release counts also when it throws, and nobody is asked to guard one release against another.
  const released = releaseByCall(walk, state, call);
  if (!released) throwEdge(walk, state, call);
  passArguments(walk, state, call);
  if (released) bindSettled(walk, state, call);
  else bindResult(walk, state, call);
  const failed =
    target === null || isCatalogued(call) || runsCallback(walk, call)
      ? acquireByCatalogue(walk, state, call)
      : acquireMade(walk, state, call, target);
  if (!isCatalogued(call)) acquirePaired(walk, state, call);
  for (const observe of callObservers) observe(walk, state, call);
  const after = runCallbacks(walk, state, call);
  return failed === null ? after : [...after, failed];
}

/** The method by which something counts that the project makes itself: whatever it does, that thing is done with. */
function endsMade(walk: Walk, state: State, { receiver, method }: Call): boolean {
  return (
    receiver !== null &&
    dutiesMeant(walk, state, receiver).some((duty) => {
      const { resource } = walk.run.activity.dutyOf(duty);
      return isMade(resource) && resource.releases.some((one) => 'method' in one && one.method === method);
    })
  );
}

/** `must(open(path))`: who is given a call that has several results is given each of them. */
function spreadResults(walk: Walk, state: State, call: Call): Call {
  const { results, values } = walk.run.activity;
  if (results.size === 0) return call;
  const [only, more] = call.arguments;
  if (only === undefined || more !== undefined || !results.has(only.value)) return call;
  const given = [0, 1, 2].map((index) => state.fields.get(`${only.value}.${index}`));
  const count = given.findLastIndex((value) => value !== undefined) + 1;
  return {
    ...call,
    arguments: given.slice(0, count).map((value, index) => ({
      spread: false,
      value: value ?? values.intern(`part:${call.site}:${index}`, { kind: 'unknown' }).id,
    })),
  };
}

/** A method of the error that there is none of: the path that leads here is none. */
function isImpossible(walk: Walk, call: Call): boolean {
  return call.receiver !== null && call.receiver === noError(walk.run.activity);
}

/** Whether the catalogue says of this very callee, and not of its name alone, how it treats callbacks. */
function runsCallback(walk: Walk, call: Call): boolean {
  const byName = call.method === null ? null : walk.run.catalogue.byAnyMethod(call.method);
  return call.entries.some((entry) => entry !== byName && entry.callbacks.length > 0);
}

/** Whether the catalogue knows more of the callee than how methods of that name treat callbacks. */
export function isCatalogued(call: Call): boolean {
  return call.entries.some(
    (entry) =>
      entry.acquisitions.length > 0 ||
      entry.sinks.length > 0 ||
      entry.deadlines.length > 0 ||
      entry.registrations.length > 0 ||
      entry.releases.length > 0,
  );
}

/** Release methods on the receiver, release functions on an argument, ends, activation. */
function releaseByCall(walk: Walk, state: State, call: Call): boolean {
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
  for (const entry of call.entries) {
    for (const end of entry.ends) {
      call.arguments.forEach((argument, index) => {
        if (end.argument !== 'any' && end.argument !== index) return;
        for (const duty of dutiesMeant(walk, state, argument.value)) {
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
          ('method' in end && end.method === method && endApplies(walk, call, end)),
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
function bindSettled(walk: Walk, state: State, call: Call): void {
  const { values } = walk.run.activity;
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
  call: Call,
  end: { readonly argument?: number; readonly equals?: readonly unknown[]; readonly absent?: number },
): boolean {
  if (end.absent !== undefined) return call.arguments[end.absent] === undefined;
  if (end.argument === undefined) return true;
  if (end.equals === undefined) return call.arguments[end.argument] !== undefined;
  const argument = call.arguments[end.argument];
  if (argument === undefined) return false;
  const shape = walk.run.activity.values.get(argument.value).shape;
  // An event name that is computed may be any: silence.
  if (shape.kind !== 'literal') return true;
  return end.equals.includes(shape.value);
}

function activates(walk: Walk, duty: number, method: string): boolean {
  const { resource } = walk.run.activity.dutyOf(duty);
  if (resource.inert === true) return true;
  return walk.run.catalogue.activatorsOf(resource.id).includes(method);
}

/** What becomes of the arguments: by the catalogue's sinks, else the unknown callee may take them over. */
function passArguments(walk: Walk, state: State, call: Call): void {
  const { activity } = walk.run;
  const subject = calleeText(walk, call.step);
  call.arguments.forEach((argument, index) => {
    // Closures are run, deferred or handed out by what the callee does with them.
    if (activity.values.get(argument.value).shape.kind === 'closure') return;
    noteEscape(activity, state, argument.value);
    if (reachableDuties(activity, state, argument.value).length === 0) return;
    const sink = sinkOf(walk, state, call, index);
    if (sink !== null) applySink(walk, state, call, argument.value, sink);
    // `closeAndLog(file)`: its name says what becomes of it, whatever is done besides.
    else if (/^(?:[Cc]lose|[Rr]elease|[Dd]ispose)(?:[A-Z_]|$)/.test(calleeName(walk, call)))
      moveReachable(walk, state, argument.value, 'moved', call.step.range);
    else if (!isHarmless(call))
      lendReachable(walk, state, argument.value, call.step.range, subject, call.step.literal);
  });
  // `holder.method()` on a local object that holds resources: the method may close them.
  if (call.receiver !== null) {
    const shape = activity.values.get(call.receiver).shape;
    if (shape.kind === 'object' && !isHarmless(call))
      lendReachable(walk, state, call.receiver, call.step.range, subject);
  }
}

/** Callees that the catalogue calls harmless (logging, paths, strings) take nothing over. */
function isHarmless(call: Call): boolean {
  return call.entries.some((entry) =>
    entry.behaviours.some((behaviour) => behaviour.throws === 'never' && behaviour.returns === undefined),
  ) && call.receiver !== null
    ? !call.entries.some((entry) => entry.callbacks.length > 0)
    : false;
}

/** The result when nothing is acquired: fluent methods give their receiver, others something unknown. */
function bindResult(walk: Walk, state: State, call: Call): void {
  const { run } = walk;
  const { values } = run.activity;
  let type = null;
  for (const entry of call.entries) {
    for (const behaviour of entry.behaviours) {
      if (behaviour.returns === 'receiver' && call.receiver !== null) {
        carryArguments(walk, state, call, call.receiver);
        state.env.set(call.step.target, call.receiver);
        return;
      }
      if (behaviour.returns !== undefined && behaviour.returns !== 'receiver') {
        if ('type' in behaviour.returns) type = typeOfSelector(behaviour.returns.type);
        else {
          const inner = values.intern(
            `inner:${call.site}`,
            { kind: 'unknown' },
            { type: typeOfSelector(behaviour.returns.promise) },
          );
          const promise = values.intern(`promise:${call.site}`, {
            kind: 'promise',
            inner: inner.id,
            chain: null,
          });
          state.env.set(call.step.target, promise.id);
          return;
        }
      }
    }
    for (const sink of entry.sinks) {
      if (sink.effect === 'wraps' && wrapArgument(walk, state, call, sink)) return;
      if (sink.effect !== 'returns' || typeof sink.argument !== 'number') continue;
      const argument = call.arguments[sink.argument];
      if (argument !== undefined) {
        state.env.set(call.step.target, argument.value);
        return;
      }
    }
  }
  // An unlisted method on a resource whose name is that of a fluent setter gives the resource back.
  if (
    type === null &&
    call.receiver !== null &&
    call.method !== null &&
    /^(?:on|once|addListener|prependListener|off|removeListener|set[A-Z]\w*|ref|unref|listen|connect|resume|pause)$/.test(
      call.method,
    ) &&
    dutiesMeant(walk, state, call.receiver).some((duty) => isOpen(state.duties.get(duty)))
  ) {
    state.env.set(call.step.target, call.receiver);
    return;
  }
  if (call.step.literal === true) {
    const [only] = call.arguments;
    if (only !== undefined) {
      state.env.set(call.step.target, only.value);
      return;
    }
  }
  const telling = startedBy(walk, call) ?? tellingValue(walk, call);
  if (telling !== null) {
    state.env.set(call.step.target, telling);
    return;
  }
  // `errors.Is(err, …)` where there is no error.
  if (asksForError(walk, call)) {
    state.env.set(call.step.target, values.literal(false).id);
    return;
  }
  const asked = answerOf(walk, state, call);
  if (asked !== null) {
    state.env.set(call.step.target, asked);
    return;
  }
  if (
    type === null &&
    call.receiver !== null &&
    typesOfValue(run, call.receiver).some((one) => run.catalogue.isFluent(one))
  )
    type = values.get(call.receiver).type;
  if (call.step.construct) {
    const reference = call.references[0];
    if (
      reference !== undefined &&
      (reference.kind === 'export' || reference.kind === 'global' || reference.kind === 'class')
    )
      type = reference.kind === 'class' ? { kind: 'class' as const, class: reference.class } : reference;
  }
  const result = values.intern(
    `call:${call.site}`,
    { kind: 'unknown' },
    { type, range: call.step.range, constructed: call.step.construct },
  );
  state.env.set(call.step.target, result.id);
  carryArguments(walk, state, call, result.id);
}

/** A wrapper is another form of what it wraps: whoever closes the one closes the other. */
function wrapArgument(walk: Walk, state: State, call: Call, sink: Sink): boolean {
  const { values } = walk.run.activity;
  const index = sink.argument === 'any' ? 0 : sink.argument;
  const argument = call.arguments[index];
  if (argument === undefined || isAcquiring(call)) return false;
  if (dutiesMeant(walk, state, argument.value).length === 0) return false;
  const reference = call.step.construct ? call.references[0] : undefined;
  const type = reference?.kind === 'export' || reference?.kind === 'global' ? reference : null;
  const wrapper = values.intern(
    `wrap:${call.site}:${argument.value}`,
    { kind: 'operation', operator: 'wrapper', operands: [argument.value] },
    { type, range: call.step.range },
  );
  state.env.set(call.step.target, wrapper.id);
  return true;
}

/** The wrapper is a resource of its own. */
export function isAcquiring(call: Call): boolean {
  return call.entries.some((entry) => entry.acquisitions.length > 0);
}

/** Whether the call only asks what sort of error something is that is none on this path. */
function asksForError(walk: Walk, call: Call): boolean {
  const nothing = noError(walk.run.activity);
  if (!call.arguments.some((argument) => argument.value === nothing)) return false;
  return /^(?:[Ii]s|[Aa]s|[Hh]as|[Ss]hould|[Mm]atch)/.test(calleeName(walk, call));
}

function calleeName(walk: Walk, { step: { nameRange } }: Call): string {
  return walk.run.activity.file.text.slice(nameRange.start, nameRange.end);
}

/** What the callee is written as, shortened to its last name when it spans lines. */
export function calleeText(walk: Walk, step: CallStep): string {
  const { text } = walk.run.activity.file;
  const whole = text.slice(step.range.start, step.nameRange.end);
  const short = text.slice(step.nameRange.start, step.nameRange.end);
  const tidy = whole.replace(/^await\s+/, '');
  return tidy.includes('\n') || tidy.length > 60 || tidy.includes('(')
    ? step.construct
      ? `new ${short.replace(/^new\s+/, '')}`
      : short
    : tidy;
}
