/**
 * PostgreSQL: pg with its cursors and streams, and postgres (Postgres.js).
 *
 * A `Client` that never connects holds nothing. A pool is meant to live as long as the process; a client
 * checked out of it is a lease, and a pool whose leases are lost answers nobody any more.
 *
 * Deliberately not listed: `pool.query`, which checks out and returns by itself; LISTEN subscriptions, which
 * end with their client; pg-promise, whose tasks give their connections back by themselves.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const postgres: Family = {
  id: 'postgres',
  language: 'javascript',
  checkedAgainst: ['@types/pg', '@types/pg-pool', '@types/pg-cursor', 'pg-query-stream', 'postgres'],
  supertypes: {
    'pg#Client': ['pg#ClientBase'],
    'pg#PoolClient': ['pg#ClientBase'],
    'postgres#ReservedSql': ['postgres#Sql'],
  },
  resources: [
    {
      id: 'pg.Client',
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps a connection to the database open, of which the server has few',
      types: ['pg#Client'],
      releases: [{ method: 'end', awaitable: true }],
      discipline: 'always',
      documentation: 'https://node-postgres.com/apis/client#clientend',
    },
    {
      id: 'pg.PoolClient',
      kind: 'connection',
      noun: 'pool client',
      rule: 'unreleased-connection',
      cost: 'is missing from the pool, which hands out no more once all are lost',
      types: ['pg#PoolClient'],
      // `end` of a client that a pool lent closes it without giving its place back.
      releases: [{ method: 'release' }],
      discipline: 'lease',
      documentation: 'https://node-postgres.com/apis/pool#releasing-clients',
    },
    {
      id: 'pg.Pool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open until they idle out, and so does every further one',
      types: ['pg#Pool', 'pg-pool#'],
      releases: [{ method: 'end', awaitable: true }],
      liveness: [
        { property: 'ended', held: false },
        { property: 'ending', held: false },
      ],
      discipline: 'shared',
      documentation: 'https://node-postgres.com/apis/pool#poolend',
    },
    {
      id: 'pg.Cursor',
      kind: 'cursor',
      noun: 'database cursor',
      rule: 'unreleased-connection',
      cost: 'keeps its connection busy, so that it cannot be used again',
      types: ['pg-cursor#'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://node-postgres.com/apis/cursor#close',
    },
    {
      id: 'pg.QueryStream',
      kind: 'cursor',
      noun: 'query stream',
      rule: 'unreleased-connection',
      cost: 'keeps its connection busy, so that it cannot be used again',
      types: ['pg-query-stream#'],
      releases: [{ method: 'destroy' }],
      ends: [{ iterated: true }, { method: 'pipe' }, { function: 'stream#pipeline', argument: 'any' }],
      discipline: 'self-ending',
      documentation: 'https://github.com/brianc/node-postgres/tree/master/packages/pg-query-stream',
    },
    {
      id: 'postgres.Sql',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open, and so does every further one',
      types: ['postgres#Sql'],
      releases: [{ method: 'end', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://github.com/porsager/postgres#teardown--cleanup',
    },
    {
      id: 'postgres.ReservedSql',
      kind: 'connection',
      noun: 'reserved connection',
      rule: 'unreleased-connection',
      cost: 'is missing from the pool, which hands out no more once all are lost',
      types: ['postgres#ReservedSql'],
      releases: [{ method: 'release' }],
      discipline: 'lease',
      documentation: 'https://github.com/porsager/postgres#await-sqlreserve',
    },
  ],
  acquisitions: [
    { call: 'new pg#Client', resource: 'pg.Client', yields: 'result', heldFrom: ['connect'] },
    { call: ['new pg#Pool', 'new pg-pool#'], resource: 'pg.Pool', yields: 'result' },
    {
      call: 'pg#Pool::connect',
      resource: 'pg.PoolClient',
      yields: 'promise',
      when: [{ argument: 0, callback: false }],
    },
    {
      call: 'pg#Pool::connect',
      resource: 'pg.PoolClient',
      yields: { callback: 0, parameter: 1, error: 0, releaser: 2 },
    },
    { call: 'new pg-cursor#', resource: 'pg.Cursor', yields: 'result', heldFrom: ['read'] },
    { call: 'new pg-query-stream#', resource: 'pg.QueryStream', yields: 'result' },
    { call: 'postgres#', resource: 'postgres.Sql', yields: 'result' },
    { call: 'postgres#Sql::reserve', resource: 'postgres.ReservedSql', yields: 'promise' },
  ],
  sinks: [
    // A cursor or stream that is given to `query` is only submitted there.
    { call: ['pg#ClientBase::query', 'pg#Pool::query'], argument: 0, effect: 'borrows' },
  ],
  callbacks: [
    { call: 'pg#Pool::connect', argument: 0, runs: 'error-first' },
    { call: 'pg#ClientBase::connect', argument: 0, runs: 'error-first' },
    { call: ['pg#ClientBase::query', 'pg#Pool::query'], argument: -1, runs: 'error-first' },
    { call: ['pg#Client::end', 'pg#Pool::end'], argument: 0, runs: 'once-later' },
    { call: 'postgres#Sql::begin', argument: -1, runs: 'once-later' },
  ],
  deadlines: [
    {
      call: ['new pg#Client', 'new pg#Pool', 'new pg-pool#'],
      options: [0],
      boundedBy: ['connectionTimeoutMillis'],
      off: [0],
      without: 'long',
      fix: { option: 'connectionTimeoutMillis: 10_000', argument: 0 },
      noun: 'database connect',
      kind: 'connection',
      documentation: 'https://node-postgres.com/apis/client#new-client',
    },
  ],
};
