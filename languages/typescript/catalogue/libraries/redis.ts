/**
 * Redis: ioredis and redis (node-redis).
 *
 * A client of ioredis connects when it is made, one of redis with `connect`. Clients are meant to be shared;
 * a duplicate, made for subscriptions and blocking commands, is one more connection.
 *
 * Deliberately not listed: pipelines and multi, which hold nothing until they are executed; subscriptions,
 * which end with their connection; clients of redis before version 4, which connected when made, because
 * their calls look the same.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps its connection open, and opens it again whenever it breaks';
const ioredisTypes = ['ioredis#Redis', 'ioredis#Cluster'];
const makers = ['createClient', 'createCluster', 'createSentinel', 'createClientPool'];
const redisTypes = ['RedisClientType', 'RedisClusterType', 'RedisSentinelType', 'RedisClientPoolType'];
const modules = ['redis', '@redis/client'];

export const redis: Family = {
  id: 'redis',
  language: 'javascript',
  checkedAgainst: ['ioredis', 'redis'],
  sameAs: { iovalkey: 'ioredis' },
  resources: [
    {
      id: 'ioredis.Redis',
      kind: 'client',
      noun: 'Redis client',
      rule: 'client-per-call',
      cost,
      types: [...ioredisTypes, 'ioredis#'],
      releases: [
        { method: 'quit', awaitable: true },
        { method: 'disconnect', secondary: true },
      ],
      discipline: 'shared',
      documentation: 'https://github.com/redis/ioredis#connect-to-redis',
    },
    {
      id: 'redis.Client',
      kind: 'client',
      noun: 'Redis client',
      rule: 'client-per-call',
      cost,
      types: modules.flatMap((module) => redisTypes.map((type) => `${module}#${type}`)),
      releases: [
        { method: 'close', awaitable: true },
        { method: 'quit', awaitable: true, secondary: true },
        { method: 'disconnect', awaitable: true, secondary: true },
        { method: 'destroy', secondary: true },
      ],
      liveness: [{ property: 'isOpen', held: true }],
      discipline: 'shared',
      documentation: 'https://github.com/redis/node-redis#disconnecting',
    },
  ],
  acquisitions: [
    {
      call: ['new ioredis#', 'new ioredis#Redis', 'new ioredis#Cluster'],
      resource: 'ioredis.Redis',
      yields: 'result',
    },
    { call: ioredisTypes.map((type) => `${type}::duplicate`), resource: 'ioredis.Redis', yields: 'result' },
    {
      call: modules.flatMap((module) => makers.map((maker) => `${module}#${maker}`)),
      resource: 'redis.Client',
      yields: 'result',
      heldFrom: ['connect'],
    },
    {
      call: modules.flatMap((module) => [
        `${module}#RedisClientType::duplicate`,
        `${module}#RedisClusterType::duplicate`,
      ]),
      resource: 'redis.Client',
      yields: 'result',
      heldFrom: ['connect'],
    },
  ],
  deadlines: [
    {
      // `connectTimeout` has a default; commands wait for the connection to come back.
      call: ['new ioredis#', 'new ioredis#Redis'],
      options: [0, 1, 2],
      boundedBy: ['connectTimeout'],
      off: [0],
      without: 'unbounded',
      boundedByDefault: true,
      noun: 'Redis connect',
      kind: 'client',
      documentation: 'https://redis.github.io/ioredis/interfaces/CommonRedisOptions.html#connectTimeout',
    },
  ],
};
