/**
 * Message brokers: kafkajs, amqplib, mqtt, nats.
 *
 * Connections to a broker are meant to be shared; they keep themselves alive, and the process with them.
 *
 * Deliberately not listed: subscriptions of nats and consumers of amqplib, which end with their connection;
 * JetStream managers and transactions of kafkajs, which are states of a connection.
 */
import type { Family, ResourceType } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps its connection to the broker open, and the process alive';
const kafka = ['Producer', 'Consumer', 'Admin'];

const kafkaClient: Pick<ResourceType, 'kind' | 'rule' | 'cost' | 'releases' | 'discipline'> = {
  kind: 'client',
  rule: 'client-per-call',
  cost,
  releases: [{ method: 'disconnect', awaitable: true }],
  discipline: 'shared',
};

export const messaging: Family = {
  id: 'messaging',
  language: 'javascript',
  checkedAgainst: ['kafkajs', '@types/amqplib', 'mqtt', 'nats'],
  sameAs: { '@confluentinc/kafka-javascript': 'kafkajs' },
  supertypes: {
    'amqplib#ConfirmChannel': ['amqplib#Channel'],
    'amqplib/callback_api#ConfirmChannel': ['amqplib/callback_api#Channel'],
  },
  resources: [
    ...kafka.map((name) => ({
      ...kafkaClient,
      id: `kafkajs.${name}`,
      noun: `Kafka ${name.toLowerCase()}`,
      types: [`kafkajs#${name}`],
      documentation: `https://kafka.js.org/docs/${name === 'Producer' ? 'producing' : name === 'Consumer' ? 'consuming' : 'admin'}`,
    })),
    {
      id: 'amqplib.Connection',
      kind: 'client',
      noun: 'broker connection',
      rule: 'client-per-call',
      cost,
      types: ['amqplib#ChannelModel'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://amqp-node.github.io/amqplib/channel_api.html#model_close',
    },
    {
      id: 'amqplib.Channel',
      kind: 'channel',
      noun: 'channel',
      rule: 'unreleased-connection',
      cost: 'keeps one of the few channels of the connection',
      types: ['amqplib#Channel', 'amqplib#ConfirmChannel'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://amqp-node.github.io/amqplib/channel_api.html#channel_close',
    },
    {
      id: 'amqplib.CallbackConnection',
      kind: 'client',
      noun: 'broker connection',
      rule: 'client-per-call',
      cost,
      types: ['amqplib/callback_api#Connection'],
      releases: [{ method: 'close' }],
      discipline: 'shared',
      documentation: 'https://amqp-node.github.io/amqplib/channel_api.html#model_close',
    },
    {
      id: 'mqtt.Client',
      kind: 'client',
      noun: 'MQTT client',
      rule: 'client-per-call',
      cost: 'keeps its connection to the broker open, and opens it again whenever it breaks',
      types: ['mqtt#MqttClient'],
      releases: [{ method: 'endAsync', awaitable: true, secondary: true }, { method: 'end' }],
      liveness: [
        { property: 'disconnected', held: false },
        { property: 'disconnecting', held: false },
      ],
      discipline: 'shared',
      documentation: 'https://github.com/mqttjs/MQTT.js#mqttclientendforce-options-callback',
    },
    {
      id: 'nats.NatsConnection',
      kind: 'client',
      noun: 'NATS connection',
      rule: 'client-per-call',
      cost: 'keeps its connection to the server open, and opens it again whenever it breaks',
      types: ['nats#NatsConnection'],
      releases: [
        { method: 'drain', awaitable: true },
        { method: 'close', awaitable: true, secondary: true },
      ],
      discipline: 'shared',
      documentation: 'https://github.com/nats-io/nats.js/tree/main/core#lifecycle-of-a-client-connection',
    },
  ],
  acquisitions: [
    ...kafka.map((name) => ({
      call: `kafkajs#Kafka::${name.toLowerCase()}`,
      resource: `kafkajs.${name}`,
      yields: 'result' as const,
      heldFrom: ['connect'],
    })),
    { call: 'amqplib#connect', resource: 'amqplib.Connection', yields: 'promise' },
    {
      call: ['amqplib#ChannelModel::createChannel', 'amqplib#ChannelModel::createConfirmChannel'],
      resource: 'amqplib.Channel',
      yields: 'promise',
      within: 'receiver',
    },
    {
      call: 'amqplib/callback_api#connect',
      resource: 'amqplib.CallbackConnection',
      yields: { callback: -1, parameter: 1, error: 0 },
    },
    { call: 'mqtt#connect', resource: 'mqtt.Client', yields: 'result' },
    { call: 'mqtt#connectAsync', resource: 'mqtt.Client', yields: 'promise' },
    { call: 'nats#connect', resource: 'nats.NatsConnection', yields: 'promise' },
  ],
  callbacks: [
    { call: 'amqplib/callback_api#connect', argument: -1, runs: 'error-first' },
    {
      call: ['createChannel', 'createConfirmChannel', 'close'].map(
        (method) => `amqplib/callback_api#Connection::${method}`,
      ),
      argument: -1,
      runs: 'error-first',
    },
  ],
};
