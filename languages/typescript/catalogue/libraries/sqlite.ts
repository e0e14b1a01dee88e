/**
 * Embedded databases: better-sqlite3, sqlite3, sqlite, level, LMDB.
 *
 * Deliberately not listed: statements, which end with their database; iterators of statements, which end
 * with their loop; databases in memory only, which look the same and cost the same.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps the database file open, and locked for others';

export const sqlite: Family = {
  id: 'sqlite',
  language: 'javascript',
  checkedAgainst: ['@types/better-sqlite3', 'sqlite'],
  // These bring binaries along.
  unchecked: { sqlite3: '6.0.1', level: '10.0.0', 'classic-level': '3.0.0', lmdb: '3.5.6' },
  sameAs: { '@vscode/sqlite3': 'sqlite3' },
  resources: [
    {
      id: 'better-sqlite3.Database',
      kind: 'connection',
      noun: 'database',
      rule: 'unreleased-connection',
      cost,
      types: ['better-sqlite3#Database'],
      releases: [{ method: 'close' }],
      liveness: [{ property: 'open', held: true }],
      discipline: 'always',
      documentation: 'https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md#close---this',
    },
    {
      id: 'sqlite3.Database',
      kind: 'connection',
      noun: 'database',
      rule: 'unreleased-connection',
      cost,
      types: ['sqlite3#Database'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://github.com/TryGhost/node-sqlite3/wiki/API#closecallback',
    },
    {
      id: 'sqlite.Database',
      kind: 'connection',
      noun: 'database',
      rule: 'unreleased-connection',
      cost,
      types: ['sqlite#Database'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/kriasoft/node-sqlite#opening-the-database',
    },
    {
      id: 'level.Level',
      kind: 'connection',
      noun: 'database',
      rule: 'unreleased-connection',
      cost,
      types: ['level#Level', 'classic-level#ClassicLevel'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/Level/abstract-level#dbclose',
    },
    {
      id: 'level.Iterator',
      kind: 'cursor',
      noun: 'database iterator',
      rule: 'unreleased-connection',
      cost: 'keeps a snapshot of the database',
      types: ['level#Iterator', 'classic-level#Iterator'],
      releases: [{ method: 'close', awaitable: true }],
      ends: [{ iterated: true }, { method: 'all' }],
      discipline: 'self-ending',
      documentation: 'https://github.com/Level/abstract-level#iteratorclose',
    },
    {
      id: 'lmdb.Database',
      kind: 'connection',
      noun: 'database',
      rule: 'unreleased-connection',
      cost,
      types: ['lmdb#RootDatabase'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://github.com/kriszyp/lmdb-js#dbclose-promise',
    },
  ],
  acquisitions: [
    {
      call: ['new better-sqlite3#', 'better-sqlite3#'],
      resource: 'better-sqlite3.Database',
      yields: 'result',
    },
    { call: 'new sqlite3#Database', resource: 'sqlite3.Database', yields: 'result' },
    { call: 'sqlite#open', resource: 'sqlite.Database', yields: 'promise' },
    {
      call: ['new level#Level', 'new classic-level#ClassicLevel'],
      resource: 'level.Level',
      yields: 'result',
      heldFrom: ['open', 'get', 'put', 'del', 'batch', 'iterator', 'keys', 'values', 'getMany', 'clear'],
    },
    {
      call: ['iterator', 'keys', 'values'].flatMap((method) => [
        `level#Level::${method}`,
        `classic-level#ClassicLevel::${method}`,
      ]),
      resource: 'level.Iterator',
      yields: 'result',
      within: 'receiver',
    },
    { call: 'lmdb#open', resource: 'lmdb.Database', yields: 'result' },
  ],
  behaviours: [
    {
      call: ['serialize', 'parallelize', 'run', 'exec', 'all', 'get', 'each'].map(
        (method) => `sqlite3#Database::${method}`,
      ),
      throws: 'likely',
    },
  ],
  callbacks: [
    { call: ['sqlite3#Database::serialize', 'sqlite3#Database::parallelize'], argument: 0, runs: 'once-now' },
    {
      call: ['run', 'get', 'all', 'exec', 'close'].map((method) => `sqlite3#Database::${method}`),
      argument: -1,
      runs: 'error-first',
    },
    { call: 'new sqlite3#Database', argument: -1, runs: 'error-first' },
  ],
};
