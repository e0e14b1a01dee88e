/**
 * Pools of workers, pseudo-terminals and children: jest-worker, piscina, tinypool, workerpool, node-pty, execa.
 *
 * Deliberately not listed: children of execa and cross-spawn that are awaited, which end by themselves;
 * zx and shelljs, which wait for what they start; tasks of pools, which end by themselves.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps its threads or processes running';

export const workers: Family = {
  id: 'workers',
  language: 'javascript',
  checkedAgainst: ['jest-worker', 'piscina', 'tinypool', 'workerpool', 'execa'],
  // It brings binaries along.
  unchecked: { 'node-pty': '1.1.0' },
  sameAs: {
    '@lydell/node-pty': 'node-pty',
    'node-pty-prebuilt-multiarch': 'node-pty',
    '@homebridge/node-pty-prebuilt-multiarch': 'node-pty',
  },
  resources: [
    {
      id: 'jest-worker.Worker',
      kind: 'executor',
      noun: 'worker farm',
      rule: 'undisposed-loop',
      cost,
      types: ['jest-worker#Worker'],
      releases: [{ method: 'end', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/jestjs/jest/tree/main/packages/jest-worker#end',
    },
    {
      id: 'piscina.Piscina',
      kind: 'executor',
      noun: 'thread pool',
      rule: 'undisposed-loop',
      cost,
      types: ['piscina#Piscina', 'piscina#'],
      releases: [
        { method: 'destroy', awaitable: true },
        { method: 'close', awaitable: true, secondary: true },
      ],
      discipline: 'always',
      documentation: 'https://piscinajs.dev/api-reference/Methods#destroy',
    },
    {
      id: 'tinypool.Tinypool',
      kind: 'executor',
      noun: 'thread pool',
      rule: 'undisposed-loop',
      cost,
      types: ['tinypool#Tinypool', 'tinypool#'],
      releases: [{ method: 'destroy', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/tinylibs/tinypool#api',
    },
    {
      id: 'workerpool.Pool',
      kind: 'executor',
      noun: 'worker pool',
      rule: 'undisposed-loop',
      cost,
      types: ['workerpool#Pool'],
      releases: [{ method: 'terminate', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/josdejong/workerpool#pool',
    },
    {
      id: 'node-pty.IPty',
      kind: 'child-process',
      noun: 'pseudo-terminal',
      rule: 'undisposed-loop',
      cost: 'keeps its process running and a terminal device taken',
      types: ['node-pty#IPty'],
      releases: [{ method: 'kill' }],
      discipline: 'self-ending',
      documentation: 'https://github.com/microsoft/node-pty#api',
    },
    {
      id: 'execa.Subprocess',
      kind: 'child-process',
      noun: 'child process',
      rule: 'undisposed-loop',
      cost: 'keeps running after whoever started it has gone',
      types: ['execa#Subprocess', 'execa#ResultPromise'],
      releases: [{ method: 'kill' }],
      ends: [{ iterated: true }],
      discipline: 'self-ending',
      documentation: 'https://github.com/sindresorhus/execa/blob/main/docs/termination.md',
    },
  ],
  acquisitions: [
    { call: 'new jest-worker#Worker', resource: 'jest-worker.Worker', yields: 'result' },
    { call: ['new piscina#', 'new piscina#Piscina'], resource: 'piscina.Piscina', yields: 'result' },
    { call: ['new tinypool#', 'new tinypool#Tinypool'], resource: 'tinypool.Tinypool', yields: 'result' },
    { call: 'workerpool#pool', resource: 'workerpool.Pool', yields: 'result' },
    { call: 'node-pty#spawn', resource: 'node-pty.IPty', yields: 'result' },
    {
      call: ['execa#execa', 'execa#execaCommand', 'execa#execaNode'],
      resource: 'execa.Subprocess',
      yields: 'result',
    },
  ],
  deadlines: [
    {
      call: ['execa#execa', 'execa#execaNode'],
      options: [1, 2],
      boundedBy: ['timeout', 'cancelSignal'],
      off: [0],
      without: 'long',
      fix: { option: 'timeout: 60_000', argument: -1 },
      noun: 'child process',
      kind: 'child-process',
      documentation: 'https://github.com/sindresorhus/execa/blob/main/docs/termination.md#timeout',
    },
    {
      call: ['execa#execaCommand'],
      options: [1],
      boundedBy: ['timeout', 'cancelSignal'],
      off: [0],
      without: 'long',
      fix: { option: 'timeout: 60_000', argument: 1 },
      noun: 'child process',
      kind: 'child-process',
      documentation: 'https://github.com/sindresorhus/execa/blob/main/docs/termination.md#timeout',
    },
  ],
};
