/**
 * Web sockets and what is built on them: ws, socket.io, graphql-ws.
 *
 * Deliberately not listed: the sockets that a server is given with `connection`, which belong to the other
 * side and end with it; servers of ws without a port of their own (`noServer`, `server`), which hold nothing
 * that the HTTP server does not hold; a socket.io server, whose HTTP server is closed by either.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const webSockets: Family = {
  id: 'web-sockets',
  language: 'javascript',
  checkedAgainst: ['@types/ws', 'socket.io', 'socket.io-client', 'graphql-ws'],
  sameAs: { 'isomorphic-ws': 'ws' },
  supertypes: { 'ws#WebSocket': ['events#EventEmitter'], 'ws#WebSocketServer': ['events#EventEmitter'] },
  resources: [
    {
      id: 'ws.WebSocket',
      kind: 'websocket',
      noun: 'web socket',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open until the other side closes it',
      types: ['ws#WebSocket', 'ws#'],
      releases: [{ method: 'close' }, { method: 'terminate', secondary: true }],
      discipline: 'always',
      documentation: 'https://github.com/websockets/ws/blob/master/doc/ws.md#websocketclosecode-reason',
    },
    {
      id: 'ws.WebSocketServer',
      kind: 'server',
      noun: 'web socket server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      types: ['ws#WebSocketServer', 'ws#Server'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://github.com/websockets/ws/blob/master/doc/ws.md#serverclosecallback',
    },
    {
      id: 'socket.io.Server',
      kind: 'server',
      noun: 'Socket.IO server',
      rule: 'undisposed-loop',
      cost: 'keeps its port taken and its clients connected',
      types: ['socket.io#Server'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://socket.io/docs/v4/server-api/#serverclosecallback',
    },
    {
      id: 'socket.io-client.Socket',
      kind: 'websocket',
      noun: 'Socket.IO connection',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open and opens it again whenever it breaks',
      types: ['socket.io-client#Socket'],
      releases: [{ method: 'disconnect' }, { method: 'close', secondary: true }],
      liveness: [
        { property: 'connected', held: true },
        { property: 'disconnected', held: false },
      ],
      discipline: 'always',
      documentation: 'https://socket.io/docs/v4/client-api/#socketdisconnect',
    },
    {
      id: 'graphql-ws.Client',
      kind: 'client',
      noun: 'GraphQL web socket client',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open and opens it again whenever it breaks',
      types: ['graphql-ws#Client'],
      releases: [{ method: 'dispose' }, { method: 'terminate', secondary: true }],
      discipline: 'shared',
      documentation: 'https://the-guild.dev/graphql/ws/docs/client/interfaces/Client#dispose',
    },
    {
      id: 'graphql-ws.Subscription',
      kind: 'subscription',
      noun: 'GraphQL subscription',
      rule: 'unremoved-listener',
      cost: 'keeps the subscription running on the server until it completes',
      releases: [{ call: true }],
      discipline: 'evidence',
      documentation: 'https://the-guild.dev/graphql/ws/docs/client/interfaces/Client#subscribe',
    },
  ],
  acquisitions: [
    { call: ['new ws#', 'new ws#WebSocket'], resource: 'ws.WebSocket', yields: 'result' },
    {
      call: ['new ws#WebSocketServer', 'new ws#Server'],
      resource: 'ws.WebSocketServer',
      yields: 'result',
      when: [{ argument: 0, property: 'port', given: true }],
    },
    { call: 'new socket.io#Server', resource: 'socket.io.Server', yields: 'result' },
    {
      call: ['socket.io-client#io', 'socket.io-client#connect', 'socket.io-client#'],
      resource: 'socket.io-client.Socket',
      yields: 'result',
      heldFrom: ['connect', 'open'],
      // It connects at once unless told not to.
      heldFromUnless: [
        { argument: 1, property: 'autoConnect', given: false },
        { argument: 1, property: 'autoConnect', equals: [true] },
      ],
    },
    { call: 'graphql-ws#createClient', resource: 'graphql-ws.Client', yields: 'result' },
    {
      call: 'graphql-ws#Client::subscribe',
      resource: 'graphql-ws.Subscription',
      yields: 'result',
      within: 'receiver',
    },
  ],
  callbacks: [
    {
      call: ['ws#WebSocket::send', 'ws#WebSocket::ping', 'ws#WebSocket::pong'],
      argument: -1,
      runs: 'error-first',
    },
    { call: ['ws#WebSocketServer::close', 'ws#Server::close'], argument: 0, runs: 'error-first' },
    {
      call: ['ws#WebSocketServer::handleUpgrade', 'ws#Server::handleUpgrade'],
      argument: 3,
      runs: 'once-later',
    },
    { call: 'socket.io#Server::close', argument: 0, runs: 'error-first' },
  ],
  behaviours: [
    {
      call: ['ws#WebSocket::close', 'ws#WebSocket::terminate', 'ws#WebSocket::pause', 'ws#WebSocket::resume'],
      throws: 'never',
    },
    {
      call: ['socket.io-client#Socket::connect', 'socket.io-client#Socket::open'],
      returns: 'receiver',
      throws: 'never',
    },
  ],
  deadlines: [
    {
      call: ['new ws#', 'new ws#WebSocket'],
      options: [1, 2],
      boundedBy: ['handshakeTimeout'],
      without: 'long',
      fix: { option: 'handshakeTimeout: 10_000', argument: -1 },
      noun: 'web socket handshake',
      kind: 'websocket',
      documentation:
        'https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketaddress-protocols-options',
    },
  ],
};
