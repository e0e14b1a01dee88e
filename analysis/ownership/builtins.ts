/** What the language itself defines: promises, `call`/`apply`/`bind`, arrays, sets and maps made here. */
import type { Call } from './entries.ts';
import { lendReachable, moveReachable } from './disposals.ts';
import type { Walk } from './interpreter.ts';
import { callValue, settleBy } from './invoke.ts';
import { reachableDuties } from './reach.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** The states after a call of a built-in; null if it is none. */
export function runBuiltin(walk: Walk, state: State, call: Call): State[] | null {
  const { activity } = walk.run;
  const callee = activity.values.get(call.callee).shape;
  if (callee.kind === 'settler') {
    settleBy(state, callee, call.arguments[0]?.value ?? activity.values.literal(undefined).id);
    state.env.set(call.step.target, activity.values.literal(undefined).id);
    return [state];
  }
  for (const reference of call.references) {
    if (reference.kind !== 'global') continue;
    const name = reference.path.join('.');
    if (name === 'Promise' && call.step.construct) return constructPromise(walk, state, call);
    if (name.startsWith('Promise.')) return promiseFunction(walk, state, call, name.slice('Promise.'.length));
    if (
      (name === 'Set' || name === 'Map' || name === 'Array' || name === 'WeakMap' || name === 'WeakSet') &&
      call.step.construct
    )
      return bind(
        state,
        call,
        activity.values.intern(`arr:${call.site}`, { kind: 'array' }, { range: call.step.range }).id,
        walk,
      );
  }
  if (call.receiver === null || call.method === null || call.step.construct) return null;
  if (call.method === 'then' || call.method === 'catch' || call.method === 'finally')
    return chain(walk, state, call, call.receiver, call.method);
  const receiver = activity.values.get(call.receiver).shape;
  if (receiver.kind === 'array') return containerMethod(walk, state, call, call.receiver, call.method);
  if (call.method === 'bind' && (receiver.kind === 'member' || receiver.kind === 'closure')) {
    const operands = [
      call.receiver,
      ...call.arguments.map((argument) => argument.value),
      ...(receiver.kind === 'member' ? [receiver.object] : []),
    ];
    return bind(
      state,
      call,
      activity.values.intern(`bound:${call.site}`, { kind: 'operation', operator: 'bound', operands }).id,
      walk,
    );
  }
  return null;
}

function bind(state: State, call: Call, value: ValueId, walk: Walk): State[] {
  for (const argument of call.arguments)
    if (call.step.construct) attach(walk, state, value, argument.value, call.site);
  state.env.set(call.step.target, value);
  return [state];
}

/** What a container is made from is held by it. */
function attach(walk: Walk, state: State, container: ValueId, value: ValueId, site: string): void {
  if (reachableDuties(walk.run.activity, state, value).length > 0)
    state.fields.set(`${container}.…${site}`, value);
}

/** `new Promise(executor)`: the executor runs at once. */
function constructPromise(walk: Walk, state: State, call: Call): State[] {
  const { values } = walk.run.activity;
  const inner = values.intern(`inner:${call.site}`, { kind: 'unknown' });
  const promise = values.intern(
    `promise:${call.site}`,
    { kind: 'promise', inner: inner.id, chain: null },
    { range: call.step.range },
  );
  state.settled.delete(promise.id);
  const resolve = values.intern(`resolve:${call.site}`, {
    kind: 'settler',
    promise: promise.id,
    fulfils: true,
  });
  const reject = values.intern(`reject:${call.site}`, {
    kind: 'settler',
    promise: promise.id,
    fulfils: false,
  });
  const executor = call.arguments[0];
  if (executor === undefined || values.get(executor.value).shape.kind !== 'closure')
    return bind(state, { ...call, arguments: [] }, promise.id, walk);
  return callValue(walk, state, executor.value, [resolve.id, reject.id], `${call.site}:executor`).map(
    (result) => {
      // An exception in the executor rejects the promise.
      if (result.thrown) settleBy(result.state, { promise: promise.id, fulfils: false }, result.value);
      result.state.env.set(call.step.target, promise.id);
      return result.state;
    },
  );
}

