/** database/sql, pgx, sqlx, redis and mongo. */
import type { Family, ResourceType, Selector } from '../../../analysis/catalogue/model.ts';
import { closeable, made, opened, page } from './shared.ts';

const PGX = 'github.com/jackc/pgx/v5';
const POOL = 'github.com/jackc/pgx/v5/pgxpool';
const REDIS = 'github.com/redis/go-redis/v9';
const LEASE = 'keeps its connection out of the pool until the process ends';

function all(module: string, names: string): readonly Selector[] {
  return names.split(' ').map((name) => `${module}#${name}`);
}

function of(types: readonly string[], methods: string): readonly Selector[] {
  return types.flatMap((type) => methods.split(' ').map((method) => `${type}::${method}`));
}

function transaction(id: string, types: readonly Selector[], documentation: string): ResourceType {
  return {
    id,
    kind: 'transaction',
    noun: 'transaction',
    rule: 'unreleased-connection',
    cost: LEASE,
    types,
    releases: [{ method: 'Rollback' }, { method: 'Commit', secondary: true }],
    discipline: 'lease',
    documentation,
  };
}

// What is asked for or prepared on a transaction of database/sql is closed when that one ends, says its documentation.
const SQL = ['database/sql#DB'];
const SQLX = ['github.com/jmoiron/sqlx#DB'];

