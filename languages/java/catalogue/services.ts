/** Clients of data stores, brokers and remote procedures. */
import type { Family, ResourceKind, ResourceType, RuleId } from '../../../analysis/catalogue/model.ts';
import { acquires, borrows, constructors, likelyThrows, methods, statics } from './shared.ts';

function service(
  id: string,
  kind: ResourceKind,
  noun: string,
  types: readonly string[],
  releases: string,
  documentation: string,
  more: Partial<ResourceType> = {},
): ResourceType {
  const rule: RuleId = 'unreleased-connection';
  return {
    id,
    kind,
    noun,
    rule,
    cost: 'keeps its connections and threads until the process ends',
    types,
    releases: releases.split(' ').map((method, index) => ({ method, ...(index > 0 && { secondary: true }) })),
    discipline: 'always',
    documentation,
    ...more,
  };
}

const KAFKA = 'https://kafka.apache.org/37/javadoc/org/apache/kafka/clients';
const IO_UTILS = ['org.apache.commons.io#IOUtils', 'org.apache.hadoop.io#IOUtils'];
const GRPC = [
  'io.grpc#ManagedChannelBuilder',
  'io.grpc.netty#NettyChannelBuilder',
  'io.grpc.netty.shaded.io.grpc.netty#NettyChannelBuilder',
  'io.grpc.okhttp#OkHttpChannelBuilder',
  'io.grpc.inprocess#InProcessChannelBuilder',
];
const MONGO = ['com.mongodb.client#MongoClient', 'com.mongodb#MongoClient'];
const LETTUCE_CONNECTIONS = [
  'io.lettuce.core.api#StatefulRedisConnection',
  'io.lettuce.core.pubsub#StatefulRedisPubSubConnection',
  'io.lettuce.core.cluster.api#StatefulRedisClusterConnection',
  'io.lettuce.core.cluster.pubsub#StatefulRedisClusterPubSubConnection',
  'io.lettuce.core.sentinel.api#StatefulRedisSentinelConnection',
  'io.lettuce.core.masterreplica#StatefulRedisMasterReplicaConnection',
];
/** Clients of Jedis that hold a pool of their own. */
const JEDIS_CLIENTS = 'JedisPool JedisSentinelPool JedisPooled JedisCluster UnifiedJedis';
const JEDIS_POOLS = ['redis.clients.jedis#JedisPool', 'redis.clients.jedis.util#Pool'];

