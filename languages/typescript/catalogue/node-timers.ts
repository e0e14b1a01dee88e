/** Timers, of Node and of browsers alike. */
import type { Family, Release, ResourceType } from '../../../analysis/catalogue/model.ts';
import { methodsOf } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/timers.html';

/** Timers are cleared by function; either function clears either kind. */
function clearedBy(proper: string, other: string): readonly Release[] {
  return [
    { function: `global#${proper}`, argument: 0 },
    { function: `timers#${proper}`, argument: 0, secondary: true },
    { function: `global#${other}`, argument: 0, secondary: true },
    { function: `timers#${other}`, argument: 0, secondary: true },
    { method: 'close', secondary: true },
  ];
}

const common: Pick<ResourceType, 'kind' | 'rule' | 'types' | 'ends' | 'plain' | 'disposable'> = {
  kind: 'timer',
  rule: 'uncleared-timer',
  types: ['global#NodeJS.Timeout'],
  ends: [{ unref: 'unref' }],
  plain: true,
  disposable: { sync: '20.5.0' },
};

export const nodeTimers: Family = {
  id: 'node.timers',
  language: 'javascript',
  checkedAgainst: ['@types/node', 'lib.dom'],
  sameAs: { 'timers/promises': 'timers#promises' },
  resources: [
    {
      ...common,
      id: 'node.timers.Timeout',
      noun: 'timer',
      cost: 'still fires later, and keeps the process alive until then',
      releases: clearedBy('clearTimeout', 'clearInterval'),
      discipline: 'evidence',
      documentation: `${DOCUMENTATION}#cleartimeouttimeout`,
    },
    {
      ...common,
      id: 'node.timers.Interval',
      noun: 'interval',
      cost: 'fires for ever and keeps the process alive',
      releases: clearedBy('clearInterval', 'clearTimeout'),
      discipline: 'always',
      documentation: `${DOCUMENTATION}#clearintervaltimeout`,
    },
  ],
  acquisitions: [
    { call: ['global#setTimeout', 'timers#setTimeout'], resource: 'node.timers.Timeout', yields: 'result' },
    {
      call: ['global#setInterval', 'timers#setInterval'],
      resource: 'node.timers.Interval',
      yields: 'result',
    },
  ],
  callbacks: [
    { call: ['global#setTimeout', 'timers#setTimeout'], argument: 0, runs: 'once-later' },
    { call: ['global#setInterval', 'timers#setInterval'], argument: 0, runs: 'many-later' },
    { call: ['global#setImmediate', 'timers#setImmediate'], argument: 0, runs: 'once-later' },
    { call: ['global#process.nextTick', 'global#queueMicrotask'], argument: 0, runs: 'once-later' },
  ],
  behaviours: [
    {
      call: ['setTimeout', 'setInterval', 'setImmediate'].flatMap((name) => [
        `global#${name}`,
        `timers#${name}`,
      ]),
      throws: 'never',
    },
    {
      call: ['clearTimeout', 'clearInterval', 'clearImmediate'].flatMap((name) => [
        `global#${name}`,
        `timers#${name}`,
      ]),
      throws: 'never',
    },
    { call: ['global#process.nextTick', 'global#queueMicrotask'], throws: 'never' },
    { call: 'timers/promises#setTimeout', pauses: 'node.timers.Timeout' },
    {
      call: methodsOf('global#NodeJS.Timeout', 'ref', 'unref', 'refresh'),
      returns: 'receiver',
      throws: 'never',
    },
    { call: methodsOf('global#NodeJS.Timeout', 'hasRef'), throws: 'never' },
  ],
};
