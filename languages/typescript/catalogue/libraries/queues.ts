/**
 * Job queues and schedules: bull, bullmq, node-cron, node-schedule.
 *
 * Each queue, worker and listener of events has Redis connections of its own.
 *
 * Deliberately not listed: jobs, which Redis keeps; Agenda and Bree, which are started once for the process;
 * cron jobs that nobody keeps, because a schedule is mostly meant to run as long as the process.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps its connections to Redis open, and the process alive';
const bullmqClasses = [
  ['Queue', 'job queue', 'client'],
  ['QueueEvents', 'listener of queue events', 'client'],
  ['FlowProducer', 'flow producer', 'client'],
  ['Worker', 'queue worker', 'worker'],
] as const;

export const queues: Family = {
  id: 'queues',
  language: 'javascript',
  checkedAgainst: ['node-cron', '@types/node-schedule'],
  // They bring binaries for every platform along, which not every registry has.
  unchecked: { bull: '4.16.5', bullmq: '6.7.0' },
  resources: [
    ...bullmqClasses.map(([name, noun, kind]) => ({
      id: `bullmq.${name}`,
      kind,
      noun,
      rule: kind === 'worker' ? ('undisposed-loop' as const) : ('client-per-call' as const),
      cost,
      types: [`bullmq#${name}`],
      releases: [{ method: 'close', awaitable: true }],
      discipline: kind === 'worker' ? ('always' as const) : ('shared' as const),
      documentation:
        kind === 'worker'
          ? 'https://docs.bullmq.io/guide/workers/graceful-shutdown'
          : 'https://docs.bullmq.io/guide/connections',
    })),
    {
      id: 'bull.Queue',
      kind: 'client',
      noun: 'job queue',
      rule: 'client-per-call',
      cost,
      types: ['bull#Queue'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueclose',
    },
    {
      id: 'node-cron.ScheduledTask',
      kind: 'timer',
      noun: 'scheduled task',
      rule: 'uncleared-timer',
      cost: 'goes on running, and keeps what it captures and the process alive',
      types: ['node-cron#ScheduledTask'],
      releases: [{ method: 'stop' }, { method: 'destroy', secondary: true }],
      discipline: 'evidence',
      documentation: 'https://nodecron.com/scheduled-tasks',
    },
    {
      id: 'node-schedule.Job',
      kind: 'timer',
      noun: 'scheduled job',
      rule: 'uncleared-timer',
      cost: 'goes on running, and keeps what it captures and the process alive',
      types: ['node-schedule#Job'],
      releases: [{ method: 'cancel' }, { function: 'node-schedule#cancelJob', argument: 0, secondary: true }],
      discipline: 'evidence',
      documentation: 'https://github.com/node-schedule/node-schedule#jobs-and-scheduling',
    },
  ],
  acquisitions: [
    ...bullmqClasses
      .filter(([name]) => name !== 'Worker')
      .map(([name]) => ({
        call: `new bullmq#${name}`,
        resource: `bullmq.${name}`,
        yields: 'result' as const,
      })),
    // Without a processor, or told not to run by itself, a worker does nothing until `run`.
    {
      call: 'new bullmq#Worker',
      resource: 'bullmq.Worker',
      yields: 'result',
      heldFrom: ['run'],
      heldFromUnless: [
        { argument: 2, property: 'autorun', given: false },
        { argument: 2, property: 'autorun', equals: [true] },
      ],
    },
    { call: ['new bull#', 'bull#'], resource: 'bull.Queue', yields: 'result' },
    { call: ['node-cron#schedule'], resource: 'node-cron.ScheduledTask', yields: 'result' },
    { call: 'node-schedule#scheduleJob', resource: 'node-schedule.Job', yields: 'result' },
  ],
  callbacks: [
    { call: 'node-cron#schedule', argument: 1, runs: 'many-later' },
    { call: 'node-schedule#scheduleJob', argument: -1, runs: 'many-later' },
    { call: 'new bullmq#Worker', argument: 1, runs: 'many-later' },
  ],
};
