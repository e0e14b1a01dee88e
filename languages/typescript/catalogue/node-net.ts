/** Sockets and servers of Node: `net`, `tls`, `dgram`. */
import type { Deadline, Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { allListenersOf, consumption, listenersOf, methodsOf, watched } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/net.html';

const socketReleases: ResourceType['releases'] = [
  { method: 'destroy' },
  { method: 'end', secondary: true },
  { method: 'destroySoon', secondary: true },
  { method: 'resetAndDestroy', secondary: true },
];

const socketLiveness: ResourceType['liveness'] = [
  { property: 'destroyed', held: false },
  { property: 'closed', held: false },
];

const socketMethods = [
  'pause',
  'resume',
  'setEncoding',
  'setKeepAlive',
  'setNoDelay',
  'setTimeout',
  'ref',
  'unref',
];

const socket: ResourceType = {
  id: 'node.net.Socket',
  kind: 'socket',
  noun: 'socket',
  rule: 'unclosed-socket',
  cost: 'keeps the connection and its descriptor open until the peer hangs up',
  types: ['net#Socket'],
  releases: socketReleases,
  // Who answers when the peer has hung up has none left: unless told otherwise, a socket ends with its other side.
  ends: [
    { unref: 'unref' },
    { function: 'stream#pipeline', argument: 'any' },
    ...['on', 'once', 'addListener'].map((method) => ({
      method,
      argument: 0,
      equals: ['end', 'close'],
      answers: true as const,
    })),
  ],
  discipline: 'always',
  liveness: socketLiveness,
  disposable: { async: '20.4.0' },
  documentation: `${DOCUMENTATION}#socketdestroyerror`,
};

/** The system gives up a connection attempt after minutes; a silent peer is never given up. */
const deadline: Omit<Deadline, 'call' | 'options' | 'boundedBy'> = {
  off: [0],
  without: 'long',
  emits: true,
  methods: ['setTimeout'],
  noun: 'connection',
  kind: 'socket',
  documentation: `${DOCUMENTATION}#socketsettimeouttimeout-callback`,
};

const connectCalls = ['net#connect', 'net#createConnection'];

export const nodeNet: Family = {
  id: 'node.net',
  language: 'javascript',
  checkedAgainst: ['@types/node'],
  supertypes: {
    'net#Socket': ['stream#Duplex'],
    'tls#TLSSocket': ['net#Socket'],
    'net#Server': ['events#EventEmitter'],
    'tls#Server': ['net#Server'],
    'dgram#Socket': ['events#EventEmitter'],
  },
  resources: [
    socket,
    {
      ...socket,
      id: 'node.tls.TLSSocket',
      noun: 'TLS socket',
      types: ['tls#TLSSocket'],
      documentation: 'https://nodejs.org/api/tls.html#class-tlstlssocket',
    },
    {
      ...socket,
      id: 'node.net.AcceptedSocket',
      noun: 'accepted socket',
      cost: 'keeps the connection open until the client hangs up',
      ends: [...consumption, ...watched, { unref: 'unref' }],
      discipline: 'self-ending',
    },
    {
      id: 'node.net.Server',
      kind: 'server',
      noun: 'server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      types: ['net#Server', 'tls#Server'],
      releases: [{ method: 'close' }],
      ends: [{ unref: 'unref' }],
      discipline: 'always',
      liveness: [{ property: 'listening', held: true }],
      disposable: { async: '20.5.0' },
      documentation: `${DOCUMENTATION}#serverclosecallback`,
    },
    {
      id: 'node.net.BoundSocket',
      kind: 'socket',
      noun: 'bound socket',
      rule: 'unclosed-socket',
      cost: 'keeps the port taken',
      types: ['net#BoundSocket'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      disposable: { sync: '26.4.0' },
      documentation: `${DOCUMENTATION}#class-netboundsocket`,
    },
    {
      id: 'node.dgram.Socket',
      kind: 'socket',
      noun: 'UDP socket',
      rule: 'unclosed-socket',
      cost: 'keeps the port taken and the process alive',
      types: ['dgram#Socket'],
      releases: [{ method: 'close' }],
      ends: [{ unref: 'unref' }],
      discipline: 'always',
      disposable: { async: '20.5.0' },
      documentation: 'https://nodejs.org/api/dgram.html#socketclosecallback',
    },
  ],
  acquisitions: [
    {
      call: connectCalls,
      resource: 'node.net.Socket',
      yields: 'result',
      unless: [{ argument: 0, property: 'signal', given: true }],
    },
    {
      call: 'new net#Socket',
      resource: 'node.net.Socket',
      yields: 'result',
      heldFrom: ['connect'],
      heldFromUnless: [
        { argument: 0, property: 'fd', given: true },
        { argument: 0, property: 'handle', given: true },
      ],
      unless: [{ argument: 0, property: 'signal', given: true }],
    },
    // Over a socket that is there already it is another way to speak through that: whoever has that one ends both.
    {
      call: 'tls#connect',
      resource: 'node.tls.TLSSocket',
      yields: 'result',
      over: { argument: 0, property: 'socket' },
    },
    {
      call: 'new tls#TLSSocket',
      resource: 'node.tls.TLSSocket',
      yields: 'result',
      over: { argument: 0 },
    },
    {
      call: ['net#createServer', 'new net#Server', 'tls#createServer', 'new tls#Server'],
      resource: 'node.net.Server',
      yields: 'result',
      heldFrom: ['listen'],
    },
    {
      call: ['net#createServer', 'new net#Server', 'tls#createServer', 'new tls#Server'],
      resource: 'node.net.AcceptedSocket',
      yields: { callback: -1, parameter: 0 },
    },
    {
      call: listenersOf('net#Server'),
      resource: 'node.net.AcceptedSocket',
      yields: { event: 'connection', parameter: 0 },
    },
    {
      call: listenersOf('tls#Server'),
      resource: 'node.net.AcceptedSocket',
      yields: { event: 'secureConnection', parameter: 0 },
    },
    { call: 'new net#BoundSocket', resource: 'node.net.BoundSocket', yields: 'result' },
    {
      call: ['dgram#createSocket'],
      resource: 'node.dgram.Socket',
      yields: 'result',
      // Without binding or sending there is no descriptor yet.
      heldFrom: ['bind', 'send', 'connect'],
      unless: [{ argument: 0, property: 'signal', given: true }],
    },
  ],
  sinks: [
    // A TLS socket closes the socket below it; a bound socket belongs to whoever adopts it.
    { call: 'new tls#TLSSocket', argument: 0, effect: 'wraps' },
    { call: 'tls#connect', argument: 'any', effect: 'wraps' },
    { call: 'new net#Socket', argument: 0, effect: 'owns' },
    { call: 'net#Server::listen', argument: 0, effect: 'owns' },
    { call: ['net#isIP', 'net#isIPv4', 'net#isIPv6'], argument: 0, effect: 'borrows' },
  ],
  callbacks: [
    { call: [...connectCalls, 'tls#connect', 'net#Socket::connect'], argument: -1, runs: 'once-later' },
    {
      call: ['net#createServer', 'tls#createServer', 'new net#Server', 'new tls#Server'],
      argument: -1,
      runs: 'many-later',
      gives: [{ parameter: 0, type: 'net#Socket' }],
    },
    { call: 'net#Server::listen', argument: -1, runs: 'once-later' },
    { call: 'net#Server::close', argument: -1, runs: 'error-first' },
    {
      call: ['dgram#Socket::bind', 'dgram#Socket::close', 'dgram#Socket::connect'],
      argument: -1,
      runs: 'once-later',
    },
    { call: 'dgram#Socket::send', argument: -1, runs: 'error-first' },
    { call: 'dgram#createSocket', argument: 1, runs: 'many-later' },
    { call: 'net#Socket::setTimeout', argument: 1, runs: 'many-later' },
    {
      call: allListenersOf('net#Server'),
      event: 'connection',
      argument: 1,
      runs: 'many-later',
      gives: [{ parameter: 0, type: 'net#Socket' }],
    },
  ],
  behaviours: [
    { call: methodsOf('net#Socket', ...socketMethods), returns: 'receiver', throws: 'never' },
    {
      call: ['net#Socket::connect', 'net#Socket::destroySoon', 'net#Socket::resetAndDestroy'],
      returns: 'receiver',
    },
    { call: methodsOf('net#Server', 'listen', 'close'), returns: 'receiver' },
    { call: methodsOf('net#Server', 'ref', 'unref'), returns: 'receiver', throws: 'never' },
    { call: methodsOf('dgram#Socket', 'bind', 'close'), returns: 'receiver' },
    { call: methodsOf('dgram#Socket', 'ref', 'unref'), returns: 'receiver', throws: 'never' },
    { call: ['net#isIP', 'net#isIPv4', 'net#isIPv6'], throws: 'never' },
  ],
  deadlines: [
    { ...deadline, call: connectCalls, options: [0], boundedBy: ['timeout', 'signal'] },
    { ...deadline, call: 'tls#connect', options: [0, 1, 2], boundedBy: ['timeout'] },
    { ...deadline, call: 'net#Socket::connect', options: [], boundedBy: [] },
  ],
};
