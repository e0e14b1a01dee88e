/**
 * TypeORM. A query runner holds a connection of the pool from its first query until `release`.
 *
 * Deliberately not listed: `dataSource.transaction`, `manager.transaction` and `query`, which make and
 * release a runner by themselves; streams of query builders, which end when they are read; transactions of
 * a runner, because they end with its release. `Connection` is the name of `DataSource` before 0.3 and is
 * kept for older code; versions from 1.0 no longer export it.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const typeorm: Family = {
  id: 'typeorm',
  language: 'javascript',
  checkedAgainst: [],
  unchecked: { typeorm: '0.3.31' },
  resources: [
    {
      id: 'typeorm.QueryRunner',
      kind: 'connection',
      noun: 'query runner',
      rule: 'unreleased-connection',
      cost: 'keeps a connection of the pool, which hands out no more once all are lost',
      types: ['typeorm#QueryRunner'],
      releases: [{ method: 'release', awaitable: true }],
      liveness: [{ property: 'isReleased', held: false }],
      discipline: 'lease',
      documentation: 'https://typeorm.io/docs/query-runner',
    },
    {
      id: 'typeorm.DataSource',
      kind: 'client',
      noun: 'data source',
      rule: 'client-per-call',
      cost: 'keeps a pool of connections to the database open, and so does every further one',
      types: ['typeorm#DataSource', 'typeorm#Connection'],
      releases: [
        { method: 'destroy', awaitable: true },
        { method: 'close', awaitable: true, secondary: true },
      ],
      liveness: [
        { property: 'isInitialized', held: true },
        { property: 'isConnected', held: true },
      ],
      discipline: 'shared',
      documentation: 'https://typeorm.io/docs/data-source/data-source-api',
    },
  ],
  acquisitions: [
    {
      call: ['typeorm#DataSource::createQueryRunner', 'typeorm#Connection::createQueryRunner'],
      resource: 'typeorm.QueryRunner',
      yields: 'result',
      // Injected data sources and drivers are often typed by a file of the project or not at all.
      distinctive: true,
    },
    {
      call: ['new typeorm#DataSource', 'new typeorm#Connection'],
      resource: 'typeorm.DataSource',
      yields: 'result',
      heldFrom: ['initialize', 'connect'],
    },
    { call: 'typeorm#createConnection', resource: 'typeorm.DataSource', yields: 'promise' },
  ],
  behaviours: [
    { call: ['typeorm#DataSource::initialize', 'typeorm#Connection::connect'], throws: 'likely' },
    { call: 'typeorm#getConnection', returns: { type: 'typeorm#Connection' } },
  ],
  sinks: [
    // What is given a runner to work with leaves its release to the giver.
    {
      call: [
        'typeorm#DataSource::createQueryBuilder',
        'typeorm#DataSource::createEntityManager',
        'typeorm#DataSource::query',
        'typeorm#EntityManager::createQueryBuilder',
        'typeorm#Repository::createQueryBuilder',
      ],
      argument: 'any',
      effect: 'borrows',
    },
  ],
  callbacks: [
    {
      call: ['typeorm#DataSource::transaction', 'typeorm#EntityManager::transaction'],
      argument: -1,
      runs: 'once-later',
    },
  ],
};
