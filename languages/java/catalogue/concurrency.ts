/** Executors, timers and what runs on them. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { acquires, borrows, JAVADOC, methods, statics } from './shared.ts';

const EXECUTORS = 'java.util.concurrent#Executors';

/** What gives an executor its first thread; to ask for its size or to set how long its threads live does not. */
const GIVE_WORK = [
  ...['execute', 'submit', 'invokeAll', 'invokeAny'],
  ...['schedule', 'scheduleAtFixedRate', 'scheduleWithFixedDelay'],
  ...['prestartCoreThread', 'prestartAllCoreThreads'],
  // Those of a fork-join pool alone.
  ...['invoke', 'externalSubmit', 'lazySubmit', 'submitWithTimeout'],
  ...['invokeAllUninterruptibly', 'invokeAnyUninterruptibly'],
];

const executor: ResourceType = {
  id: 'java.util.concurrent.ExecutorService',
  kind: 'executor',
  noun: 'executor',
  rule: 'undisposed-loop',
  cost: 'keeps its threads, and with them the process, alive',
  types: ['java.util.concurrent#ExecutorService', 'java.util.concurrent#ScheduledExecutorService'],
  releases: [
    { method: 'shutdown' },
    { method: 'shutdownNow', secondary: true },
    { method: 'close', secondary: true },
  ],
  // It starts its first thread with the first thing that it is given to do.
  inert: GIVE_WORK,
  // Threads that end when they are idle hold nothing then.
  ends: [{ method: 'allowCoreThreadTimeOut', argument: 0, equals: [true] }],
  recurs: ['scheduleAtFixedRate', 'scheduleWithFixedDelay'],
  discipline: 'always',
  documentation: `${JAVADOC}/java/util/concurrent/ExecutorService.html`,
};

/** What wraps the one thread shuts it down when nobody refers to the executor any more, and its work is done first. */
const single: ResourceType = {
  ...executor,
  id: 'java.util.concurrent.SingleThreadExecutor',
  types: ['java.util.concurrent#ExecutorService'],
  cost: 'keeps its thread until the garbage collector happens to find it',
  collected: true,
  documentation: `${JAVADOC}/java/util/concurrent/Executors.html#newSingleThreadExecutor()`,
};

/** A pool whose threads all end by themselves when what they run has ended. */
const coreless: ResourceType = {
  ...executor,
  id: 'java.util.concurrent.CachedThreadPool',
  types: ['java.util.concurrent#ExecutorService'],
  cost: 'keeps its threads alive for as long as they have work, and a while longer',
  discipline: 'evidence',
  documentation: `${JAVADOC}/java/util/concurrent/Executors.html#newCachedThreadPool()`,
};

const timer: ResourceType = {
  id: 'java.util.Timer',
  kind: 'executor',
  noun: 'timer',
  rule: 'undisposed-loop',
  cost: 'keeps its thread alive, and what it runs goes on',
  types: ['java.util#Timer'],
  releases: [{ method: 'cancel' }],
  // Its thread ends when nobody refers to it any more and no task is left: after the one that runs once.
  ends: [{ method: 'schedule', absent: 2 }],
  discipline: 'always',
  documentation: `${JAVADOC}/java/util/Timer.html`,
};

/** A daemon is mostly meant to run as long as the process does, and keeps nobody from ending it. */
const daemonTimer: ResourceType = { ...timer, id: 'java.util.DaemonTimer', background: true };

export const concurrencyFamily: Family = {
  id: 'java.util.concurrent',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'java.util.concurrent#ThreadPoolExecutor': ['java.util.concurrent#ExecutorService'],
    'java.util.concurrent#ScheduledThreadPoolExecutor': ['java.util.concurrent#ScheduledExecutorService'],
    'java.util.concurrent#ScheduledExecutorService': ['java.util.concurrent#ExecutorService'],
    'java.util.concurrent#ForkJoinPool': ['java.util.concurrent#ExecutorService'],
    'java.util.concurrent#ExecutorService': ['java.util.concurrent#Executor'],
  },
  resources: [executor, single, coreless, timer, daemonTimer],
  acquisitions: [
    acquires(
      statics(
        EXECUTORS,
        'newFixedThreadPool newScheduledThreadPool newSingleThreadScheduledExecutor newThreadPerTaskExecutor',
      ),
      executor.id,
    ),
    acquires('new java.util.concurrent#ScheduledThreadPoolExecutor', executor.id),
    // Its threads are daemons, and end when they have been idle for a while.
    acquires('new java.util.concurrent#ForkJoinPool', coreless.id),
    acquires('new java.util.concurrent#ThreadPoolExecutor', executor.id, {
      unlessSurely: [{ argument: 0, equals: [0] }],
    }),
    acquires('new java.util.concurrent#ThreadPoolExecutor', coreless.id, {
      when: [{ argument: 0, equals: [0] }],
    }),
    acquires(`${EXECUTORS}.newSingleThreadExecutor`, single.id),
    acquires(`${EXECUTORS}.newCachedThreadPool`, coreless.id),
    acquires('new java.util#Timer', timer.id, {
      unlessSurely: [
        { argument: 0, equals: [true] },
        { argument: 1, equals: [true] },
      ],
    }),
    ...[0, 1].map((argument) =>
      acquires('new java.util#Timer', daemonTimer.id, { when: [{ argument, equals: [true] }] }),
    ),
  ],
  sinks: [
    // Whoever has the reference or the map has what is in it.
    ...methods('java.util.concurrent.atomic#AtomicReference', 'compareAndSet weakCompareAndSet').map(
      (call) => ({ call, argument: 1, effect: 'owns' as const }),
    ),
    ...methods('java.util.concurrent.atomic#AtomicReference', 'set getAndSet lazySet').map((call) => ({
      call,
      argument: 0,
      effect: 'owns' as const,
    })),
    borrows(statics('java.util.concurrent#CompletableFuture', 'runAsync supplyAsync'), 1),
    {
      call: statics('com.google.common.util.concurrent#MoreExecutors', 'listeningDecorator'),
      argument: 0,
      effect: 'returns',
    },
    {
      call: statics(EXECUTORS, 'unconfigurableExecutorService unconfigurableScheduledExecutorService'),
      argument: 0,
      effect: 'returns',
    },
    {
      call: statics(
        'com.google.common.util.concurrent#MoreExecutors',
        'getExitingExecutorService getExitingScheduledExecutorService addDelayedShutdownHook shutdownAndAwaitTermination',
      ),
      argument: 0,
      effect: 'owns',
    },
  ],
  callbacks: [{ call: methods('java.lang#Runtime', 'addShutdownHook'), argument: 0, runs: 'once-later' }],
};