function promiseFunction(walk: Walk, state: State, call: Call, name: string): State[] | null {
  const { values } = walk.run.activity;
  const first = call.arguments[0]?.value ?? values.literal(undefined).id;
  const inner = values.intern(`inner:${call.site}`, { kind: 'unknown' }).id;
  switch (name) {
    case 'resolve':
    case 'reject': {
      const promise = values.intern(
        `promise:${call.site}`,
        { kind: 'promise', inner: first, chain: null },
        { range: call.step.range },
      );
      state.settled.set(promise.id, { fulfilled: name === 'resolve', value: first });
      return bind(state, { ...call, arguments: [] }, promise.id, walk);
    }
    case 'all':
    case 'allSettled':
    case 'race':
    case 'any': {
      const how = name === 'all' ? 'all' : name === 'allSettled' ? 'all-settled' : 'race';
      const promise = values.intern(
        `promise:${call.site}:${first}`,
        { kind: 'promise', inner, chain: { how, of: first } },
        { range: call.step.range },
      );
      return deferred(state, call, promise.id);
    }
    default:
      return null;
  }
}

/** `promise.then(f, g)` and its kin: run when awaited, or else after this activation. */
function chain(
  walk: Walk,
  state: State,
  call: Call,
  receiver: ValueId,
  method: 'then' | 'catch' | 'finally',
): State[] {
  const { values } = walk.run.activity;
  const [first, second] = call.arguments.map((argument) => argument.value);
  const inner = values.intern(`inner:${call.site}`, { kind: 'unknown' }).id;
  const shape =
    method === 'finally' && first !== undefined
      ? ({ how: 'finally', of: receiver, handler: first } as const)
      : ({
          how: 'then',
          of: receiver,
          fulfilled: method === 'then' ? (first ?? null) : null,
          rejected: (method === 'then' ? second : first) ?? null,
        } as const);
  const promise = values.intern(
    `chain:${call.site}:${receiver}`,
    { kind: 'promise', inner, chain: shape },
    { range: call.step.range },
  );
  state.settled.delete(promise.id);
  return deferred(state, call, promise.id);
}

function deferred(state: State, call: Call, promise: ValueId): State[] {
  state.env.set(call.step.target, promise);
  if (!state.pending.some((one) => one.closure === promise))
    state.pending = [
      ...state.pending,
      { closure: promise, arguments: [], errorFirst: null, key: `p${promise}`, owner: null },
    ];
  return [state];
}

/** Methods of arrays, sets and maps that were made here. */
function containerMethod(
  walk: Walk,
  state: State,
  call: Call,
  container: ValueId,
  method: string,
): State[] | null {
  const { values } = walk.run.activity;
  switch (method) {
    case 'push':
    case 'append':
    case 'appendleft':
    case 'insert':
    case 'extend':
    case 'unshift':
    case 'add':
    case 'set': {
      for (const argument of call.arguments)
        attach(walk, state, container, argument.value, `${call.site}:${argument.value}`);
      state.env.set(
        call.step.target,
        method === 'add' || method === 'set'
          ? container
          : values.intern(`call:${call.site}`, { kind: 'unknown' }).id,
      );
      return [state];
    }
    case 'pop':
    case 'popleft':
    case 'shift':
    case 'get':
    case 'find':
    case 'at': {
      const held = walk.run.heldElements(state, container);
      const value =
        held.length === 0
          ? values.intern(`call:${call.site}`, { kind: 'unknown' })
          : values.intern(`element:${call.site}:${held.join(',')}`, {
              kind: 'operation',
              operator: 'element',
              operands: held.map((duty) => walk.run.activity.dutyOf(duty).value),
            });
      state.env.set(call.step.target, value.id);
      return [state];
    }
    case 'forEach':
    case 'map':
    case 'flatMap':
    case 'reduce':
    case 'some':
    case 'every':
    case 'includes':
    case 'has':
    case 'indexOf':
    case 'join':
    case 'keys':
      return null;
    case 'concat':
    case 'slice':
    case 'splice':
    case 'filter':
    case 'reverse':
    case 'values':
    case 'entries':
      for (const argument of call.arguments)
        moveReachable(walk, state, argument.value, 'moved', call.step.range);
      state.env.set(call.step.target, container);
      return [state];
    default:
      lendReachable(walk, state, container, call.step.range, method);
      return null;
  }
}
