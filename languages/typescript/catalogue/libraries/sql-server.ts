/**
 * Microsoft SQL Server: tedious and mssql.
 *
 * A transaction or prepared statement of mssql takes a connection out of the pool until it is ended.
 *
 * Deliberately not listed: `sql.connect`, whose one pool belongs to the process; requests, which give their
 * connection back; bulk loads.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const sqlServer: Family = {
  id: 'sql-server',
  language: 'javascript',
  checkedAgainst: ['@types/tedious'],
  // Its declarations bring a database driver and a cloud kit along.
  unchecked: { mssql: '12.3.0' },
  resources: [
    {
      id: 'tedious.Connection',
      kind: 'connection',
      noun: 'database connection',
      rule: 'unreleased-connection',
      cost: 'keeps a connection to the database open, of which the server has few',
      types: ['tedious#Connection'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://tediousjs.github.io/tedious/api-connection.html#function_close',
    },
    {
      id: 'mssql.ConnectionPool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: 'keeps its connections to the database open, and so does every further one',
      types: ['mssql#ConnectionPool'],
      releases: [{ method: 'close', awaitable: true }],
      liveness: [{ property: 'connected', held: true }],
      discipline: 'shared',
      documentation: 'https://github.com/tediousjs/node-mssql#close',
    },
    {
      id: 'mssql.Transaction',
      kind: 'transaction',
      noun: 'transaction',
      rule: 'unreleased-connection',
      cost: 'keeps a connection of the pool and the locks of what it changed',
      types: ['mssql#Transaction'],
      releases: [
        { method: 'rollback', awaitable: true },
        { method: 'commit', awaitable: true, secondary: true },
      ],
      discipline: 'lease',
      documentation: 'https://github.com/tediousjs/node-mssql#transaction',
    },
    {
      id: 'mssql.PreparedStatement',
      kind: 'connection',
      noun: 'prepared statement',
      rule: 'unreleased-connection',
      cost: 'keeps a connection of the pool until it is unprepared',
      types: ['mssql#PreparedStatement'],
      releases: [{ method: 'unprepare', awaitable: true }],
      discipline: 'lease',
      documentation: 'https://github.com/tediousjs/node-mssql#prepared-statement',
    },
  ],
  acquisitions: [
    {
      call: 'new tedious#Connection',
      resource: 'tedious.Connection',
      yields: 'result',
      heldFrom: ['connect'],
    },
    {
      call: 'new mssql#ConnectionPool',
      resource: 'mssql.ConnectionPool',
      yields: 'result',
      heldFrom: ['connect'],
    },
    {
      call: ['new mssql#Transaction', 'mssql#ConnectionPool::transaction'],
      resource: 'mssql.Transaction',
      yields: 'result',
      heldFrom: ['begin'],
    },
    {
      call: 'new mssql#PreparedStatement',
      resource: 'mssql.PreparedStatement',
      yields: 'result',
      heldFrom: ['prepare'],
    },
  ],
  sinks: [
    {
      call: ['new mssql#Request', 'new mssql#Transaction', 'new mssql#PreparedStatement'],
      argument: 0,
      effect: 'borrows',
    },
  ],
  callbacks: [{ call: 'tedious#Connection::connect', argument: 0, runs: 'error-first' }],
};
