/**
 * Locks: async-mutex, proper-lockfile, redlock. A lock that an exception leaves behind stops everybody else.
 *
 * Deliberately not listed: `runExclusive`, `withFile` and `using` forms, which release by themselves; queues
 * with a concurrency (p-queue, p-limit, async), which hold nothing between tasks.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const blocked = 'blocks everybody who waits for it';

export const locks: Family = {
  id: 'locks',
  language: 'javascript',
  checkedAgainst: ['async-mutex', '@types/proper-lockfile'],
  // Version 5 was never released but as a beta.
  unchecked: { redlock: '5.0.0-beta.2' },
  supertypes: {
    // A default export has no name of its own by which methods could be listed.
    'redlock#': ['redlock#Redlock'],
    'async-mutex#Mutex': ['async-mutex#MutexInterface'],
    'async-mutex#Semaphore': ['async-mutex#SemaphoreInterface'],
  },
  resources: [
    {
      id: 'async-mutex.Releaser',
      kind: 'lock',
      noun: 'lock',
      rule: 'unreleased-connection',
      cost: blocked,
      types: ['async-mutex#MutexInterface.Releaser'],
      releases: [{ call: true }],
      // `mutex.release()` does as well, so a releaser that nobody calls says nothing.
      discipline: 'evidence',
      documentation: 'https://github.com/DirtyHairy/async-mutex#manual-locking--releasing',
    },
    {
      id: 'async-mutex.SemaphoreReleaser',
      kind: 'lock',
      noun: 'lock',
      rule: 'unreleased-connection',
      cost: blocked,
      types: ['async-mutex#SemaphoreInterface.Releaser'],
      releases: [{ call: true }],
      discipline: 'evidence',
      documentation: 'https://github.com/DirtyHairy/async-mutex#manual-locking--releasing-1',
    },
    {
      id: 'proper-lockfile.Release',
      kind: 'lock',
      noun: 'file lock',
      rule: 'unreleased-connection',
      cost: 'keeps the file locked, and the lock fresh, until the process ends',
      releases: [{ call: true }],
      discipline: 'lease',
      documentation: 'https://github.com/moxystudio/node-proper-lockfile#lockfile-options',
    },
    {
      id: 'redlock.Lock',
      kind: 'lock',
      noun: 'distributed lock',
      rule: 'unreleased-connection',
      cost: 'blocks everybody who waits for it until it expires',
      types: ['redlock#Lock'],
      releases: [
        { method: 'release', awaitable: true },
        { method: 'unlock', awaitable: true, secondary: true },
      ],
      discipline: 'lease',
      documentation: 'https://github.com/mike-marcacci/node-redlock#usage',
    },
  ],
  acquisitions: [
    {
      call: ['async-mutex#Mutex::acquire', 'async-mutex#MutexInterface::acquire'],
      resource: 'async-mutex.Releaser',
      yields: 'promise',
    },
    {
      call: ['async-mutex#Semaphore::acquire', 'async-mutex#SemaphoreInterface::acquire'],
      resource: 'async-mutex.SemaphoreReleaser',
      yields: 'promise',
      part: ['1'],
    },
    { call: 'proper-lockfile#lock', resource: 'proper-lockfile.Release', yields: 'promise' },
    { call: 'proper-lockfile#lockSync', resource: 'proper-lockfile.Release', yields: 'result' },
    {
      call: ['redlock#Redlock::acquire', 'redlock#Redlock::lock'],
      resource: 'redlock.Lock',
      yields: 'promise',
    },
  ],
  callbacks: [
    {
      call: ['async-mutex#Mutex::runExclusive', 'async-mutex#Semaphore::runExclusive'],
      argument: 0,
      runs: 'once-later',
    },
  ],
};
