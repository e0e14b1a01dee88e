/**
 * A call step: what the language's own functions mean, what the catalogue says, what local and project
 * functions do; and, of everybody else, that he may take over what he receives.
 */
import type { CallStep } from '../flow/graph.ts';
import { acquireByCatalogue } from './acquire.ts';
import { runBuiltin } from './builtins.ts';
import { asksForError, bindResult } from './call-results.ts';
import { runCallbacks } from './callbacks.ts';
import { calleeFunction } from './callee.ts';
import { calleeName, calleeText } from './callee-text.ts';
import { runDetached } from './detached.ts';
import { dutiesMeant, lendReachable, moveReachable } from './disposals.ts';
import { describeCall, type Call } from './entries.ts';
import { noError } from './failure.ts';
import { givenByGetter } from './getters.ts';
import type { Walk } from './interpreter.ts';
import { isEndOfPath } from './insisting.ts';
import { invokeFunction } from './invoke.ts';
import { keepUnlessThere } from './keeping.ts';
import { acquireMade, isMade } from './makers.ts';
import { callObservers } from './observers.ts';
import { askOptional, noteOptional } from './optionals.ts';
import { acquirePaired } from './pairing.ts';
import { givenBefore } from './given-again.ts';
import { isKeeper, noteEscape, reachableDuties } from './reach.ts';
import { endByReading } from './read-out.ts';
import { bindSettled, releaseByCall } from './release-calls.ts';
import { applySink, sinkOf } from './sinks.ts';
import type { State } from './state.ts';
import { throwEdge } from './throws.ts';

/** The states after the call; states in which it throws have gone to the handler. */
export function runCall(walk: Walk, site: string, state: State, step: CallStep): State[] {
  const call = spreadResults(walk, state, describeCall(walk, site, state, step));
  if (call.entries.some((entry) => entry.behaviours.some((behaviour) => behaviour.diverges === true)))
    return [];
  if (isEndOfPath(walk, state, call)) return [];
  const builtin = runBuiltin(walk, state, call);
  if (builtin !== null) return builtin;
  if (isImpossible(walk, call)) return [];
  const asked = askOptional(walk, state, call);
  if (asked !== null) return [asked];
  // `isNotFound(err)` where there is no error, whoever's function it is.
  if (asksForError(walk, call) && /^is[A-Z]/i.test(calleeName(walk, call))) {
    state.env.set(step.target, walk.run.activity.values.literal(false).id);
    return [state];
  }
  const again = givenBefore(walk, state, call);
  if (again !== null) {
    state.env.set(step.target, again);
    return [state];
  }
  const target = calleeFunction(walk, state, call);
  const got = isCatalogued(call) ? null : givenByGetter(walk, state, call, target);
  if (got !== null) {
    state.env.set(step.target, got);
    return [state];
  }
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
  endByReading(walk, state, call);
  passArguments(walk, state, call);
  if (released) bindSettled(walk, state, call);
  else bindResult(walk, state, call);
  const failed =
    target === null || isCatalogued(call) || runsCallback(walk, call)
      ? acquireByCatalogue(walk, state, call)
      : acquireMade(walk, state, call, target);
  const given = state.env.get(step.target);
  if (target !== null && given !== undefined)
    noteOptional(walk.run, given, target.function.declaredReturn ?? null);
  const refused = keepUnlessThere(walk, state, call);
  if (!isCatalogued(call)) acquirePaired(walk, state, call);
  for (const observe of callObservers) observe(walk, state, call);
  const after = runCallbacks(walk, state, call);
  return [...after, ...[failed, refused].filter((one) => one !== null)];
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
    // Who works with a cursor is not the owner of its connection. What is made from it keeps it.
    else if (!isHarmless(call) && (!isKeeper(activity, argument.value) || makesSomething(walk, call)))
      lendReachable(walk, state, argument.value, call.step.range, subject, call.step.literal);
  });
  // `holder.method()` on a local object that holds resources: the method may close them.
  if (call.receiver !== null) {
    const shape = activity.values.get(call.receiver).shape;
    if (shape.kind === 'object' && !isHarmless(call))
      lendReachable(walk, state, call.receiver, call.step.range, subject);
  }
}

/** By its name, where it is not known. */
function makesSomething(walk: Walk, call: Call): boolean {
  return call.step.construct || /^(?:[A-Z]|new|make|create|build|wrap)/.test(calleeName(walk, call));
}

/** Callees that the catalogue calls harmless (logging, paths, strings) take nothing over. */
function isHarmless(call: Call): boolean {
  return call.entries.some((entry) =>
    entry.behaviours.some((behaviour) => behaviour.throws === 'never' && behaviour.returns === undefined),
  ) && call.receiver !== null
    ? !call.entries.some((entry) => entry.callbacks.length > 0)
    : false;
}
