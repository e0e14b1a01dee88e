/** net, net/http and web sockets. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { closeable, made, opened, page } from './shared.ts';

const SOCKET = 'keeps a descriptor and the connection open until the other side ends it';
const BODY = 'keeps its connection, which then cannot be used again, and two goroutines';

/** Addresses that only this machine reaches. */
const LOOPBACK = ['127.', 'localhost', '[::1]'];

export const net: Family = {
  id: 'go.net',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    'github.com/coder/websocket': '1.8.14',
  },
  requests: ['net/http#Request', 'net/http#ResponseWriter', 'github.com/gin-gonic/gin#Context'],
  // They are made where they are used, but for those that are kept in a field: what is given by that is mostly handed on.
  usedWhereNamed: {
    'net#ListenConfig': [],
    'net#Dialer': [],
    'crypto/tls#Dialer': [],
    'github.com/gorilla/websocket#Dialer': ['DefaultDialer'],
  },
  resources: [
    closeable(
      'go.net.Conn',
      [
        'net#Conn',
        'net#TCPConn',
        'net#UDPConn',
        'net#UnixConn',
        'net#IPConn',
        'net#PacketConn',
        'crypto/tls#Conn',
      ],
      {
        kind: 'socket',
        noun: 'connection',
        rule: 'unclosed-socket',
        cost: SOCKET,
        documentation: page('net', 'Conn'),
      },
    ),
    closeable('go.net.Listener', ['net#Listener', 'net#TCPListener', 'net#UnixListener'], {
      kind: 'server',
      noun: 'listener',
      rule: 'undisposed-loop',
      cost: 'keeps the port and its descriptor',
      documentation: page('net', 'Listener'),
    }),
    closeable(
      'go.http.Response',
      'net/http#Response',
      {
        kind: 'http-response',
        noun: 'response body',
        rule: 'unclosed-socket',
        cost: BODY,
        documentation: page('net/http', 'Response'),
      },
      {
        members: ['Body'],
        endsWithContext: true,
        ends: [
          { function: 'io#ReadAll', argument: 0, drained: true },
          { function: 'io/ioutil#ReadAll', argument: 0, drained: true },
          // Where it fails it was mostly reading that failed, which ends the connection.
          { function: 'io#Copy', argument: 1, drained: true },
          { function: 'io#CopyBuffer', argument: 1, drained: true },
          { function: 'bytes#Buffer::ReadFrom', argument: 0, drained: true },
        ],
      },
    ),
    closeable('go.httptest.Server', 'net/http/httptest#Server', {
      kind: 'server',
      noun: 'test server',
      rule: 'undisposed-loop',
      cost: 'keeps its port and its goroutines',
      documentation: page('net/http/httptest', 'Server.Close'),
    }),
    {
      id: 'go.http.Transport',
      kind: 'agent',
      noun: 'transport',
      rule: 'client-per-call',
      cost: 'keeps its idle connections, each with two goroutines, for ever',
      types: ['net/http#Transport'],
      releases: [{ method: 'CloseIdleConnections' }],
      discipline: 'shared',
      inert: true,
      documentation: page('net/http', 'Transport'),
    },
    closeable(
      'go.websocket.Conn',
      [
        'github.com/gorilla/websocket#Conn',
        'nhooyr.io/websocket#Conn',
        'github.com/coder/websocket#Conn',
        'golang.org/x/net/websocket#Conn',
      ],
      {
        kind: 'websocket',
        noun: 'web socket',
        rule: 'unclosed-socket',
        cost: SOCKET,
        documentation: page('github.com/gorilla/websocket', 'Conn.Close'),
      },
      { releases: [{ method: 'Close' }, { method: 'CloseNow', secondary: true }] },
    ),
  ],
  acquisitions: [
    opened(
      [
        'net#Dial',
        'net#DialTimeout',
        'net#DialTCP',
        'net#DialUDP',
        'net#DialUnix',
        'net#DialIP',
        'net#FileConn',
        'net#FilePacketConn',
        'net#ListenIP',
        'net#ListenMulticastUDP',
        'net#ListenUnixgram',
        'net#ListenConfig::ListenPacket',
        'crypto/tls#Dialer::Dial',
        'crypto/tls#Dialer::DialContext',
        'net#ListenPacket',
        'net#ListenUDP',
        'net#Dialer::Dial',
        'net#Dialer::DialContext',
        'net#Listener::Accept',
        'net#TCPListener::Accept',
        'net#TCPListener::AcceptTCP',
        'net#UnixListener::Accept',
        'crypto/tls#Dial',
        'crypto/tls#DialWithDialer',
      ],
      'go.net.Conn',
    ),
    opened(
      [
        'net#Listen',
        'net#ListenTCP',
        'net#ListenUnix',
        'net#FileListener',
        'net#ListenConfig::Listen',
        'crypto/tls#Listen',
      ],
      'go.net.Listener',
    ),
    opened(
      [
        'net/http#Get',
        'net/http#Post',
        'net/http#PostForm',
        'net/http#DefaultClient.Get',
        'net/http#DefaultClient.Post',
        'net/http#Client::Get',
        'net/http#Client::Post',
        'net/http#Client::PostForm',
        'golang.org/x/net/context/ctxhttp#Do',
        'golang.org/x/net/context/ctxhttp#Get',
        'golang.org/x/net/context/ctxhttp#Post',
      ],
      'go.http.Response',
    ),
    opened(
      [
        'net/http#DefaultClient.Do',
        'net/http#Client::Do',
        'net/http#Transport::RoundTrip',
        'net/http#RoundTripper::RoundTrip',
        'net/http#DefaultTransport.RoundTrip',
      ],
      'go.http.Response',
      // What answers `HEAD` has no body.
      {
        unless: [{ argument: 0, property: 'Method', equals: ['HEAD'], surely: true }],
        under: { argument: 0, property: 'Context' },
      },
    ),
    made(['net/http/httptest#NewServer', 'net/http/httptest#NewTLSServer'], 'go.httptest.Server'),
    made('new net/http#Transport', 'go.http.Transport', {
      unless: [
        { argument: 0, property: 'IdleConnTimeout', given: true },
        { argument: 0, property: 'DisableKeepAlives', equals: [true] },
      ],
    }),
    {
      call: [
        'github.com/gorilla/websocket#Dialer::Dial',
        'github.com/gorilla/websocket#Dialer::DialContext',
        'github.com/gorilla/websocket#DefaultDialer.Dial',
        'github.com/gorilla/websocket#DefaultDialer.DialContext',
        'nhooyr.io/websocket#Dial',
        'github.com/coder/websocket#Dial',
      ],
      resource: 'go.websocket.Conn',
      yields: 'result',
      part: ['0'],
      failure: ['2'],
    },
    opened(
      [
        'golang.org/x/net/websocket#Dial',
        'golang.org/x/net/websocket#DialConfig',
        'github.com/gorilla/websocket#Upgrader::Upgrade',
        'nhooyr.io/websocket#Accept',
        'github.com/coder/websocket#Accept',
      ],
      'go.websocket.Conn',
    ),
  ],
  sinks: [
    // It sets up how the transport is to speak.
    {
      call: ['golang.org/x/net/http2#ConfigureTransport', 'golang.org/x/net/http2#ConfigureTransports'],
      argument: 0,
      effect: 'borrows',
    },
    { call: ['crypto/tls#Client', 'crypto/tls#Server'], argument: 0, effect: 'owns' },
    {
      call: ['nhooyr.io/websocket#NetConn', 'github.com/coder/websocket#NetConn'],
      argument: 1,
      effect: 'wraps',
    },
    // They work on a copy of the descriptor.
    { call: ['net#FileConn', 'net#FileListener', 'net#FilePacketConn'], argument: 0, effect: 'borrows' },
    {
      call: ['net/http#Serve', 'net/http#ServeTLS', 'net/http#Server::Serve', 'net/http#Server::ServeTLS'],
      argument: 0,
      effect: 'owns',
    },
    // With its body it reads and closes that, and puts another in its place.
    {
      call: 'net/http/httputil#DumpResponse',
      argument: 0,
      effect: 'releases',
      when: [{ argument: 1, equals: [true] }],
    },
    {
      call: 'net/http/httputil#DumpResponse',
      argument: 'any',
      effect: 'borrows',
    },
  ],
  constants: { 'net/http#MethodHead': 'HEAD' },
  behaviours: [
    // To close the connection below closes the web socket.
    {
      call: [
        'github.com/gorilla/websocket#Conn::NetConn',
        'github.com/gorilla/websocket#Conn::UnderlyingConn',
        'crypto/tls#Conn::NetConn',
      ],
      returns: 'receiver',
    },
    {
      call: 'net/http#NewRequest',
      carries: { part: '0', type: 'net/http#Request', member: 'Method', argument: 0 },
    },
    {
      call: 'net/http#NewRequestWithContext',
      carries: { part: '0', type: 'net/http#Request', member: 'Method', argument: 1 },
    },
    {
      call: 'net/http#NewRequestWithContext',
      carries: { part: '0', type: 'net/http#Request', member: 'Context', argument: 0 },
    },
    {
      call: 'net/http#Request::WithContext',
      returns: 'receiver',
      carries: { type: 'net/http#Request', member: 'Context', argument: 0 },
    },
  ],
  deadlines: [
    {
      call: 'new net/http#Server',
      options: [0],
      boundedBy: ['ReadTimeout', 'ReadHeaderTimeout', 'IdleTimeout', 'WriteTimeout'],
      without: 'unbounded',
      nearby: {
        listening: ['Serve', 'ServeTLS'],
        makers: [
          { call: 'net#Listen', given: { 0: ['unix'] } },
          { call: 'net#Listen', given: { 1: LOOPBACK } },
          { call: 'net#ListenConfig::Listen', given: { 1: ['unix'] } },
          { call: 'net#ListenConfig::Listen', given: { 2: LOOPBACK } },
          { call: 'net#ListenUnix' },
          // All that comes over one connection comes from whoever is at its other end.
          { call: 'github.com/hashicorp/yamux#Client' },
          { call: 'github.com/hashicorp/yamux#Server' },
          { call: 'github.com/xtaci/smux#Client' },
          { call: 'github.com/xtaci/smux#Server' },
          { call: 'github.com/docker/go-connections/sockets#NewUnixSocket' },
          { call: 'google.golang.org/grpc/test/bufconn#Listen' },
          { call: 'tailscale.com/net/memnet#Listen' },
        ],
        wrappers: ['crypto/tls#NewListener', 'golang.org/x/net/netutil#LimitListener'],
        addressed: { method: 'ListenAndServe', option: 'Addr' },
        addresses: LOOPBACK,
      },
      fix: { option: 'ReadHeaderTimeout: 10 * time.Second', argument: 0 },
      noun: 'server',
      kind: 'server',
      documentation: page('net/http', 'Server'),
    },
    {
      call: 'new net/http#Client',
      options: [0],
      boundedBy: ['Timeout'],
      without: 'long',
      fix: { option: 'Timeout: 30 * time.Second', argument: 0 },
      noun: 'client',
      kind: 'client',
      documentation: page('net/http', 'Client'),
    },
  ],
};