export const servicesFamily: Family = {
  id: 'java.services',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'org.apache.kafka.clients.consumer#KafkaConsumer': ['org.apache.kafka.clients.consumer#Consumer'],
    'org.apache.kafka.clients.producer#KafkaProducer': ['org.apache.kafka.clients.producer#Producer'],
    'redis.clients.jedis#JedisPool': ['redis.clients.jedis.util#Pool'],
    'redis.clients.jedis#JedisSentinelPool': ['redis.clients.jedis.util#Pool'],
  },
  resources: [
    service(
      'jedis.Jedis',
      'connection',
      'Redis connection',
      ['redis.clients.jedis#Jedis'],
      'close disconnect quit',
      'https://github.com/redis/jedis',
      { discipline: 'lease', cost: 'is missing from the pool' },
    ),
    service(
      'jedis.JedisPool',
      'pool',
      'connection pool',
      [...JEDIS_CLIENTS.split(' '), 'RedisClient', 'RedisClusterClient'].map(
        (name) => `redis.clients.jedis#${name}`,
      ),
      'close destroy',
      'https://github.com/redis/jedis',
      { discipline: 'shared' },
    ),
    service(
      'lettuce.RedisClient',
      'client',
      'Redis client',
      ['io.lettuce.core#RedisClient', 'io.lettuce.core.cluster#RedisClusterClient'],
      'shutdown shutdownAsync close',
      'https://redis.github.io/lettuce/',
      { discipline: 'shared' },
    ),
    service(
      'lettuce.Connection',
      'connection',
      'Redis connection',
      LETTUCE_CONNECTIONS,
      'close closeAsync',
      'https://redis.github.io/lettuce/',
    ),
    service(
      'kafka.Consumer',
      'client',
      'Kafka consumer',
      ['org.apache.kafka.clients.consumer#KafkaConsumer'],
      'close',
      `${KAFKA}/consumer/KafkaConsumer.html`,
    ),
    service(
      'kafka.Producer',
      'client',
      'Kafka producer',
      ['org.apache.kafka.clients.producer#KafkaProducer'],
      'close',
      `${KAFKA}/producer/KafkaProducer.html`,
    ),
    service(
      'kafka.Admin',
      'client',
      'Kafka admin client',
      ['org.apache.kafka.clients.admin#AdminClient', 'org.apache.kafka.clients.admin#Admin'],
      'close',
      `${KAFKA}/admin/Admin.html`,
    ),
    service(
      'kafka.Streams',
      'client',
      'Kafka streams client',
      ['org.apache.kafka.streams#KafkaStreams'],
      'close',
      'https://kafka.apache.org/37/javadoc/org/apache/kafka/streams/KafkaStreams.html',
    ),
    service(
      'grpc.ManagedChannel',
      'client',
      'gRPC channel',
      ['io.grpc#ManagedChannel'],
      'shutdown shutdownNow',
      'https://grpc.github.io/grpc-java/javadoc/io/grpc/ManagedChannel.html',
    ),
    service(
      'mongo.MongoClient',
      'client',
      'MongoDB client',
      MONGO,
      'close',
      'https://www.mongodb.com/docs/drivers/java/sync/current/',
      { discipline: 'shared' },
    ),
    service(
      'zookeeper.ZooKeeper',
      'client',
      'ZooKeeper client',
      ['org.apache.zookeeper#ZooKeeper'],
      'close',
      'https://zookeeper.apache.org/doc/current/apidocs/zookeeper-server/org/apache/zookeeper/ZooKeeper.html',
    ),
    service(
      'curator.CuratorFramework',
      'client',
      'Curator client',
      ['org.apache.curator.framework#CuratorFramework'],
      'close',
      'https://curator.apache.org/apidocs/org/apache/curator/framework/CuratorFramework.html',
    ),
    service(
      'commons.InputStream',
      'file-handle',
      'file input stream',
      ['java.io#InputStream'],
      'close',
      'https://commons.apache.org/proper/commons-io/apidocs/org/apache/commons/io/FileUtils.html',
      {
        rule: 'unclosed-file',
        cost: 'keeps a file descriptor open until the garbage collector happens to find it',
      },
    ),
    service(
      'commons.OutputStream',
      'file-handle',
      'file output stream',
      ['java.io#OutputStream'],
      'close',
      'https://commons.apache.org/proper/commons-io/apidocs/org/apache/commons/io/FileUtils.html',
      {
        rule: 'unclosed-file',
        cost: 'keeps a file descriptor open until the garbage collector happens to find it',
      },
    ),
  ],
  acquisitions: [
    acquires(
      JEDIS_POOLS.flatMap((one) => methods(one, 'getResource')),
      'jedis.Jedis',
    ),
    acquires('new redis.clients.jedis#Jedis', 'jedis.Jedis'),
    acquires(constructors('redis.clients.jedis', JEDIS_CLIENTS), 'jedis.JedisPool'),
    acquires(
      ['RedisClient', 'RedisClusterClient'].flatMap((one) => statics(`redis.clients.jedis#${one}`, 'create')),
      'jedis.JedisPool',
    ),
    acquires(
      ['io.lettuce.core#RedisClient.create', 'io.lettuce.core.cluster#RedisClusterClient.create'],
      'lettuce.RedisClient',
    ),
    acquires(
      [
        ...methods('io.lettuce.core#RedisClient', 'connect connectPubSub connectSentinel'),
        ...methods('io.lettuce.core.cluster#RedisClusterClient', 'connect connectPubSub'),
      ],
      'lettuce.Connection',
      { within: 'receiver' },
    ),
    acquires('io.lettuce.core.masterreplica#MasterReplica.connect', 'lettuce.Connection'),
    acquires('new org.apache.kafka.clients.consumer#KafkaConsumer', 'kafka.Consumer'),
    acquires('new org.apache.kafka.clients.producer#KafkaProducer', 'kafka.Producer'),
    acquires(
      ['org.apache.kafka.clients.admin#AdminClient.create', 'org.apache.kafka.clients.admin#Admin.create'],
      'kafka.Admin',
    ),
    // To be closed even where it is never started, as its documentation says.
    acquires('new org.apache.kafka.streams#KafkaStreams', 'kafka.Streams'),
    acquires(
      GRPC.flatMap((one) => methods(one, 'build')),
      'grpc.ManagedChannel',
    ),
    acquires(['com.mongodb.client#MongoClients.create', 'new com.mongodb#MongoClient'], 'mongo.MongoClient'),
    acquires('new org.apache.zookeeper#ZooKeeper', 'zookeeper.ZooKeeper'),
    acquires('org.apache.curator.framework#CuratorFrameworkFactory.newClient', 'curator.CuratorFramework', {
      heldFrom: ['start'],
    }),
    acquires(
      methods('org.apache.curator.framework#CuratorFrameworkFactory.Builder', 'build'),
      'curator.CuratorFramework',
      { heldFrom: ['start'] },
    ),
    acquires('org.apache.commons.io#FileUtils.openInputStream', 'commons.InputStream'),
    acquires('org.apache.commons.io#FileUtils.openOutputStream', 'commons.OutputStream'),
  ],
  sinks: [
    {
      call: IO_UTILS.flatMap((one) =>
        statics(one, 'closeQuietly close closeStream cleanup cleanupWithLogger closeSocket'),
      ),
      argument: 'any',
      effect: 'releases',
    },
    {
      call: statics('com.google.common.io#Closeables', 'close closeQuietly'),
      argument: 0,
      effect: 'releases',
    },
    borrows(
      statics('org.springframework.util#StreamUtils', 'copyToByteArray copyToString copy copyRange drain'),
    ),
    {
      call: statics('org.springframework.util#FileCopyUtils', 'copy copyToByteArray copyToString'),
      argument: 'any',
      effect: 'releases',
    },
    { call: methods('com.google.common.io#Closer', 'register'), argument: 0, effect: 'owns' },
    borrows(
      statics(
        'org.apache.commons.io#IOUtils',
        'toString toByteArray readLines copy copyLarge read readFully write writeLines skip contentEquals',
      ),
    ),
    borrows(statics('com.google.common.io#ByteStreams', 'copy toByteArray readFully exhaust')),
    borrows(statics('com.google.common.io#CharStreams', 'copy toString readLines')),
  ],
  behaviours: [
    // Who has a collection has the client that it talks through.
    ...MONGO.flatMap((one) => [
      {
        call: methods(
          one,
          'getDatabase getDB getCollection withReadPreference withWriteConcern withCodecRegistry',
        ),
        returns: 'receiver' as const,
      },
    ]),
    // Who has the commands has the connection that they go through.
    ...LETTUCE_CONNECTIONS.map((one) => ({
      call: methods(one, 'sync async reactive'),
      returns: 'receiver' as const,
    })),
    ...GRPC.map((one) => ({ call: statics(one, 'forAddress forTarget forName'), returns: { type: one } })),
    {
      call: statics('io.grpc#Grpc', 'newChannelBuilder newChannelBuilderForAddress'),
      returns: { type: 'io.grpc#ManagedChannelBuilder' },
    },
    {
      call: 'org.apache.curator.framework#CuratorFrameworkFactory.builder',
      returns: { type: 'org.apache.curator.framework#CuratorFrameworkFactory.Builder' },
    },
    likelyThrows(
      statics(
        'org.apache.commons.io#IOUtils',
        'toString toByteArray readLines copy copyLarge readFully write',
      ),
    ),
    likelyThrows(statics('com.google.common.io#ByteStreams', 'copy toByteArray readFully')),
  ],
  fluent: [...GRPC, 'org.apache.curator.framework#CuratorFrameworkFactory.Builder'],
};
