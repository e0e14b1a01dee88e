/** HTTP/2 of Node: servers, sessions, and the requests inside them. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { consumption, methodsOf, watched } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/http2.html';

const servers = ['http2#createServer', 'http2#createSecureServer'];

const destroyed: ResourceType['liveness'] = [
  { property: 'destroyed', held: false },
  { property: 'closed', held: false },
];

export const nodeHttp2: Family = {
  id: 'node.http2',
  language: 'javascript',
  checkedAgainst: ['@types/node'],
  supertypes: {
    'http2#Http2Server': ['net#Server'],
    'http2#Http2SecureServer': ['tls#Server'],
    'http2#Http2Session': ['events#EventEmitter'],
    'http2#ClientHttp2Session': ['http2#Http2Session'],
    'http2#Http2Stream': ['stream#Duplex'],
    'http2#ClientHttp2Stream': ['http2#Http2Stream'],
    'http2#ServerHttp2Stream': ['http2#Http2Stream'],
  },
  resources: [
    {
      id: 'node.http2.Server',
      kind: 'server',
      noun: 'HTTP/2 server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      types: ['http2#Http2Server', 'http2#Http2SecureServer'],
      extends: ['node.net.Server'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      disposable: { async: '20.5.0' },
      documentation: `${DOCUMENTATION}#serverclosecallback`,
    },
    {
      id: 'node.http2.ClientSession',
      kind: 'session',
      noun: 'HTTP/2 session',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open and the process alive',
      types: ['http2#ClientHttp2Session'],
      releases: [{ method: 'close' }, { method: 'destroy', secondary: true }],
      ends: [{ unref: 'unref' }],
      discipline: 'always',
      liveness: destroyed,
      documentation: `${DOCUMENTATION}#http2sessionclosecallback`,
    },
    {
      id: 'node.http2.ClientStream',
      kind: 'http-request',
      noun: 'HTTP/2 request',
      rule: 'unclosed-socket',
      cost: 'keeps its stream of the session open',
      types: ['http2#ClientHttp2Stream'],
      releases: [{ method: 'close' }, { method: 'destroy', secondary: true }],
      ends: [...consumption, ...watched],
      discipline: 'self-ending',
      liveness: [...destroyed, { property: 'aborted', held: false }],
      disposable: { async: '20.4.0' },
      documentation: `${DOCUMENTATION}#http2streamclosecode-callback`,
    },
  ],
  acquisitions: [
    { call: servers, resource: 'node.http2.Server', yields: 'result', heldFrom: ['listen'] },
    { call: 'http2#connect', resource: 'node.http2.ClientSession', yields: 'result' },
    {
      call: 'http2#ClientHttp2Session::request',
      resource: 'node.http2.ClientStream',
      yields: 'result',
      within: 'receiver',
    },
  ],
  sinks: [
    { call: 'http2#ServerHttp2Stream::respondWithFile', argument: 'any', effect: 'borrows' },
    { call: 'http2#ServerHttp2Stream::respondWithFD', argument: 0, effect: 'borrows' },
  ],
  callbacks: [
    { call: servers, argument: -1, runs: 'many-later' },
    { call: 'http2#connect', argument: -1, runs: 'once-later' },
    { call: 'http2#ClientHttp2Session::close', argument: 0, runs: 'once-later' },
    { call: 'http2#ClientHttp2Stream::setTimeout', argument: 1, runs: 'many-later' },
  ],
  behaviours: [{ call: methodsOf('http2#Http2Session', 'ref', 'unref'), throws: 'never' }],
  deadlines: [
    {
      call: 'http2#ClientHttp2Session::request',
      options: [1],
      boundedBy: ['signal'],
      without: 'long',
      emits: true,
      methods: ['setTimeout'],
      noun: 'HTTP/2 request',
      kind: 'http-request',
      documentation: `${DOCUMENTATION}#http2streamsettimeoutmsecs-callback`,
    },
  ],
};
