/**
 * MongoDB: the driver.
 *
 * A client connects with `connect` or its first operation. Sessions and change streams hold something on the
 * server until they are ended. Cursors end when they are read to the end, so they count only where code
 * shows that it means to close them.
 *
 * Deliberately not listed: `withSession`, which ends its session; transactions, which end with their
 * session.
 */
import type { Family, SelfEnd } from '../../../../analysis/catalogue/model.ts';

const MANUAL = 'https://www.mongodb.com/docs/drivers/node/current';

const cursorEnds: readonly SelfEnd[] = [{ iterated: true }, { method: 'toArray' }, { method: 'forEach' }];
const openers = ['connect', 'db', 'watch', 'startSession', 'withSession', 'bulkWrite'];

export const mongodb: Family = {
  id: 'mongodb',
  language: 'javascript',
  checkedAgainst: ['mongodb'],
  supertypes: {
    'mongodb#FindCursor': ['mongodb#AbstractCursor'],
    'mongodb#AggregationCursor': ['mongodb#AbstractCursor'],
  },
  resources: [
    {
      id: 'mongodb.MongoClient',
      kind: 'client',
      noun: 'MongoDB client',
      rule: 'client-per-call',
      cost: 'keeps its pool of connections and its monitoring open, and so does every further one',
      types: ['mongodb#MongoClient'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'shared',
      documentation: `${MANUAL}/connect/mongoclient/`,
    },
    {
      id: 'mongodb.ClientSession',
      kind: 'session',
      noun: 'MongoDB session',
      rule: 'unreleased-connection',
      cost: 'keeps a session and its locks on the server until it times out',
      types: ['mongodb#ClientSession'],
      releases: [{ method: 'endSession', awaitable: true }],
      liveness: [{ property: 'hasEnded', held: false }],
      discipline: 'lease',
      documentation: `${MANUAL}/crud/transactions/`,
    },
    {
      id: 'mongodb.ChangeStream',
      kind: 'cursor',
      noun: 'change stream',
      rule: 'unreleased-connection',
      cost: 'keeps a cursor on the server and a connection of the pool',
      types: ['mongodb#ChangeStream'],
      releases: [{ method: 'close', awaitable: true }],
      ends: [{ iterated: true }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'always',
      documentation: `${MANUAL}/logging-and-monitoring/change-streams/`,
    },
    {
      id: 'mongodb.Cursor',
      kind: 'cursor',
      noun: 'MongoDB cursor',
      rule: 'unreleased-connection',
      cost: 'keeps a cursor on the server until it times out',
      types: ['mongodb#FindCursor', 'mongodb#AggregationCursor', 'mongodb#AbstractCursor'],
      releases: [{ method: 'close', awaitable: true }],
      ends: cursorEnds,
      liveness: [{ property: 'closed', held: false }],
      discipline: 'self-ending',
      documentation: `${MANUAL}/crud/query/cursor/`,
    },
  ],
  acquisitions: [
    { call: 'new mongodb#MongoClient', resource: 'mongodb.MongoClient', yields: 'result', heldFrom: openers },
    {
      call: 'mongodb#MongoClient.connect',
      resource: 'mongodb.MongoClient',
      yields: 'promise',
      when: [{ argument: 1, given: false }],
    },
    // Versions before 5 took a callback instead.
    {
      call: 'mongodb#MongoClient.connect',
      resource: 'mongodb.MongoClient',
      yields: 'promise',
      when: [{ argument: 1, given: true }],
      unless: [{ argument: -1, callback: true }],
    },
    { call: 'mongodb#MongoClient::startSession', resource: 'mongodb.ClientSession', yields: 'result' },
    {
      call: ['mongodb#MongoClient::watch', 'mongodb#Db::watch', 'mongodb#Collection::watch'],
      resource: 'mongodb.ChangeStream',
      yields: 'result',
    },
    {
      call: ['mongodb#Collection::find', 'mongodb#Collection::aggregate', 'mongodb#Db::aggregate'],
      resource: 'mongodb.Cursor',
      yields: 'result',
    },
  ],
  behaviours: [
    { call: 'mongodb#MongoClient::db', returns: { type: 'mongodb#Db' }, throws: 'never' },
    { call: 'mongodb#Db::collection', returns: { type: 'mongodb#Collection' }, throws: 'never' },
    {
      call: [
        'filter',
        'sort',
        'project',
        'limit',
        'skip',
        'hint',
        'batchSize',
        'maxTimeMS',
        'comment',
        'collation',
        'allowDiskUse',
      ].map((method) => `mongodb#FindCursor::${method}`),
      returns: 'receiver',
      throws: 'never',
    },
  ],
  sinks: [
    // `{ session }` among the options of an operation is only used there.
    {
      call: [
        ...[
          'find',
          'findOne',
          'insertOne',
          'insertMany',
          'updateOne',
          'updateMany',
          'deleteOne',
          'deleteMany',
          'replaceOne',
          'aggregate',
        ],
        ...[
          'bulkWrite',
          'countDocuments',
          'distinct',
          'findOneAndUpdate',
          'findOneAndDelete',
          'findOneAndReplace',
        ],
      ].map((method) => `mongodb#Collection::${method}`),
      argument: 'any',
      effect: 'borrows',
    },
  ],
  callbacks: [
    { call: 'mongodb#ClientSession::withTransaction', argument: 0, runs: 'once-later' },
    { call: 'mongodb#MongoClient::withSession', argument: -1, runs: 'once-later' },
  ],
};
