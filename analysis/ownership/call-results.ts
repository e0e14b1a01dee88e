/** What a call gives, where it acquires nothing. */
import type { Behaviour, Sink } from '../catalogue/model.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { applies } from './acquire.ts';
import { allHold } from './arguments.ts';
import { answerOf } from './asked.ts';
import { calleeName } from './callee-text.ts';
import { carryArguments, tellingValue } from './contexts.ts';
import { dutiesMeant } from './disposals.ts';
import { typeOfSelector, typesOfValue, type Call } from './entries.ts';
import { noError } from './failure.ts';
import { isNamedAsError } from './known.ts';
import type { Walk } from './interpreter.ts';
import { outerOf } from './outer.ts';
import { reachableDuties } from './reach.ts';
import { startedBy } from './starts.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { Value, ValueId } from './values.ts';

/** The result when nothing is acquired: fluent methods give their receiver, others something unknown. */
export function bindResult(walk: Walk, state: State, call: Call): void {
  const { run } = walk;
  const { values } = run.activity;
  let type = null;
  for (const entry of call.entries) {
    for (const behaviour of entry.behaviours) {
      if (behaviour.outer === true && bindOuter(walk, state, call, behaviour)) return;
      if (behaviour.hardlyFails !== undefined) {
        bindWithoutError(walk, state, call, behaviour.hardlyFails);
        return;
      }
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
      if (sink.effect === 'views' && viewArgument(walk, state, call, sink)) return;
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
  const asked = answerOf(walk, state, call) ?? sortOfError(walk, state, call);
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
  if (keepReceiver(walk, state, call, type)) return;
  const result = values.intern(
    `call:${call.site}`,
    { kind: 'unknown' },
    { type, range: call.step.range, constructed: call.step.construct },
  );
  state.env.set(call.step.target, result.id);
  carryArguments(walk, state, call, result.id);
}

/** Several results, of which the one that could be an error is none. */
function bindWithoutError(walk: Walk, state: State, { site, step }: Call, error: string): void {
  const { activity } = walk.run;
  if (error === '') {
    state.env.set(step.target, noError(activity));
    return;
  }
  const { id } = activity.values.intern(`works:${site}`, { kind: 'object' }, { range: step.range });
  activity.results.add(id);
  state.fields.set(`${id}.${error}`, noError(activity));
  state.env.set(step.target, id);
}

/** Whoever asks a statement for its connection has the connection that was asked for the statement. */
function bindOuter(walk: Walk, state: State, { receiver, step }: Call, { returns }: Behaviour): boolean {
  const type = typeof returns === 'object' && 'type' in returns ? typeOfSelector(returns.type) : null;
  const outer = receiver === null ? null : outerOf(walk, state, receiver, type);
  if (outer !== null) state.env.set(step.target, outer);
  return outer !== null;
}

/** A wrapper is another form of what it wraps: whoever closes the one closes the other. */
function wrapArgument(walk: Walk, state: State, call: Call, sink: Sink): boolean {
  const { values } = walk.run.activity;
  const index = sink.argument === 'any' ? 0 : sink.argument;
  const argument = call.arguments[index];
  if (argument === undefined || isAcquiring(walk, state, call)) return false;
  if (dutiesMeant(walk, state, argument.value).length === 0) return false;
  if (allHold(walk.run, state, call, sink.when) !== true) return false;
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

/** The cursor of a connection refers to the connection, and does not stand for it. */
function keepReceiver(walk: Walk, state: State, call: Call, type: Value['type']): boolean {
  const { receiver } = call;
  if (receiver === null || !isKept(walk, call)) return false;
  if (reachableDuties(walk.run.activity, state, receiver).length === 0) return false;
  const keeper = walk.run.activity.values.intern(
    `keeper:${call.site}:${receiver}`,
    { kind: 'operation', operator: 'keeper', operands: [receiver] },
    { type, range: call.step.range },
  );
  state.env.set(call.step.target, keeper.id);
  return true;
}

function isKept(walk: Walk, { entries, step }: Call): boolean {
  const ways = entries.flatMap(({ behaviours }) => behaviours.map(({ keeps }) => keeps));
  if (ways.includes(true)) return true;
  if (!ways.includes('unread')) return false;
  return !aliasesOf(walk.run.activity.file, step.target).calls.some(
    ({ step: { method } }) => typeof method === 'string' && method.startsWith('read'),
  );
}

/** A view is what is read of what it stands for; it holds nothing. */
function viewArgument(walk: Walk, state: State, call: Call, sink: Sink): boolean {
  const argument = call.arguments[sink.argument === 'any' ? 0 : sink.argument];
  if (argument === undefined || viewed(walk, state, argument.value).length === 0) return false;
  const shape = { kind: 'operation', operator: 'view', operands: [argument.value] } as const;
  const view = walk.run.activity.values.intern(`view:${call.site}:${argument.value}`, shape, {
    range: call.step.range,
  });
  state.env.set(call.step.target, view.id);
  return true;
}

/** The duties of what is read where the value is read. */
export function viewed(walk: Walk, state: State, value: ValueId): DutyId[] {
  const { shape } = walk.run.activity.values.get(value);
  return shape.kind === 'operation' && shape.operator === 'view'
    ? shape.operands.flatMap((operand) => viewed(walk, state, operand))
    : dutiesMeant(walk, state, value);
}

/** The wrapper is a resource of its own. */
export function isAcquiring(walk: Walk, state: State, call: Call): boolean {
  return call.entries.some(({ acquisitions }) => acquisitions.some((one) => applies(walk, state, call, one)));
}

/** What asks what sort of error something is: where it is of that sort there is one. */
function sortOfError(walk: Walk, state: State, call: Call): ValueId | null {
  if (!/^[IiAa]s(?:[A-Z_]|$)/.test(calleeName(walk, call))) return null;
  const { run, frame } = walk;
  const { file, values } = run.activity;
  const error = call.step.arguments.find(({ value }) => isErrorHere(file, value));
  if (error === undefined) return null;
  const operands = [run.read(frame, state, error.value)];
  return values.intern(`sort:${call.site}:${operands.join()}`, {
    kind: 'operation',
    operator: 'is-error',
    operands,
  }).id;
}

/** By its name, or because it is declared as one. */
function isErrorHere(file: FileFlow, id: PlaceId): boolean {
  const place = file.places[id];
  const type = place?.kind === 'variable' ? place.type : undefined;
  return isNamedAsError(file, id) || (type?.kind === 'global' && type.path[0] === 'error');
}

/** Whether the call only asks what sort of error something is that is none on this path. */
export function asksForError(walk: Walk, call: Call): boolean {
  const nothing = noError(walk.run.activity);
  if (!call.arguments.some((argument) => argument.value === nothing)) return false;
  return /^(?:[Ii]s|[Aa]s|[Hh]as|[Ss]hould|[Mm]atch)/.test(calleeName(walk, call));
}
