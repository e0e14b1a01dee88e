/** Resources and deadlines for the fixtures of the fixes, in the catalogue's form. For tests. */

import type { Deadline, ResourceType } from '../../../analysis/catalogue/model.ts';
import type { LostPath } from '../../../analysis/finding.ts';
import type { FixKind } from '../../../rules/rule.ts';

type Preset = Pick<ResourceType, 'kind' | 'releases'> & Partial<ResourceType>;

export const RESOURCES: Readonly<Record<string, Preset>> = {
  fd: {
    kind: 'file-handle',
    plain: true,
    releases: [
      { function: 'fs#closeSync', argument: 0 },
      { function: 'fs#close', argument: 0 },
    ],
  },
  handle: {
    kind: 'file-handle',
    releases: [{ method: 'close', awaitable: true }],
    disposable: { async: '20.0.0' },
  },
  connection: { kind: 'connection', discipline: 'lease', releases: [{ method: 'release' }] },
  client: { kind: 'client', releases: [{ method: 'close', awaitable: true }] },
  dir: {
    kind: 'directory',
    releases: [{ method: 'closeSync' }],
    disposable: { sync: '22.0.0', async: '22.0.0' },
  },
  child: { kind: 'child-process', releases: [{ method: 'kill' }], disposable: { sync: '20.0.0' } },
  timer: {
    kind: 'timer',
    rule: 'uncleared-timer',
    releases: [{ function: 'global#clearTimeout', argument: 0 }],
    disposable: { sync: '20.0.0' },
  },
  interval: {
    kind: 'timer',
    rule: 'uncleared-timer',
    releases: [{ function: 'global#clearInterval', argument: 0 }],
    disposable: { sync: '20.0.0' },
  },
  server: { kind: 'server', releases: [{ method: 'close' }], disposable: { async: '20.0.0' } },
  socket: { kind: 'socket', releases: [{ method: 'destroy' }], disposable: { async: '20.0.0' } },
  stream: { kind: 'stream', releases: [{ method: 'destroy' }], disposable: { async: '20.0.0' } },
  listener: { kind: 'listener', rule: 'unremoved-listener', releases: [{ method: 'removeListener' }] },
  domListener: {
    kind: 'listener',
    rule: 'unremoved-listener',
    releases: [{ method: 'removeEventListener' }],
  },
  subscription: { kind: 'subscription', releases: [{ call: true }] },
};

export const DEADLINES: Readonly<
  Record<string, Partial<Deadline> & Pick<Deadline, 'options' | 'boundedBy'>>
> = {
  request: {
    options: [0, 1],
    boundedBy: ['timeout', 'signal'],
    off: [0],
    emits: true,
    fix: { option: 'timeout: 10_000', argument: 1 },
  },
  axiosGet: {
    options: [1],
    boundedBy: ['timeout', 'signal'],
    off: [0],
    fix: { option: 'timeout: 10_000', argument: 1 },
  },
  axiosPost: {
    options: [2],
    boundedBy: ['timeout', 'signal'],
    off: [0],
    fix: { option: 'timeout: 10_000', argument: 2 },
  },
  got: {
    options: [1],
    boundedBy: ['timeout.request', 'signal'],
    fix: { option: 'timeout: { request: 10_000 }', argument: 1 },
  },
  fetch: {
    options: [1],
    boundedBy: ['signal'],
    fix: { option: 'signal: AbortSignal.timeout(10_000)', argument: 1 },
  },
  pool: {
    options: [0],
    boundedBy: ['connectionTimeoutMillis'],
    off: [0],
    fix: { option: 'connectionTimeoutMillis: 10_000', argument: 0 },
  },
};

export const KINDS: readonly FixKind[] = [
  'using',
  'await-using',
  'try-finally',
  'release-before-exit',
  'release-discarded',
  'timeout-option',
  'timeout-signal',
  'timeout-handler',
  'pipeline',
  'clear-losing-timer',
  'release-in-dispose',
  'remove-listener',
  'same-handler',
];

export const LOST_PATHS: readonly LostPath[] = [
  'never',
  'discarded',
  'early-return',
  'error-callback',
  'exception',
  'overwritten',
  'next-round',
  'abort',
  'forgotten-field',
  'race',
  'no-timeout',
  'timeout-without-handler',
  'pipe-error',
  'never-removed',
  'other-handler',
];
