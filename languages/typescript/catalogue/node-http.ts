/** HTTP of Node, version 1: servers, requests, responses, agents. */
import type { Deadline, Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { allListenersOf, consumption, listenersOf, methodsOf, watched } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/http.html';

const servers = ['http#createServer', 'https#createServer', 'new http#Server', 'new https#Server'];
const requests = ['http#request', 'http#get', 'https#request', 'https#get'];
/** `https.Server` is a `tls.Server`, and has all that `http.Server` has. */
const serverTypes = ['http#Server', 'https#Server'];

const destroyed: ResourceType['liveness'] = [
  { property: 'destroyed', held: false },
  { property: 'closed', held: false },
];

/** Servers give up slow clients by default; only who switches that off is told. */
const serverDeadline: Omit<Deadline, 'call' | 'boundedBy'> = {
  options: [0],
  off: [0],
  without: 'unbounded',
  boundedByDefault: true,
  noun: 'server',
  kind: 'server',
  documentation: `${DOCUMENTATION}#serverrequesttimeout`,
};

export const nodeHttp: Family = {
  id: 'node.http',
  language: 'javascript',
  checkedAgainst: ['@types/node'],
  supertypes: {
    'http#Server': ['net#Server'],
    'https#Server': ['http#Server', 'tls#Server'],
    'http#OutgoingMessage': ['stream#Writable'],
    'http#ClientRequest': ['http#OutgoingMessage'],
    'http#ServerResponse': ['http#OutgoingMessage'],
    'http#IncomingMessage': ['stream#Readable'],
    'http#Agent': ['events#EventEmitter'],
    'https#Agent': ['http#Agent'],
  },
  resources: [
    {
      id: 'node.http.Server',
      kind: 'server',
      noun: 'HTTP server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      types: serverTypes,
      extends: ['node.net.Server'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      disposable: { async: '20.4.0' },
      documentation: `${DOCUMENTATION}#serverclosecallback`,
    },
    {
      id: 'node.http.ClientRequest',
      kind: 'http-request',
      noun: 'request',
      rule: 'unclosed-socket',
      cost: 'keeps its socket until the server answers or hangs up',
      types: ['http#ClientRequest'],
      releases: [{ method: 'destroy' }, { method: 'abort', secondary: true }],
      // Once sent and listened to it ends by itself, whatever some other path destroys.
      ends: [...watched, { method: 'end' }],
      discipline: 'self-ending',
      liveness: [...destroyed, { property: 'aborted', held: false }],
      documentation: `${DOCUMENTATION}#requestdestroyerror`,
    },
    {
      id: 'node.http.IncomingMessage',
      kind: 'http-response',
      noun: 'response',
      rule: 'unclosed-socket',
      cost: 'keeps its socket busy and its data in memory',
      types: ['http#IncomingMessage'],
      releases: [{ method: 'resume' }, { method: 'destroy', secondary: true }],
      ends: consumption,
      discipline: 'always',
      liveness: [
        ...destroyed,
        { property: 'complete', held: false },
        { property: 'readableEnded', held: false },
      ],
      disposable: { async: '20.4.0' },
      documentation: `${DOCUMENTATION}#class-httpclientrequest`,
    },
    {
      id: 'node.http.DetachedSocket',
      kind: 'socket',
      noun: 'socket',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open: the HTTP parser has let go of it, so nobody else closes it',
      types: ['net#Socket'],
      extends: ['node.net.Socket'],
      releases: [{ method: 'destroy' }, { method: 'end', secondary: true }],
      discipline: 'always',
      // `if (error.code === 'ECONNRESET' || !socket.writable) return` is what the documentation proposes.
      oneReleaseSuffices: true,
      liveness: [{ property: 'writable', held: true }],
      documentation: `${DOCUMENTATION}#event-clienterror`,
    },
    {
      id: 'node.http.Agent',
      kind: 'agent',
      noun: 'agent',
      rule: 'client-per-call',
      cost: 'keeps its idle sockets open and can share none of them with other requests',
      types: ['http#Agent', 'https#Agent'],
      releases: [{ method: 'destroy' }],
      discipline: 'shared',
      documentation: `${DOCUMENTATION}#agentdestroy`,
    },
  ],
  acquisitions: [
    { call: servers, resource: 'node.http.Server', yields: 'result', heldFrom: ['listen'] },
    {
      call: [...requests, 'new http#ClientRequest'],
      resource: 'node.http.ClientRequest',
      yields: 'result',
      // With a callback it is the response that matters; that one lives inside the request.
      unless: [{ argument: -1, callback: true }],
    },
    {
      call: [...requests, 'new http#ClientRequest'],
      resource: 'node.http.IncomingMessage',
      yields: { callback: -1, parameter: 0 },
      within: 'result',
    },
    {
      // Who puts himself before the others watches; the response is theirs.
      call: allListenersOf('http#ClientRequest').filter((call) => !call.includes('::prepend')),
      resource: 'node.http.IncomingMessage',
      yields: { event: 'response', parameter: 0 },
      within: 'receiver',
    },
    // The `upgrade` event of a server is left out: several listeners share it, each for paths of its own.
    ...['connect', 'clientError'].map((event) => ({
      call: serverTypes.flatMap(listenersOf),
      resource: 'node.http.DetachedSocket',
      yields: { event, parameter: 1 },
    })),
    ...['connect', 'upgrade'].map((event) => ({
      call: allListenersOf('http#ClientRequest'),
      resource: 'node.http.DetachedSocket',
      yields: { event, parameter: 1 },
      within: 'receiver' as const,
    })),
    // Without `keepAlive` an agent of one's own closes each socket after use.
    {
      call: ['new http#Agent', 'new https#Agent'],
      resource: 'node.http.Agent',
      yields: 'result',
      when: [{ argument: 0, property: 'keepAlive', equals: [true] }],
    },
  ],
  sinks: [
    // Agents and signals in the options are only used.
    { call: requests, argument: 'any', effect: 'borrows' },
  ],
  callbacks: [
    // Each response comes once, the requests of a server come again and again.
    {
      call: requests,
      argument: -1,
      runs: 'once-later',
      gives: [{ parameter: 0, type: 'http#IncomingMessage' }],
    },
    {
      call: servers,
      argument: -1,
      runs: 'many-later',
      gives: [
        { parameter: 0, type: 'http#IncomingMessage' },
        { parameter: 1, type: 'http#ServerResponse' },
      ],
    },
    {
      call: allListenersOf('http#ClientRequest'),
      event: 'socket',
      argument: 1,
      runs: 'once-later',
      gives: [{ parameter: 0, type: 'net#Socket', pooled: true }],
    },
    { call: allListenersOf('http#ClientRequest'), event: 'response', argument: 1, runs: 'once-later' },
    {
      call: serverTypes.flatMap(allListenersOf),
      event: 'request',
      argument: 1,
      runs: 'many-later',
      gives: [
        { parameter: 0, type: 'http#IncomingMessage' },
        { parameter: 1, type: 'http#ServerResponse' },
      ],
    },
    {
      call: 'http#ClientRequest::setTimeout',
      argument: 1,
      runs: 'many-later',
    },
    { call: 'http#Server::close', argument: 0, runs: 'once-later' },
  ],
  behaviours: [
    { call: methodsOf('http#ClientRequest', 'setTimeout', 'end', 'destroy'), returns: 'receiver' },
    {
      call: methodsOf('http#ClientRequest', 'setNoDelay', 'setSocketKeepAlive', 'flushHeaders', 'getHeader'),
      throws: 'never',
    },
    {
      call: methodsOf('http#IncomingMessage', 'setTimeout', 'destroy'),
      returns: 'receiver',
      throws: 'never',
    },
    { call: methodsOf('http#Server', 'setTimeout', 'listen', 'close'), returns: 'receiver' },
    { call: methodsOf('http#Server', 'closeAllConnections', 'closeIdleConnections'), throws: 'never' },
  ],
  deadlines: [
    {
      call: requests,
      options: [0, 1],
      boundedBy: ['timeout', 'signal'],
      off: [0],
      without: 'unbounded',
      emits: true,
      methods: ['setTimeout'],
      fix: { option: 'timeout: 10_000', argument: 0 },
      noun: 'request',
      kind: 'http-request',
      documentation: `${DOCUMENTATION}#requestsettimeouttimeout-callback`,
    },
    { ...serverDeadline, call: servers, boundedBy: ['requestTimeout'] },
    { ...serverDeadline, call: servers, boundedBy: ['headersTimeout'] },
  ],
};
