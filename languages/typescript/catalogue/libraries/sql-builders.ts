/**
 * Query builders and object mappers: knex, sequelize, Prisma.
 *
 * Their instances hold a pool each and are meant to be shared. A transaction that is opened by hand keeps a
 * connection until it is committed or rolled back.
 *
 * Deliberately not listed: transactions with a callback, which end with it; `trx` providers, which open
 * nothing until called; savepoints; Drizzle, MikroORM and Kysely, whose drivers are made by the program and
 * are listed by themselves.
 */
import type { Family, Release } from '../../../../analysis/catalogue/model.ts';

const poolCost = 'keeps a pool of connections to the database open, and so does every further one';
const transactionCost = 'keeps a connection of the pool and the locks of what it changed';
const outcome: readonly Release[] = [
  { method: 'rollback', awaitable: true },
  { method: 'commit', awaitable: true, secondary: true },
];

export const sqlBuilders: Family = {
  id: 'sql-builders',
  language: 'javascript',
  checkedAgainst: ['knex', 'sequelize'],
  // Its client is generated for each schema.
  unchecked: { '@prisma/client': '7.10.0' },
  supertypes: { 'knex#Knex.Transaction': ['knex#Knex'] },
  resources: [
    {
      id: 'knex.Knex',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: poolCost,
      types: ['knex#Knex'],
      releases: [{ method: 'destroy', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://knexjs.org/guide/#initializing-the-library',
    },
    {
      id: 'knex.Transaction',
      kind: 'transaction',
      noun: 'transaction',
      rule: 'unreleased-connection',
      cost: transactionCost,
      types: ['knex#Knex.Transaction'],
      releases: outcome,
      discipline: 'lease',
      documentation: 'https://knexjs.org/guide/transactions.html',
    },
    {
      id: 'sequelize.Sequelize',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost: poolCost,
      types: ['sequelize#Sequelize'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://sequelize.org/docs/v6/getting-started/#closing-the-connection',
    },
    {
      id: 'sequelize.Transaction',
      kind: 'transaction',
      noun: 'transaction',
      rule: 'unreleased-connection',
      cost: transactionCost,
      types: ['sequelize#Transaction'],
      releases: outcome,
      discipline: 'lease',
      documentation: 'https://sequelize.org/docs/v6/other-topics/transactions/#unmanaged-transactions',
    },
    {
      id: 'prisma.PrismaClient',
      kind: 'client',
      noun: 'Prisma client',
      rule: 'client-per-call',
      cost: poolCost,
      types: ['@prisma/client#PrismaClient'],
      releases: [{ method: '$disconnect', awaitable: true }],
      discipline: 'shared',
      documentation:
        'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections',
    },
  ],
  acquisitions: [
    { call: ['knex#', 'knex#knex'], resource: 'knex.Knex', yields: 'result' },
    {
      call: 'knex#Knex::transaction',
      resource: 'knex.Transaction',
      yields: 'promise',
      when: [{ argument: 0, callback: false }],
    },
    { call: 'new sequelize#Sequelize', resource: 'sequelize.Sequelize', yields: 'result' },
    {
      call: 'sequelize#Sequelize::transaction',
      resource: 'sequelize.Transaction',
      yields: 'promise',
      when: [
        { argument: 0, callback: false },
        { argument: 1, given: false },
      ],
    },
    { call: 'new @prisma/client#PrismaClient', resource: 'prisma.PrismaClient', yields: 'result' },
  ],
  sinks: [
    // Builders are told which transaction to use.
    {
      call: ['knex#Knex.QueryBuilder::transacting', 'knex#Knex.SchemaBuilder::transacting'],
      argument: 0,
      effect: 'borrows',
    },
    {
      call: ['sequelize#Sequelize::query', 'sequelize#Sequelize::sync', 'sequelize#Sequelize::authenticate'],
      argument: 'any',
      effect: 'borrows',
    },
  ],
  callbacks: [
    { call: 'knex#Knex::transaction', argument: 0, runs: 'once-later' },
    { call: 'sequelize#Sequelize::transaction', argument: -1, runs: 'once-later' },
  ],
};
