/** Event emitters of Node, the process's own events, and cancellation. */
import type { Family, Registration } from '../../../analysis/catalogue/model.ts';
import { allListenersOf, listenersOf, methodsOf } from './shared.ts';

const emitter: Pick<Registration, 'event' | 'handler' | 'undo'> = {
  event: 0,
  handler: 1,
  undo: [{ method: 'off' }, { method: 'removeListener' }, { method: 'removeAllListeners' }],
};

const globalEmitters = ['global#process', 'cluster#'];
const standardStreams = ['global#process.stdin', 'global#process.stdout', 'global#process.stderr'];

/** `cluster#` is the module itself, whose methods are exports; of globals, methods are members. */
function listenerCalls(of: string): string[] {
  const dot = of.endsWith('#') ? '' : '.';
  return ['on', 'addListener', 'prependListener'].map((method) => `${of}${dot}${method}`);
}

export const nodeEvents: Family = {
  id: 'node.events',
  language: 'javascript',
  checkedAgainst: ['@types/node', 'lib.dom'],
  sameAs: { process: 'global#process' },
  supertypes: {
    'events#EventEmitterAsyncResource': ['events#EventEmitter'],
    'events#': ['events#EventEmitter'],
  },
  resources: [
    {
      id: 'web.AbortController',
      kind: 'cancellation',
      noun: 'abort controller',
      rule: 'lost-cancel',
      cost: 'leaves what it should cancel running',
      types: ['global#AbortController'],
      releases: [{ method: 'abort' }],
      // One that is never aborted costs nothing.
      discipline: 'evidence',
      documentation: 'https://developer.mozilla.org/docs/Web/API/AbortController',
    },
  ],
  acquisitions: [{ call: 'new global#AbortController', resource: 'web.AbortController', yields: 'result' }],
  sinks: [
    {
      call: ['events#setMaxListeners', 'events#getEventListeners', 'events#listenerCount'],
      argument: 'any',
      effect: 'borrows',
    },
  ],
  callbacks: [
    {
      call: ['*::on', '*::addListener', '*::prependListener', '*::addEventListener'],
      argument: 1,
      runs: 'many-later',
    },
    // An event may never come: what is released only there is the listener's, not this path's.
    { call: ['*::once', '*::prependOnceListener'], argument: 1, runs: 'many-later' },
  ],
  behaviours: [
    {
      call: [
        ...allListenersOf('events#EventEmitter'),
        ...methodsOf('events#EventEmitter', 'off', 'removeListener', 'removeAllListeners', 'setMaxListeners'),
      ],
      returns: 'receiver',
      throws: 'never',
    },
    {
      call: methodsOf(
        'events#EventEmitter',
        'listenerCount',
        'listeners',
        'rawListeners',
        'eventNames',
        'getMaxListeners',
      ),
      throws: 'never',
    },
    {
      call: ['*::on', '*::once', '*::off', '*::addListener', '*::removeListener', '*::removeAllListeners'],
      throws: 'never',
    },
    { call: ['*::addEventListener', '*::removeEventListener'], throws: 'never' },
    { call: 'global#AbortController::abort', throws: 'never' },
    { call: 'global#AbortSignal.timeout', returns: { type: 'global#AbortSignal' }, throws: 'never' },
    { call: 'global#AbortSignal.any', returns: { type: 'global#AbortSignal' }, throws: 'never' },
    { call: 'global#AbortSignal::throwIfAborted', throws: 'documented' },
  ],
  registrations: [
    { ...emitter, call: globalEmitters.flatMap(listenerCalls), receiver: 'global' },
    {
      ...emitter,
      call: ['global#process.once', 'global#process.prependOnceListener'],
      receiver: 'global',
      untilExit: true,
      unless: [{ argument: 0, equals: ['message', 'disconnect', 'worker', 'beforeExit'] }],
    },
    { ...emitter, call: standardStreams.flatMap(listenerCalls), receiver: 'stream' },
    { ...emitter, call: listenersOf('events#EventEmitter'), receiver: 'injected' },
    {
      call: ['global#AbortSignal::addEventListener', 'global#EventTarget::addEventListener'],
      event: 0,
      handler: 1,
      undo: [{ method: 'removeEventListener' }],
      receiver: 'injected',
      unless: [
        { argument: 2, property: 'once', equals: [true] },
        { argument: 2, property: 'signal', given: true },
      ],
    },
    {
      call: 'diagnostics_channel#subscribe',
      event: 0,
      handler: 1,
      undo: [{ method: 'unsubscribe' }],
      receiver: 'global',
    },
    {
      call: 'diagnostics_channel#Channel::subscribe',
      event: null,
      handler: 0,
      undo: [{ method: 'unsubscribe' }],
      receiver: 'injected',
    },
  ],
};
