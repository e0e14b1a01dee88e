/**
 * Other HTTP clients: got, node-fetch, request, superagent, phin, simple-get, and what they leave unbounded.
 *
 * Deliberately not listed: ky, whose requests are bounded at ten seconds; needle, which bounds the
 * connect; make-fetch-happen and urllib, which bound by default; bodies of got, request and superagent that
 * are not streams, because they are read before anybody sees them; calling an instance of `got.extend`
 * itself, which no selector can name.
 */
import type { Deadline, Family } from '../../../../analysis/catalogue/model.ts';
import { consumption } from '../shared.ts';

const aliases = ['get', 'post', 'put', 'patch', 'head', 'delete'];

const request: Pick<Deadline, 'without' | 'noun' | 'kind'> = {
  without: 'unbounded',
  noun: 'request',
  kind: 'http-request',
};

const gotBound: Omit<Deadline, 'call' | 'options'> = {
  ...request,
  boundedBy: ['timeout', 'signal'],
  defaults: { makers: [{ call: 'got#extend', argument: 0 }] },
  documentation: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md',
};
const gotCalls = aliases.flatMap((method) => [`got#${method}`, `got#Got::${method}`]);
const gotStreams = ['stream', ...aliases.map((method) => `stream.${method}`)].map((path) => `got#${path}`);

const requestBound: Omit<Deadline, 'call' | 'options'> = {
  ...request,
  boundedBy: ['timeout'],
  defaults: { makers: [{ call: 'request#defaults', argument: 0 }] },
  documentation: 'https://github.com/request/request#timeouts',
};

/** `get(options, callback)`, and the same by method. */
const simpleGetCalls = [
  'simple-get#',
  ...['concat', 'get', 'post', 'put', 'patch', 'head', 'delete'].map((method) => `simple-get#${method}`),
];

export const httpClients: Family = {
  id: 'http-clients',
  language: 'javascript',
  checkedAgainst: [
    'got',
    '@types/node-fetch',
    '@types/request',
    '@types/simple-get',
    '@types/superagent',
    'phin',
  ],
  resources: [
    {
      id: 'got.Stream',
      kind: 'http-request',
      noun: 'request stream',
      rule: 'unclosed-socket',
      cost: 'keeps its socket until the response is read',
      types: ['got#Request'],
      releases: [{ method: 'destroy' }],
      ends: consumption,
      liveness: [{ property: 'destroyed', held: false }],
      discipline: 'self-ending',
      documentation: 'https://github.com/sindresorhus/got/blob/main/documentation/3-streams.md',
    },
    {
      id: 'node-fetch.Response',
      kind: 'http-response',
      noun: 'response',
      rule: 'unclosed-socket',
      cost: 'keeps its socket busy until its body is read or collected',
      types: ['node-fetch#Response'],
      releases: [],
      ends: [
        ...['text', 'json', 'arrayBuffer', 'blob', 'buffer', 'textConverted'].map((method) => ({ method })),
        { method: 'clone' },
        { member: 'body' },
      ],
      liveness: [{ property: 'bodyUsed', held: false }],
      discipline: 'always',
      documentation: 'https://github.com/node-fetch/node-fetch#bodybody-deviation-from-spec',
    },
  ],
  acquisitions: [
    { call: gotStreams, resource: 'got.Stream', yields: 'result' },
    {
      call: 'node-fetch#',
      resource: 'node-fetch.Response',
      yields: 'promise',
      unless: [{ argument: 1, property: 'method', equals: ['HEAD', 'head', 'OPTIONS'] }],
    },
  ],
  behaviours: [{ call: 'got#extend', returns: { type: 'got#Got' }, throws: 'never' }],
  sinks: [{ call: ['got#', ...gotCalls, ...gotStreams, 'node-fetch#'], argument: 'any', effect: 'borrows' }],
  callbacks: [
    {
      call: [
        'request#',
        ...['get', 'post', 'put', 'patch', 'head', 'del', 'delete'].map((method) => `request#${method}`),
      ],
      argument: -1,
      runs: 'error-first',
    },
    { call: simpleGetCalls, argument: 1, runs: 'error-first' },
  ],
  deadlines: [
    // Versions before 12 took a number.
    {
      ...gotBound,
      call: 'got#',
      options: [0, 1],
      fix: { option: 'timeout: { request: 10_000 }', argument: 1 },
    },
    {
      ...gotBound,
      call: [...gotCalls, ...gotStreams],
      options: [0, 1],
      fix: { option: 'timeout: { request: 10_000 }', argument: 1 },
    },
    {
      ...request,
      call: 'node-fetch#',
      options: [1],
      boundedBy: ['timeout', 'signal'],
      off: [0],
      fix: { option: 'signal: AbortSignal.timeout(10_000)', argument: 1 },
      documentation: 'https://github.com/node-fetch/node-fetch#options',
    },
    { ...requestBound, call: 'request#', options: [0, 1], fix: { option: 'timeout: 10_000', argument: 0 } },
    {
      ...requestBound,
      call: ['get', 'post', 'put', 'patch', 'head', 'del', 'delete'].map((method) => `request#${method}`),
      options: [0, 1],
      fix: { option: 'timeout: 10_000', argument: 0 },
    },
    {
      ...request,
      call: [
        'superagent#',
        ...['get', 'post', 'put', 'patch', 'head', 'del', 'delete'].map((method) => `superagent#${method}`),
      ],
      options: [],
      boundedBy: [],
      methods: ['timeout', 'abort'],
      documentation: 'https://forwardemail.github.io/superagent/#timeouts',
    },
    {
      ...request,
      call: simpleGetCalls,
      options: [0],
      boundedBy: ['timeout', 'signal'],
      methods: ['setTimeout', 'abort', 'destroy'],
      fix: { option: 'timeout: 10_000', argument: 0 },
      documentation: 'https://github.com/feross/simple-get#timeout',
    },
    {
      ...request,
      call: 'phin#',
      options: [0],
      boundedBy: ['timeout', 'core.timeout'],
      off: [0],
      fix: { option: 'timeout: 10_000', argument: 0 },
      documentation: 'https://github.com/ethanent/phin',
    },
  ],
};
