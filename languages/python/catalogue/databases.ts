/** Databases and what else is connected to: sqlite3, psycopg, asyncpg, MySQL, SQLAlchemy, Redis, MongoDB, SSH, serial ports. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { gives } from './form.ts';

function connection(
  id: string,
  noun: string,
  documentation: string,
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id,
    kind: 'connection',
    noun,
    rule: 'unreleased-connection',
    cost: 'keeps a connection of the server busy',
    releases: [{ method: 'close' }],
    discipline: 'always',
    documentation,
    ...more,
  };
}

const PSYCOPG = 'https://www.psycopg.org/docs/connection.html#connection.close';

export const databases: Family = {
  id: 'python.databases',
  language: 'python',
  checkedAgainst: [],
  sameAs: { 'sqlalchemy.orm': 'sqlalchemy#orm' },
  resources: [
    connection(
      'python.sqlite',
      'database connection',
      'https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection.close',
      {
        cost: 'keeps the database file open, and perhaps locked',
        types: ['sqlite3#Connection'],
        reclaimed: true,
        // Its block commits or rolls back.
        scoped: false,
      },
    ),
    connection('python.psycopg2', 'database connection', PSYCOPG, {
      types: ['psycopg2#extensions.connection'],
      liveness: [{ property: 'closed', held: false }],
      reclaimed: true,
      scoped: false,
    }),
    connection(
      'python.psycopg',
      'database connection',
      'https://www.psycopg.org/psycopg3/docs/api/connections.html#psycopg.Connection.close',
      {
        types: ['psycopg#Connection', 'psycopg#AsyncConnection'],
        liveness: [{ property: 'closed', held: false }],
      },
    ),
    connection(
      'python.asyncpg',
      'database connection',
      'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.Connection.close',
      {
        types: ['asyncpg#Connection'],
        releases: [
          { method: 'close', awaitable: true },
          { method: 'terminate', secondary: true },
        ],
      },
    ),
    connection(
      'python.asyncpg.Pool',
      'connection pool',
      'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.Pool.close',
      {
        kind: 'pool',
        rule: 'client-per-call',
        types: ['asyncpg#Pool'],
        releases: [
          { method: 'close', awaitable: true },
          { method: 'terminate', secondary: true },
        ],
        discipline: 'shared',
      },
    ),
    connection(
      'python.asyncpg.Lease',
      'pooled connection',
      'https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.Pool.release',
      {
        releases: [
          { function: 'asyncpg#Pool::release', argument: 0 },
          { method: 'close', secondary: true },
        ],
        discipline: 'lease',
      },
    ),
    connection(
      'python.mysql',
      'database connection',
      'https://pymysql.readthedocs.io/en/latest/modules/connections.html',
      {
        reclaimed: true,
      },
    ),
    connection(
      'python.sqlalchemy.Connection',
      'database connection',
      'https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.Connection.close',
      {
        types: ['sqlalchemy#engine.Connection', 'sqlalchemy#Connection'],
        discipline: 'lease',
        reclaimed: true,
      },
    ),
    connection(
      'python.sqlalchemy.Session',
      'session',
      'https://docs.sqlalchemy.org/en/20/orm/session_basics.html#closing',
      {
        kind: 'session',
        types: ['sqlalchemy#orm.Session'],
        reclaimed: true,
      },
    ),
    connection(
      'python.sqlalchemy.Engine',
      'engine',
      'https://docs.sqlalchemy.org/en/20/core/connections.html#engine-disposal',
      {
        kind: 'pool',
        rule: 'client-per-call',
        cost: 'keeps its pool of connections',
        types: ['sqlalchemy#engine.Engine', 'sqlalchemy#Engine'],
        // An engine is its own engine.
        members: ['engine'],
        releases: [{ method: 'dispose' }],
        discipline: 'shared',
        // It connects when somebody asks it to; some only look what its dialect is.
        inert: true,
      },
    ),
    connection('python.redis', 'Redis client', 'https://redis.readthedocs.io/en/stable/connections.html', {
      kind: 'client',
      rule: 'client-per-call',
      types: ['redis#Redis', 'redis#StrictRedis'],
      releases: [{ method: 'close' }, { method: 'aclose', awaitable: true, secondary: true }],
      discipline: 'shared',
      reclaimed: true,
    }),
    connection(
      'python.mongo',
      'MongoDB client',
      'https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html#pymongo.mongo_client.MongoClient.close',
      {
        kind: 'client',
        rule: 'client-per-call',
        cost: 'keeps its pool of connections and the threads that watch the servers',
        types: ['pymongo#MongoClient'],
        partsKeep: true,
        discipline: 'shared',
      },
    ),
    connection(
      'python.ssh',
      'SSH connection',
      'https://docs.paramiko.org/en/stable/api/client.html#paramiko.client.SSHClient.close',
      {
        cost: 'keeps the connection and its thread alive',
        types: ['paramiko#SSHClient', 'paramiko#Transport'],
      },
    ),
    connection(
      'python.sftp',
      'SFTP session',
      'https://docs.paramiko.org/en/stable/api/sftp.html#paramiko.sftp_client.SFTPClient.close',
      {
        cost: 'keeps its channel open',
        types: ['paramiko#SFTPClient'],
      },
    ),
    connection(
      'python.serial',
      'serial port',
      'https://pyserial.readthedocs.io/en/latest/pyserial_api.html#serial.Serial.close',
      {
        cost: 'keeps the port taken',
        types: ['serial#Serial'],
        liveness: [{ property: 'is_open', held: true }],
        reclaimed: true,
      },
    ),
  ],
  acquisitions: [
    gives('python.sqlite', ['sqlite3#connect']),
    gives('python.psycopg2', ['psycopg2#connect']),
    gives('python.psycopg', ['psycopg#connect', 'psycopg#Connection.connect']),
    gives('python.psycopg', ['psycopg#AsyncConnection.connect'], { yields: 'promise' }),
    gives('python.asyncpg', ['asyncpg#connect'], { yields: 'promise' }),
    gives('python.asyncpg.Pool', ['asyncpg#create_pool'], { yields: 'promise' }),
    gives('python.asyncpg.Lease', ['asyncpg#Pool::acquire'], { yields: 'promise', within: 'receiver' }),
    gives('python.mysql', [
      'pymysql#connect',
      'new pymysql#Connection',
      'MySQLdb#connect',
      'mysql.connector#connect',
    ]),
    gives('python.sqlalchemy.Engine', ['sqlalchemy#create_engine']),
    gives(
      'python.sqlalchemy.Connection',
      ['sqlalchemy#Engine::connect', 'sqlalchemy#engine.Engine::connect'],
      { within: 'receiver' },
    ),
    gives('python.sqlalchemy.Session', ['new sqlalchemy#orm.Session']),
    gives('python.redis', [
      'new redis#Redis',
      'new redis#StrictRedis',
      'redis#from_url',
      'redis#Redis.from_url',
    ]),
    gives('python.mongo', ['new pymongo#MongoClient']),
    gives('python.ssh', ['new paramiko#SSHClient'], { heldFrom: ['connect'] }),
    gives('python.ssh', ['new paramiko#Transport']),
    gives('python.sftp', ['paramiko#SSHClient::open_sftp'], { within: 'receiver' }),
    gives('python.serial', ['new serial#Serial', 'serial#serial_for_url']),
  ],
};
