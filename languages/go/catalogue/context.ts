/** Cancellation and timers. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { VALUE_TYPES } from '../values.ts';
import { made, page } from './shared.ts';

export const context: Family = {
  id: 'go.context',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    'context#WithCancelCause': '1.20',
    'context#WithTimeoutCause': '1.21',
    'context#WithDeadlineCause': '1.21',
  },
  usesThrow: false,
  channels: { make: 'chan', close: 'close', sends: String.raw`^[ \t]*\w+\.[\w.[\]()]+[ \t]*<-` },
  values: [
    ...VALUE_TYPES.map((name) => `global#${name}`),
    'time#Duration',
    'time#Time',
    // Whoever has a context cannot end it.
    'context#Context',
    'testing#T',
    'testing#B',
    'testing#TB',
    'net/http#Header',
    'net/url#URL',
    'net/url#Values',
    'sync#Mutex',
    'sync#RWMutex',
    'sync#WaitGroup',
    'log/slog#Logger',
    'go.uber.org/zap#Logger',
  ],
  resources: [
    {
      id: 'go.context.CancelFunc',
      kind: 'cancellation',
      noun: 'cancel function',
      rule: 'lost-cancel',
      cost: 'keeps the context, and what waits for it, until its parent is done',
      types: ['context#CancelFunc', 'context#CancelCauseFunc', 'global#func'],
      releases: [{ call: true }],
      // `_ = cancel`: whatever is done under the context ends it in another way.
      ends: [{ function: 'global#blank', argument: 0, exact: true }],
      discipline: 'always',
      documentation: page('context', 'WithCancel'),
    },
    {
      id: 'go.time.Ticker',
      kind: 'timer',
      noun: 'ticker',
      rule: 'uncleared-timer',
      cost: 'keeps ticking (before Go 1.23 for ever)',
      types: ['time#Ticker'],
      releases: [{ method: 'Stop' }],
      endless: ['C'],
      collected: true,
      discipline: 'always',
      documentation: page('time', 'NewTicker'),
    },
  ],
  acquisitions: [
    {
      call: ['context#WithCancel', 'context#WithCancelCause', 'os/signal#NotifyContext'],
      resource: 'go.context.CancelFunc',
      yields: 'result',
      part: ['1'],
      under: { argument: 0 },
    },
    {
      call: [
        'context#WithTimeout',
        'context#WithDeadline',
        'context#WithTimeoutCause',
        'context#WithDeadlineCause',
      ],
      resource: 'go.context.CancelFunc',
      yields: 'result',
      part: ['1'],
      under: { argument: 0 },
      timed: true,
    },
    made('time#NewTicker', 'go.time.Ticker'),
  ],
  sinks: [
    { call: 'context#WithValue', argument: 0, effect: 'returns' },
    { call: 'global#blank', argument: 0, effect: 'borrows' },
  ],
  behaviours: [
    { call: 'context#Context::Err', tells: 'cancelled' },
    // What is received from it says that the context has ended.
    { call: '*::Done', tells: 'done' },
    { call: ['context#Background', 'context#TODO'], tells: 'root', returns: { type: 'context#Context' } },
    // Of a request or a stream: it is cancelled when that has been answered.
    { call: '*::Context', tells: 'of-request', returns: { type: 'context#Context' } },
    { call: 'time#Tick', tells: 'endless' },
  ],
};
