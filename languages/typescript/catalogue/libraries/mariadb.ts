/**
 * MariaDB's own driver, with promises.
 *
 * Deliberately not listed: its callback form (`mariadb/callback`), which is rarely used; transactions, which
 * are states of a connection; `pool.query`, which takes a connection and gives it back.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const mariadb: Family = {
  id: 'mariadb',
  language: 'javascript',
  checkedAgainst: ['mariadb'],
  resources: [
    {
      id: 'mariadb.Connection',
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps a connection to the database open, of which the server has few',
      types: ['mariadb#Connection'],
      releases: [
        { method: 'end', awaitable: true },
        { method: 'destroy', secondary: true },
      ],
      discipline: 'always',
      documentation:
        'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#connectionend--promise',
    },
    {
      id: 'mariadb.PoolConnection',
      kind: 'connection',
      noun: 'pool connection',
      rule: 'unreleased-connection',
      cost: 'is missing from the pool, which hands out no more once all are lost',
      types: ['mariadb#PoolConnection'],
      releases: [
        { method: 'release', awaitable: true },
        { method: 'end', awaitable: true, secondary: true },
        { method: 'destroy', secondary: true },
      ],
      discipline: 'lease',
      documentation:
        'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#poolgetconnection--promise',
    },
    {
      id: 'mariadb.Pool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open, and so does every further one',
      types: ['mariadb#Pool'],
      releases: [{ method: 'end', awaitable: true }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'shared',
      documentation:
        'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md#poolend--promise',
    },
  ],
  acquisitions: [
    { call: 'mariadb#createConnection', resource: 'mariadb.Connection', yields: 'promise' },
    { call: 'mariadb#createPool', resource: 'mariadb.Pool', yields: 'result' },
    { call: 'mariadb#Pool::getConnection', resource: 'mariadb.PoolConnection', yields: 'promise' },
  ],
};
