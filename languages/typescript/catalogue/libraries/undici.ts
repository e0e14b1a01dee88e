/**
 * undici: dispatchers, and bodies that must be read.
 *
 * A body of `request` that nobody reads or destroys keeps its socket from being used again. Dispatchers keep
 * sockets open and are meant to be shared.
 *
 * Deliberately not listed: `stream` and `pipeline`, whose bodies go to a stream that the caller names;
 * `connect` and `upgrade`, whose sockets are mostly handed on; mocks, which open nothing.
 */
import type { Family, ResourceType, SelfEnd } from '../../../../analysis/catalogue/model.ts';
import { consumption } from '../shared.ts';

const DOCUMENTATION = 'https://undici.nodejs.org/#/docs/api';

const mixin: readonly SelfEnd[] = ['json', 'text', 'arrayBuffer', 'blob', 'bytes', 'formData', 'dump'].map(
  (method) => ({ method }),
);

/** The classes that keep sockets. */
const dispatchers = [
  'Agent',
  'Pool',
  'Client',
  'BalancedPool',
  'RoundRobinPool',
  'ProxyAgent',
  'EnvHttpProxyAgent',
  'RetryAgent',
  'H2CClient',
];

const dispatcher: ResourceType = {
  id: 'undici.Dispatcher',
  kind: 'agent',
  noun: 'dispatcher',
  rule: 'client-per-call',
  cost: 'keeps its sockets open and can share none of them with other requests',
  types: [...dispatchers.map((name) => `undici#${name}`), 'undici#Dispatcher'],
  releases: [
    { method: 'close', awaitable: true },
    { method: 'destroy', awaitable: true, secondary: true },
  ],
  liveness: [
    { property: 'closed', held: false },
    { property: 'destroyed', held: false },
  ],
  discipline: 'shared',
  documentation: `${DOCUMENTATION}/Dispatcher.md#dispatcherclosecallback-promise`,
};

export const undici: Family = {
  id: 'undici',
  language: 'javascript',
  checkedAgainst: ['undici'],
  supertypes: Object.fromEntries(dispatchers.map((name) => [`undici#${name}`, ['undici#Dispatcher']])),
  resources: [
    dispatcher,
    {
      id: 'undici.Body',
      kind: 'http-response',
      noun: 'response body',
      rule: 'unclosed-socket',
      cost: 'keeps its socket busy, so that no other request can use it',
      releases: [
        { method: 'dump', awaitable: true },
        { method: 'destroy', secondary: true },
      ],
      ends: [...mixin, ...consumption],
      liveness: [
        { property: 'destroyed', held: false },
        { property: 'bodyUsed', held: false },
      ],
      discipline: 'always',
      documentation: 'https://undici.nodejs.org/#/?id=garbage-collection',
    },
    {
      id: 'undici.Response',
      kind: 'http-response',
      noun: 'response body',
      rule: 'unclosed-socket',
      cost: 'keeps its connection busy until it is garbage-collected',
      types: ['undici#Response'],
      extends: ['web.Response'],
      releases: [],
      discipline: 'always',
      documentation: 'https://undici.nodejs.org/#/?id=garbage-collection',
    },
    {
      id: 'undici.WebSocket',
      kind: 'websocket',
      noun: 'web socket',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open until the other side closes it',
      types: ['undici#WebSocket'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: `${DOCUMENTATION}/WebSocket.md`,
    },
    {
      id: 'undici.EventSource',
      kind: 'subscription',
      noun: 'event source',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open and opens it again whenever it breaks',
      types: ['undici#EventSource'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: `${DOCUMENTATION}/EventSource.md`,
    },
  ],
  acquisitions: [
    {
      call: dispatchers.map((name) => `new undici#${name}`),
      resource: 'undici.Dispatcher',
      yields: 'result',
    },
    {
      call: ['undici#request', 'undici#Dispatcher::request'],
      resource: 'undici.Body',
      yields: 'promise',
      part: ['body'],
    },
    {
      call: 'undici#fetch',
      resource: 'undici.Response',
      yields: 'promise',
      unless: [{ argument: 1, property: 'method', equals: ['HEAD', 'head', 'OPTIONS'] }],
    },
    { call: 'new undici#WebSocket', resource: 'undici.WebSocket', yields: 'result' },
    { call: 'new undici#EventSource', resource: 'undici.EventSource', yields: 'result' },
  ],
  sinks: [
    // The whole process then uses it.
    { call: 'undici#setGlobalDispatcher', argument: 0, effect: 'owns' },
    { call: 'new undici#RetryAgent', argument: 0, effect: 'wraps' },
    // `{ dispatcher }` among the options is only used.
    {
      call: [
        ...['request', 'fetch', 'stream', 'pipeline', 'connect', 'upgrade'].map((name) => `undici#${name}`),
        'undici#Dispatcher::request',
      ],
      argument: 'any',
      effect: 'borrows',
    },
  ],
  callbacks: [
    { call: 'undici#Dispatcher::close', argument: 0, runs: 'once-later' },
    { call: 'undici#stream', argument: 2, runs: 'once-later' },
  ],
  deadlines: [
    {
      call: 'undici#request',
      options: [1],
      boundedBy: ['headersTimeout', 'bodyTimeout', 'signal'],
      off: [0],
      // Without any it is bounded at 300 seconds each.
      without: 'long',
      fix: { option: 'signal: AbortSignal.timeout(10_000)', argument: 1 },
      noun: 'request',
      kind: 'http-request',
      documentation: `${DOCUMENTATION}/Dispatcher.md#parameter-dispatchoptions`,
    },
    {
      call: 'undici#fetch',
      options: [1],
      boundedBy: ['signal'],
      without: 'long',
      fix: { option: 'signal: AbortSignal.timeout(10_000)', argument: 1 },
      noun: 'request',
      kind: 'http-request',
      documentation: `${DOCUMENTATION}/Fetch.md`,
    },
  ],
};
