/**
 * MySQL: mysql2 (callbacks and promises) and mysql.
 *
 * `createConnection` of mysql2 connects at once; that of mysql connects with `connect` or the first query.
 * A pool is meant to live as long as the process; a connection taken out of it is a lease.
 *
 * Deliberately not listed: transactions, because they are states of a connection and end with its release
 * to the pool only by a rollback that nobody promises, yet their `commit` and `rollback` sit on the same
 * object as everything else; pool clusters' name spaces (`of`), which own nothing; prepared statements,
 * which mysql2 keeps in a bounded cache.
 */
import type { Family, SelfEnd } from '../../../../analysis/catalogue/model.ts';

/** The wrapper with promises closes what it wraps, so the wrapped one is not followed beyond `promise()`. */
const wrapped: readonly SelfEnd[] = [{ method: 'promise' }];

export const mysql: Family = {
  id: 'mysql',
  language: 'javascript',
  checkedAgainst: ['mysql2', '@types/mysql'],
  supertypes: {
    'mysql2#PoolConnection': ['mysql2#Connection'],
    'mysql2/promise#PoolConnection': ['mysql2/promise#Connection'],
    'mysql#PoolConnection': ['mysql#Connection'],
  },
  resources: [
    {
      id: 'mysql.Connection',
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps a connection to the database open, of which the server has few',
      types: ['mysql2#Connection', 'mysql#Connection'],
      releases: [{ method: 'end' }, { method: 'destroy', secondary: true }],
      ends: wrapped,
      discipline: 'always',
      documentation: 'https://sidorares.github.io/node-mysql2/docs',
    },
    {
      id: 'mysql.PromiseConnection',
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps a connection to the database open, of which the server has few',
      types: ['mysql2/promise#Connection'],
      releases: [
        { method: 'end', awaitable: true },
        { method: 'destroy', secondary: true },
      ],
      discipline: 'always',
      documentation: 'https://sidorares.github.io/node-mysql2/docs',
    },
    {
      id: 'mysql.PoolConnection',
      kind: 'connection',
      noun: 'pool connection',
      rule: 'unreleased-connection',
      cost: 'is missing from the pool, which hands out no more once all are lost',
      types: ['mysql2#PoolConnection', 'mysql#PoolConnection'],
      releases: [
        { method: 'release' },
        { method: 'destroy', secondary: true },
        { function: 'mysql2#Pool::releaseConnection', argument: 0, secondary: true },
      ],
      ends: wrapped,
      discipline: 'lease',
      documentation: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
    },
    {
      id: 'mysql.PromisePoolConnection',
      kind: 'connection',
      noun: 'pool connection',
      rule: 'unreleased-connection',
      cost: 'is missing from the pool, which hands out no more once all are lost',
      types: ['mysql2/promise#PoolConnection'],
      releases: [
        { method: 'release' },
        { method: 'destroy', secondary: true },
        { function: 'mysql2/promise#Pool::releaseConnection', argument: 0, secondary: true },
      ],
      discipline: 'lease',
      documentation: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
    },
    {
      id: 'mysql.Pool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open, and so does every further one',
      types: ['mysql2#Pool', 'mysql#Pool'],
      releases: [{ method: 'end' }],
      ends: wrapped,
      discipline: 'shared',
      documentation: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
    },
    {
      id: 'mysql.PromisePool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open, and so does every further one',
      types: ['mysql2/promise#Pool'],
      releases: [{ method: 'end', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://sidorares.github.io/node-mysql2/docs#using-connection-pools',
    },
    {
      id: 'mysql.PoolCluster',
      kind: 'pool',
      noun: 'pool cluster',
      rule: 'client-per-call',
      cost: 'keeps its connections to the databases open, and so does every further one',
      types: ['mysql2#PoolCluster', 'mysql#PoolCluster'],
      releases: [{ method: 'end' }],
      discipline: 'shared',
      documentation: 'https://github.com/mysqljs/mysql#poolcluster',
    },
    {
      id: 'mysql.PromisePoolCluster',
      kind: 'pool',
      noun: 'pool cluster',
      rule: 'client-per-call',
      cost: 'keeps its connections to the databases open, and so does every further one',
      types: ['mysql2/promise#PoolCluster'],
      releases: [{ method: 'end', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://github.com/mysqljs/mysql#poolcluster',
    },
  ],
  acquisitions: [
    { call: 'mysql2#createConnection', resource: 'mysql.Connection', yields: 'result' },
    { call: 'mysql2/promise#createConnection', resource: 'mysql.PromiseConnection', yields: 'promise' },
    {
      call: 'mysql#createConnection',
      resource: 'mysql.Connection',
      yields: 'result',
      heldFrom: ['connect', 'query', 'ping', 'beginTransaction'],
    },
    { call: ['mysql2#createPool', 'mysql#createPool'], resource: 'mysql.Pool', yields: 'result' },
    { call: 'mysql2/promise#createPool', resource: 'mysql.PromisePool', yields: 'result' },
    {
      call: ['mysql2#createPoolCluster', 'mysql#createPoolCluster'],
      resource: 'mysql.PoolCluster',
      yields: 'result',
    },
    { call: 'mysql2/promise#createPoolCluster', resource: 'mysql.PromisePoolCluster', yields: 'result' },
    {
      call: ['mysql2/promise#Pool::getConnection', 'mysql2/promise#PoolCluster::getConnection'],
      resource: 'mysql.PromisePoolConnection',
      yields: 'promise',
    },
    {
      call: [
        'mysql2#Pool::getConnection',
        'mysql#Pool::getConnection',
        'mysql2#PoolCluster::getConnection',
        'mysql#PoolCluster::getConnection',
      ],
      resource: 'mysql.PoolConnection',
      yields: { callback: -1, parameter: 1, error: 0 },
    },
  ],
  behaviours: [
    { call: 'mysql2#Pool::promise', returns: { type: 'mysql2/promise#Pool' }, throws: 'never' },
    {
      call: 'mysql2#PoolConnection::promise',
      returns: { type: 'mysql2/promise#PoolConnection' },
      throws: 'never',
    },
    { call: 'mysql2#Connection::promise', returns: { type: 'mysql2/promise#Connection' }, throws: 'never' },
  ],
  callbacks: [
    {
      call: [
        'mysql2#Pool::getConnection',
        'mysql#Pool::getConnection',
        'mysql2#PoolCluster::getConnection',
        'mysql#PoolCluster::getConnection',
      ],
      argument: -1,
      runs: 'error-first',
    },
    {
      call: [
        ...[
          'query',
          'connect',
          'beginTransaction',
          'commit',
          'rollback',
          'end',
          'changeUser',
          'ping',
        ].flatMap((method) => [`mysql2#Connection::${method}`, `mysql#Connection::${method}`]),
        'mysql2#Connection::execute',
        'mysql2#Pool::query',
        'mysql2#Pool::execute',
        'mysql2#Pool::end',
        'mysql#Pool::query',
        'mysql#Pool::end',
      ],
      argument: -1,
      runs: 'error-first',
    },
  ],
};
