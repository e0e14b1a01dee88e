/** HTTP clients: OkHttp, Apache HttpClient, Spring. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { READ_TO_ITS_END } from './net.ts';
import { acquires, likelyThrows, methods, statics } from './shared.ts';

const OKHTTP = 'https://square.github.io/okhttp/5.x/okhttp/okhttp3';
const APACHE = 'https://hc.apache.org/httpcomponents-client-5.4.x/';

const response: ResourceType = {
  id: 'okhttp.Response',
  kind: 'stream',
  noun: 'response',
  rule: 'unclosed-socket',
  cost: 'keeps its connection out of the pool until the garbage collector happens to find it',
  types: ['okhttp3#Response', 'okhttp3#ResponseBody'],
  releases: [
    { method: 'close' },
    ...['string', 'bytes', 'byteString'].map((method) => ({ method, secondary: true })),
  ],
  discipline: 'always',
  documentation: `${OKHTTP}/-response-body/index.html`,
};

function client(
  id: string,
  types: readonly string[],
  releases: readonly string[],
  documentation: string,
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id,
    kind: 'client',
    noun: 'HTTP client',
    rule: 'client-per-call',
    cost: 'opens connections and threads of its own for every call',
    types,
    releases: releases.map((method, index) => ({ method, ...(index > 0 && { secondary: true }) })),
    discipline: 'shared',
    documentation,
    ...more,
  };
}

/** Both lines of the client, which differ in package. */
const CLIENT_5 = 'org.apache.hc.client5.http.impl.classic';
const CLIENT_4 = 'org.apache.http.impl.client';
const RESPONSES = [
  'org.apache.http.client.methods#CloseableHttpResponse',
  `${CLIENT_5}#CloseableHttpResponse`,
];
const APACHE_CLIENTS = [`${CLIENT_4}#CloseableHttpClient`, `${CLIENT_5}#CloseableHttpClient`];
const HEADS = [
  'org.apache.http.client.methods#HttpHead',
  'org.apache.hc.client5.http.classic.methods#HttpHead',
];
const UTILS = ['org.apache.http.util#EntityUtils', 'org.apache.hc.core5.http.io.entity#EntityUtils'];

export const clientsFamily: Family = {
  id: 'java.http-clients',
  language: 'java',
  checkedAgainst: [],
  resources: [
    response,
    client(
      'okhttp.OkHttpClient',
      ['okhttp3#OkHttpClient'],
      ['dispatcher', 'connectionPool'],
      `${OKHTTP}/-ok-http-client/index.html`,
      {
        // What is built from it shares its connections and threads.
        ends: [{ method: 'newBuilder' }],
        // Threads and connections that are idle end by themselves after a while, as its documentation says.
        collected: true,
      },
    ),
    client('apache.HttpClient', APACHE_CLIENTS, ['close', 'getConnectionManager'], APACHE),
    {
      ...response,
      id: 'apache.Response',
      types: RESPONSES,
      releases: [{ method: 'close' }],
      // Read to its end it gives its connection back.
      ends: [...READ_TO_ITS_END, { method: 'writeTo' }],
      documentation: APACHE,
    },
  ],
  acquisitions: [
    acquires(methods('okhttp3#Call', 'execute'), 'okhttp.Response'),
    acquires('new okhttp3#OkHttpClient', 'okhttp.OkHttpClient'),
    acquires(methods('okhttp3#OkHttpClient.Builder', 'build'), 'okhttp.OkHttpClient'),
    acquires(
      [CLIENT_4, CLIENT_5].flatMap((one) =>
        statics(`${one}#HttpClients`, 'createDefault createSystem createMinimal'),
      ),
      'apache.HttpClient',
    ),
    acquires(
      [CLIENT_4, CLIENT_5].flatMap((one) => methods(`${one}#HttpClientBuilder`, 'build')),
      'apache.HttpClient',
      // The connections belong to the manager, and to whoever made that.
      { unlessTold: ['setConnectionManager'] },
    ),
    acquires(
      APACHE_CLIENTS.flatMap((one) => methods(one, 'execute')),
      'apache.Response',
      {
        within: 'receiver',
        // `request.releaseConnection()`
        alsoWithin: { argument: 0 },
        // With a handler the client closes it.
        unless: [{ argument: 1, given: true }],
        // The answer to a HEAD has no body that would hold the connection.
        unlessSurely: [{ argument: 0, ofType: HEADS }],
      },
    ),
  ],
  sinks: [
    {
      call: UTILS.flatMap((one) => statics(one, 'consume consumeQuietly toString toByteArray')),
      argument: 0,
      effect: 'releases',
    },
    {
      call: statics('org.apache.http.client.utils#HttpClientUtils', 'closeQuietly'),
      argument: 0,
      effect: 'releases',
    },
  ],
  behaviours: [
    { call: methods('okhttp3#Response', 'body peekBody'), returns: 'receiver' },
    { call: methods('okhttp3#ResponseBody', 'byteStream charStream source'), returns: 'receiver' },
    { call: methods('okhttp3#OkHttpClient', 'newCall'), returns: { type: 'okhttp3#Call' } },
    { call: methods('okhttp3#Call.Factory', 'newCall'), returns: { type: 'okhttp3#Call' } },
    // What is built from another client shares its pools.
    {
      call: methods('okhttp3#OkHttpClient', 'newBuilder'),
      returns: { type: 'okhttp3#OkHttpClient.SharedBuilder' },
    },
    {
      call: methods('okhttp3#OkHttpClient.SharedBuilder', 'build'),
      returns: { type: 'okhttp3#OkHttpClient' },
    },
    ...[CLIENT_4, CLIENT_5].flatMap((one) => [
      {
        call: [...statics(`${one}#HttpClients`, 'custom'), `${one}#HttpClientBuilder.create`],
        returns: { type: `${one}#HttpClientBuilder` },
      },
      {
        call: methods(`${one}#HttpClientBuilder`, 'build'),
        returns: { type: `${one}#CloseableHttpClient` },
      },
    ]),
    ...RESPONSES.map((one) => ({ call: methods(one, 'getEntity'), returns: 'receiver' as const })),
    ...RESPONSES.map((one) => ({ call: methods(one, 'getContent'), returns: 'receiver' as const })),
    likelyThrows(methods('okhttp3#Call', 'execute')),
    likelyThrows(APACHE_CLIENTS.flatMap((one) => methods(one, 'execute'))),
  ],
  fluent: [
    'okhttp3#OkHttpClient.Builder',
    'okhttp3#OkHttpClient.SharedBuilder',
    `${CLIENT_4}#HttpClientBuilder`,
    `${CLIENT_5}#HttpClientBuilder`,
  ],
};