export const databases: Family = {
  id: 'go.databases',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    // What the embedded `*sql.DB` has.
    'github.com/jmoiron/sqlx#DB::Begin': '1.3.5',
    'github.com/jmoiron/sqlx#DB::BeginTx': '1.3.5',
    'github.com/jackc/pgx/v5': '5.10.0',
    'github.com/jackc/pgx/v5/pgxpool': '5.10.0',
    'github.com/redis/go-redis/v9': '9.22.0',
  },
  sameAs: {
    'github.com/jackc/pgx/v4': PGX,
    'github.com/jackc/pgx/v4/pgxpool': POOL,
    'github.com/go-redis/redis/v8': REDIS,
    'github.com/go-redis/redis/v9': REDIS,
    'github.com/go-redis/redis': REDIS,
  },
  resources: [
    closeable('go.sql.DB', ['database/sql#DB', 'github.com/jmoiron/sqlx#DB'], {
      kind: 'pool',
      noun: 'database handle',
      rule: 'unreleased-connection',
      cost: 'keeps its connections and a goroutine for ever',
      documentation: page('database/sql', 'DB.Close'),
    }),
    closeable(
      'go.sql.Rows',
      ['database/sql#Rows', `${PGX}#Rows`, 'github.com/jmoiron/sqlx#Rows'],
      {
        kind: 'cursor',
        noun: 'result rows',
        rule: 'unreleased-connection',
        cost: LEASE,
        documentation: page('database/sql', 'Rows.Close'),
      },
      { ends: [{ exhausted: 'Next' }], endsWithContext: true },
    ),
    closeable(
      'go.sql.Stmt',
      ['database/sql#Stmt', 'github.com/jmoiron/sqlx#Stmt', 'github.com/jmoiron/sqlx#NamedStmt'],
      {
        kind: 'cursor',
        noun: 'prepared statement',
        rule: 'unreleased-connection',
        cost: 'keeps the statement in the database and in the pool',
        documentation: page('database/sql', 'Stmt.Close'),
      },
    ),
    closeable(
      'go.sql.Conn',
      'database/sql#Conn',
      {
        kind: 'connection',
        noun: 'database connection',
        rule: 'unreleased-connection',
        cost: LEASE,
        documentation: page('database/sql', 'Conn.Close'),
      },
      { discipline: 'lease' },
    ),
    transaction('go.sql.Tx', ['database/sql#Tx', 'github.com/jmoiron/sqlx#Tx'], page('database/sql', 'Tx')),
    // Apart, because rows of this one are not closed when it ends: its connection is busy, and is given up.
    transaction('go.pgx.Tx', [`${PGX}#Tx`], page(PGX, 'Tx')),
    closeable('go.pgx.Conn', `${PGX}#Conn`, {
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps the connection open',
      documentation: page(PGX, 'Conn.Close'),
    }),
    closeable('go.pgx.Pool', `${POOL}#Pool`, {
      kind: 'pool',
      noun: 'connection pool',
      rule: 'unreleased-connection',
      cost: 'keeps its connections and goroutines for ever',
      documentation: page(POOL, 'Pool.Close'),
    }),
    {
      id: 'go.pgx.Lease',
      kind: 'connection',
      noun: 'pool connection',
      rule: 'unreleased-connection',
      cost: LEASE,
      types: [`${POOL}#Conn`],
      releases: [{ method: 'Release' }, { method: 'Hijack', secondary: true }],
      discipline: 'lease',
      documentation: page(POOL, 'Conn.Release'),
    },
    closeable('go.pgx.BatchResults', `${PGX}#BatchResults`, {
      kind: 'cursor',
      noun: 'batch result',
      rule: 'unreleased-connection',
      cost: LEASE,
      documentation: page(PGX, 'BatchResults'),
    }),
    closeable('go.redis.Conn', `${REDIS}#Conn`, {
      kind: 'connection',
      noun: 'redis connection',
      rule: 'unreleased-connection',
      cost: LEASE,
      documentation: page(REDIS, 'Conn'),
    }),
    closeable('go.redis.Client', all(REDIS, 'Client ClusterClient Ring SentinelClient UniversalClient'), {
      kind: 'pool',
      noun: 'redis client',
      rule: 'unreleased-connection',
      cost: 'keeps its connections for ever',
      documentation: page(REDIS, 'Client.Close'),
    }),
    closeable('go.redis.PubSub', `${REDIS}#PubSub`, {
      kind: 'subscription',
      noun: 'subscription',
      rule: 'unreleased-connection',
      cost: 'keeps its connection and goroutines',
      documentation: page(REDIS, 'PubSub.Close'),
    }),
  ],
  acquisitions: [
    opened(
      [
        'database/sql#Open',
        'github.com/jmoiron/sqlx#Open',
        'github.com/jmoiron/sqlx#Connect',
        'github.com/jmoiron/sqlx#ConnectContext',
      ],
      'go.sql.DB',
    ),
    made(
      ['database/sql#OpenDB', 'github.com/jmoiron/sqlx#MustOpen', 'github.com/jmoiron/sqlx#MustConnect'],
      'go.sql.DB',
    ),
    opened(
      [...of([...SQL, ...SQLX, 'database/sql#Stmt'], 'Query'), ...of(SQLX, 'Queryx NamedQuery')],
      'go.sql.Rows',
    ),
    // Whoever cancels the context closes the rows.
    opened(
      [
        ...of([...SQL, ...SQLX, 'database/sql#Stmt', 'database/sql#Conn'], 'QueryContext'),
        ...of(SQLX, 'QueryxContext NamedQueryContext'),
      ],
      'go.sql.Rows',
      { under: { argument: 0 } },
    ),
    opened(
      [...of([`${PGX}#Conn`, `${PGX}#Tx`, `${POOL}#Pool`, `${POOL}#Conn`, `${POOL}#Tx`], 'Query')],
      'go.sql.Rows',
    ),
    opened(
      [
        ...of([...SQL, ...SQLX], 'Prepare PrepareContext'),
        'database/sql#Conn::PrepareContext',
        ...of(SQLX, 'Preparex PreparexContext PrepareNamed PrepareNamedContext'),
      ],
      'go.sql.Stmt',
    ),
    opened('database/sql#DB::Conn', 'go.sql.Conn'),
    opened(
      [
        // What begins on a transaction is a savepoint, which ends with it.
        ...of([...SQL, ...SQLX], 'Begin'),
        ...of(SQLX, 'Beginx'),
      ],
      'go.sql.Tx',
    ),
    opened(of([`${PGX}#Conn`, `${POOL}#Pool`, `${POOL}#Conn`], 'Begin BeginTx'), 'go.pgx.Tx'),
    // Whoever cancels the context rolls the transaction back; of pgx's the context is for beginning alone.
    opened([...of([...SQL, ...SQLX, 'database/sql#Conn'], 'BeginTx'), ...of(SQLX, 'BeginTxx')], 'go.sql.Tx', {
      under: { argument: 0 },
    }),
    opened([`${PGX}#Connect`, `${PGX}#ConnectConfig`], 'go.pgx.Conn'),
    // `Connect` is what version 4 calls it.
    opened(
      [`${POOL}#New`, `${POOL}#NewWithConfig`, `${POOL}#Connect`, `${POOL}#ConnectConfig`],
      'go.pgx.Pool',
    ),
    opened(`${POOL}#Pool::Acquire`, 'go.pgx.Lease'),
    made(
      of([`${PGX}#Conn`, `${PGX}#Tx`, `${POOL}#Pool`, `${POOL}#Conn`, `${POOL}#Tx`], 'SendBatch'),
      'go.pgx.BatchResults',
    ),
    made(`${REDIS}#Client::Conn`, 'go.redis.Conn'),
    made(
      [
        `${REDIS}#NewClient`,
        `${REDIS}#NewClusterClient`,
        `${REDIS}#NewFailoverClient`,
        `${REDIS}#NewFailoverClusterClient`,
        `${REDIS}#NewRing`,
        `${REDIS}#NewSentinelClient`,
        `${REDIS}#NewUniversalClient`,
      ],
      'go.redis.Client',
    ),
    made(
      [
        ...of(all(REDIS, 'Client ClusterClient Ring UniversalClient'), 'Subscribe PSubscribe SSubscribe'),
        ...of(all(REDIS, 'SentinelClient'), 'Subscribe PSubscribe'),
      ],
      'go.redis.PubSub',
    ),
  ],
  sinks: [
    // They read the rows to their end and close them, whatever happens.
    {
      call: all(PGX, 'CollectRows CollectOneRow CollectExactlyOneRow ForEachRow'),
      argument: 0,
      effect: 'releases',
    },
    { call: `${PGX}#AppendRows`, argument: 1, effect: 'releases' },
  ],
};
