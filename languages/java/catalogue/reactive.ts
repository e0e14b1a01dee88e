/** Netty and Reactor Netty. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { acquires, borrows, constructors, methods } from './shared.ts';

const NETTY_DOCS = 'https://netty.io/4.1/api/io/netty';
const REACTOR_DOCS = 'https://projectreactor.io/docs/netty/release/api/reactor/netty';

function loop(
  id: string,
  noun: string,
  types: readonly string[],
  releases: readonly string[],
  documentation: string,
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id,
    kind: 'event-loop',
    noun,
    rule: 'undisposed-loop',
    cost: 'keeps its threads, selectors and descriptors until the process ends',
    types,
    releases: releases.map((method, index) => ({ method, ...(index > 0 && { secondary: true }) })),
    discipline: 'always',
    documentation,
    ...more,
  };
}

const GROUPS =
  'NioEventLoopGroup OioEventLoopGroup DefaultEventLoopGroup MultiThreadIoEventLoopGroup MultithreadEventLoopGroup';
const SERVERS = [
  'reactor.netty.tcp#TcpServer',
  'reactor.netty.http.server#HttpServer',
  'reactor.netty.udp#UdpServer',
];
const CLIENTS = [
  'reactor.netty.tcp#TcpClient',
  'reactor.netty.http.client#HttpClient',
  'reactor.netty.udp#UdpClient',
];
const BUFFERS = 'buffer directBuffer ioBuffer heapBuffer compositeBuffer compositeDirectBuffer';

export const reactiveFamily: Family = {
  id: 'netty',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'io.netty.buffer#PooledByteBufAllocator': ['io.netty.buffer#ByteBufAllocator'],
    'io.netty.buffer#UnpooledByteBufAllocator': ['io.netty.buffer#ByteBufAllocator'],
  },
  resources: [
    loop(
      'netty.EventLoopGroup',
      'event loop group',
      ['io.netty.channel#EventLoopGroup'],
      ['shutdownGracefully', 'shutdown', 'shutdownNow', 'close'],
      `${NETTY_DOCS}/channel/EventLoopGroup.html`,
    ),
    loop(
      'netty.HashedWheelTimer',
      'wheel timer',
      ['io.netty.util#HashedWheelTimer'],
      ['stop'],
      `${NETTY_DOCS}/util/HashedWheelTimer.html`,
    ),
    loop(
      'netty.ByteBuf',
      'buffer',
      ['io.netty.buffer#ByteBuf'],
      ['release'],
      'https://netty.io/wiki/reference-counted-objects.html',
      {
        kind: 'disposable',
        rule: 'undisposed-value',
        cost: 'keeps memory outside the heap that no garbage collector gives back',
        ends: [{ method: 'retain' }],
      },
    ),
    loop(
      'reactor.LoopResources',
      'loop resources',
      ['reactor.netty.resources#LoopResources'],
      ['dispose', 'disposeLater'],
      `${REACTOR_DOCS}/resources/LoopResources.html`,
    ),
    loop(
      'reactor.ConnectionProvider',
      'connection provider',
      ['reactor.netty.resources#ConnectionProvider'],
      ['dispose', 'disposeLater'],
      `${REACTOR_DOCS}/resources/ConnectionProvider.html`,
      {
        kind: 'pool',
        rule: 'unreleased-connection',
        cost: 'keeps its connections until the process ends',
      },
    ),
    loop(
      'reactor.DisposableServer',
      'server',
      ['reactor.netty#DisposableServer'],
      ['disposeNow', 'dispose'],
      `${REACTOR_DOCS}/DisposableServer.html`,
      {
        kind: 'server',
        cost: 'keeps its port and its connections until the process ends',
        ends: [{ method: 'onDispose' }],
      },
    ),
    loop(
      'reactor.Connection',
      'connection',
      ['reactor.netty#Connection'],
      ['disposeNow', 'dispose'],
      `${REACTOR_DOCS}/Connection.html`,
      {
        kind: 'socket',
        rule: 'unclosed-socket',
        cost: 'keeps the connection open',
        ends: [{ method: 'onDispose' }, { method: 'onTerminate' }],
      },
    ),
  ],
  acquisitions: [
    acquires(constructors('io.netty.channel.nio', 'NioEventLoopGroup'), 'netty.EventLoopGroup'),
    acquires(constructors('io.netty.channel.epoll', 'EpollEventLoopGroup'), 'netty.EventLoopGroup'),
    acquires(constructors('io.netty.channel.kqueue', 'KQueueEventLoopGroup'), 'netty.EventLoopGroup'),
    acquires(constructors('io.netty.channel.oio', 'OioEventLoopGroup'), 'netty.EventLoopGroup'),
    acquires(constructors('io.netty.channel', GROUPS), 'netty.EventLoopGroup'),
    acquires('new io.netty.util.concurrent#DefaultEventExecutorGroup', 'netty.EventLoopGroup'),
    acquires('new io.netty.util#HashedWheelTimer', 'netty.HashedWheelTimer'),
    acquires(methods('io.netty.buffer#ByteBufAllocator', BUFFERS), 'netty.ByteBuf'),
    acquires('reactor.netty.resources#LoopResources.create', 'reactor.LoopResources'),
    acquires('reactor.netty.resources#ConnectionProvider.create', 'reactor.ConnectionProvider'),
    acquires(
      methods('reactor.netty.resources#ConnectionProvider.Builder', 'build'),
      'reactor.ConnectionProvider',
    ),
    acquires(
      SERVERS.flatMap((one) => methods(one, 'bindNow')),
      'reactor.DisposableServer',
    ),
    acquires(
      CLIENTS.flatMap((one) => methods(one, 'connectNow')),
      'reactor.Connection',
    ),
  ],
  sinks: [
    {
      ...borrows(['io.netty.bootstrap#ServerBootstrap::group', 'io.netty.bootstrap#Bootstrap::group']),
      askedBack: ['group', 'childGroup'],
    },
    borrows([...SERVERS, ...CLIENTS].flatMap((one) => methods(one, 'runOn'))),
    borrows(CLIENTS.map((one) => `${one}.create`)),
    borrows(methods('io.netty.buffer#ByteBuf', 'writeBytes readBytes getBytes setBytes')),
    { call: 'io.netty.util#ReferenceCountUtil.release', argument: 0, effect: 'releases' },
    { call: 'io.netty.util#ReferenceCountUtil.safeRelease', argument: 0, effect: 'releases' },
  ],
  behaviours: [
    {
      call: 'io.netty.buffer#ByteBufAllocator.DEFAULT',
      returns: { type: 'io.netty.buffer#ByteBufAllocator' },
    },
    {
      call: 'reactor.netty.resources#ConnectionProvider.builder',
      returns: { type: 'reactor.netty.resources#ConnectionProvider.Builder' },
    },
    ...[...SERVERS, ...CLIENTS].map((type) => ({ call: `${type}.create`, returns: { type } })),
    ...[...SERVERS, ...CLIENTS].map((type) => ({ call: `${type}.newConnection`, returns: { type } })),
    { call: SERVERS.flatMap((one) => methods(one, 'bindNow')), throws: 'likely' },
    { call: CLIENTS.flatMap((one) => methods(one, 'connectNow')), throws: 'likely' },
    {
      call: SERVERS.flatMap((one) => methods(one, 'bind')),
      returns: { type: 'reactor.core.publisher#Mono' },
    },
    {
      call: CLIENTS.flatMap((one) => methods(one, 'connect')),
      returns: { type: 'reactor.core.publisher#Mono' },
    },
  ],
  fluent: [
    ...SERVERS,
    ...CLIENTS,
    'reactor.netty.resources#ConnectionProvider.Builder',
    'io.netty.bootstrap#ServerBootstrap',
    'io.netty.bootstrap#Bootstrap',
  ],
};
