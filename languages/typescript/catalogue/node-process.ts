/** Processes, workers and channels of Node: `child_process`, `cluster`, `worker_threads`. */
import type { Deadline, Family } from '../../../analysis/catalogue/model.ts';
import { exportsOf, listensTo, methodsOf } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/child_process.html';
const WORKERS = 'https://nodejs.org/api/worker_threads.html';

const deadline: Omit<Deadline, 'call' | 'options'> = {
  boundedBy: ['timeout', 'signal'],
  off: [0],
  // Most commands end; a command that asks the user or the network may not.
  without: 'long',
  noun: 'child process',
  kind: 'child-process',
  documentation: `${DOCUMENTATION}#child_processexeccommand-options-callback`,
};

export const nodeProcess: Family = {
  id: 'node.process',
  language: 'javascript',
  checkedAgainst: ['@types/node'],
  supertypes: {
    'child_process#ChildProcess': ['events#EventEmitter'],
    'cluster#Worker': ['events#EventEmitter'],
    'worker_threads#Worker': ['events#EventEmitter'],
  },
  resources: [
    {
      id: 'node.child_process.ChildProcess',
      kind: 'child-process',
      noun: 'child process',
      rule: 'undisposed-loop',
      cost: 'goes on running, with its pipes open',
      types: ['child_process#ChildProcess'],
      releases: [{ method: 'kill' }, { method: 'disconnect', secondary: true }],
      // Who waits for its end lets it end, and kills it only where it takes too long.
      ends: [{ unref: 'unref' }, ...listensTo('exit'), ...listensTo('close')],
      discipline: 'self-ending',
      liveness: [
        { property: 'killed', held: false },
        { property: 'connected', held: true },
        { property: 'signalCode', held: false },
      ],
      disposable: { sync: '20.5.0' },
      documentation: `${DOCUMENTATION}#subprocesskillsignal`,
    },
    {
      id: 'node.cluster.Worker',
      kind: 'worker',
      noun: 'cluster worker',
      rule: 'undisposed-loop',
      cost: 'goes on running',
      types: ['cluster#Worker'],
      releases: [
        { method: 'disconnect' },
        { method: 'kill', secondary: true },
        { method: 'destroy', secondary: true },
      ],
      ends: listensTo('exit'),
      discipline: 'self-ending',
      documentation: 'https://nodejs.org/api/cluster.html#workerdisconnect',
    },
    {
      id: 'node.worker_threads.Worker',
      kind: 'worker',
      noun: 'worker',
      rule: 'undisposed-loop',
      cost: 'keeps a thread with its heap, and the process alive',
      types: ['worker_threads#Worker'],
      releases: [{ method: 'terminate', awaitable: true }],
      // Who waits for its exit knows that it ends by itself.
      ends: [{ unref: 'unref' }, ...listensTo('exit')],
      discipline: 'always',
      disposable: { async: '24.2.0' },
      documentation: `${WORKERS}#workerterminate`,
    },
    {
      id: 'node.worker_threads.MessagePort',
      kind: 'channel',
      noun: 'message port',
      rule: 'undisposed-loop',
      cost: 'keeps the process alive while it has a listener',
      types: ['worker_threads#MessagePort'],
      releases: [{ method: 'close' }],
      ends: [{ unref: 'unref' }],
      // Ports are mostly handed to a worker; then the other side closes them.
      discipline: 'evidence',
      documentation: `${WORKERS}#portclose`,
    },
    {
      id: 'node.worker_threads.BroadcastChannel',
      kind: 'channel',
      noun: 'broadcast channel',
      rule: 'undisposed-loop',
      cost: 'keeps the process alive',
      types: ['worker_threads#BroadcastChannel'],
      releases: [{ method: 'close' }],
      ends: [{ unref: 'unref' }],
      discipline: 'always',
      documentation: `${WORKERS}#broadcastchannelclose`,
    },
  ],
  acquisitions: [
    {
      call: exportsOf('child_process', 'spawn', 'fork'),
      resource: 'node.child_process.ChildProcess',
      yields: 'result',
    },
    {
      call: exportsOf('child_process', 'exec', 'execFile'),
      resource: 'node.child_process.ChildProcess',
      yields: 'result',
      // The callback waits for its end.
      unless: [{ argument: -1, callback: true }],
    },
    { call: 'cluster#fork', resource: 'node.cluster.Worker', yields: 'result' },
    { call: 'new worker_threads#Worker', resource: 'node.worker_threads.Worker', yields: 'result' },
    {
      call: 'new worker_threads#MessageChannel',
      resource: 'node.worker_threads.MessagePort',
      yields: 'result',
      part: ['port1'],
    },
    {
      call: 'new worker_threads#BroadcastChannel',
      resource: 'node.worker_threads.BroadcastChannel',
      yields: 'result',
    },
  ],
  callbacks: [
    { call: exportsOf('child_process', 'exec', 'execFile'), argument: -1, runs: 'error-first' },
    { call: methodsOf('child_process#ChildProcess', 'send'), argument: -1, runs: 'error-first' },
  ],
  behaviours: [
    { call: methodsOf('child_process#ChildProcess', 'ref', 'unref', 'kill'), throws: 'never' },
    { call: methodsOf('worker_threads#Worker', 'ref', 'unref'), throws: 'never' },
    { call: exportsOf('child_process', 'execSync', 'execFileSync'), throws: 'documented' },
  ],
  deadlines: [
    {
      ...deadline,
      call: 'child_process#exec',
      options: [1],
      fix: { option: 'timeout: 60_000', argument: 1 },
    },
    {
      ...deadline,
      call: 'child_process#execFile',
      options: [1, 2],
      fix: { option: 'timeout: 60_000', argument: 2 },
    },
    // Nothing can abort what blocks the process.
    {
      ...deadline,
      call: 'child_process#execSync',
      options: [1],
      boundedBy: ['timeout'],
      fix: { option: 'timeout: 60_000', argument: 1 },
    },
    {
      ...deadline,
      call: exportsOf('child_process', 'execFileSync', 'spawnSync'),
      options: [1, 2],
      boundedBy: ['timeout'],
      fix: { option: 'timeout: 60_000', argument: 2 },
    },
  ],
};
