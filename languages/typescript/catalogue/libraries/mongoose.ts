/**
 * mongoose: connections and sessions of their own.
 *
 * Deliberately not listed: `mongoose.connect`, whose one connection belongs to the process; `transaction`,
 * which ends its session; cursors of queries, which end when they are read.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const mongoose: Family = {
  id: 'mongoose',
  language: 'javascript',
  checkedAgainst: ['mongoose'],
  resources: [
    {
      id: 'mongoose.Connection',
      kind: 'client',
      noun: 'mongoose connection',
      rule: 'client-per-call',
      cost: 'keeps its pool of connections open, and so does every further one',
      types: ['mongoose#Connection'],
      releases: [
        { method: 'close', awaitable: true },
        { method: 'destroy', awaitable: true, secondary: true },
      ],
      discipline: 'shared',
      documentation: 'https://mongoosejs.com/docs/connections.html#multiple_connections',
    },
    {
      id: 'mongoose.ClientSession',
      kind: 'session',
      noun: 'MongoDB session',
      rule: 'unreleased-connection',
      cost: 'keeps a session and its locks on the server until it times out',
      types: ['mongoose#ClientSession'],
      extends: ['mongodb.ClientSession'],
      releases: [],
      discipline: 'lease',
      documentation: 'https://mongoosejs.com/docs/transactions.html',
    },
  ],
  acquisitions: [
    {
      call: ['mongoose#createConnection', 'mongoose#Mongoose::createConnection'],
      resource: 'mongoose.Connection',
      yields: 'result',
    },
    {
      call: [
        'mongoose#startSession',
        'mongoose#Mongoose::startSession',
        'mongoose#Connection::startSession',
        'mongoose#Model::startSession',
      ],
      resource: 'mongoose.ClientSession',
      yields: 'promise',
    },
  ],
  sinks: [
    // Queries, aggregates and documents take the session that they are to use.
    {
      call: ['mongoose#Query::session', 'mongoose#Aggregate::session', 'mongoose#Document::$session'],
      argument: 0,
      effect: 'borrows',
    },
  ],
  callbacks: [{ call: 'mongoose#Connection::transaction', argument: 0, runs: 'once-later' }],
};
