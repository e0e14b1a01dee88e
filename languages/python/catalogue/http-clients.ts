/** HTTP clients: requests, httpx, aiohttp, urllib3, websockets. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { gives, HERE, KEYWORDS, waits } from './form.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'] as const;
const REQUESTS = 'https://requests.readthedocs.io/en/latest/user/advanced/';
const cost = 'keeps its connections open';

export const httpClients: Family = {
  id: 'python.http-clients',
  language: 'python',
  checkedAgainst: [],
  resources: [
    {
      id: 'python.requests.Session',
      kind: 'client',
      noun: 'session',
      rule: 'client-per-call',
      cost,
      types: ['requests#Session'],
      releases: [{ method: 'close' }],
      discipline: 'shared',
      reclaimed: true,
      documentation: `${REQUESTS}#session-objects`,
    },
    {
      id: 'python.requests.Stream',
      kind: 'http-response',
      noun: 'streamed response',
      rule: 'unclosed-socket',
      cost: 'keeps its connection out of the pool',
      releases: [{ method: 'close' }],
      ends: [
        { member: 'content' },
        { member: 'text' },
        { method: 'json' },
        { method: 'iter_content' },
        { method: 'iter_lines' },
      ],
      discipline: 'always',
      reclaimed: true,
      documentation: `${REQUESTS}#body-content-workflow`,
    },
    {
      id: 'python.httpx.Client',
      kind: 'client',
      noun: 'HTTP client',
      rule: 'client-per-call',
      cost,
      types: ['httpx#Client', 'httpx#AsyncClient'],
      releases: [{ method: 'close' }, { method: 'aclose', awaitable: true, secondary: true }],
      liveness: [{ property: 'is_closed', held: false }],
      discipline: 'shared',
      documentation: 'https://www.python-httpx.org/advanced/clients/',
    },
    {
      id: 'python.aiohttp.Session',
      kind: 'client',
      noun: 'client session',
      rule: 'client-per-call',
      cost: 'keeps its connections open, and aiohttp complains of it when the program ends',
      types: ['aiohttp#ClientSession'],
      releases: [{ method: 'close', awaitable: true }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'shared',
      documentation: 'https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.ClientSession.close',
    },
    {
      id: 'python.urllib3.Pool',
      kind: 'pool',
      noun: 'connection pool',
      rule: 'client-per-call',
      cost,
      releases: [{ method: 'clear' }, { method: 'close', secondary: true }],
      discipline: 'shared',
      reclaimed: true,
      documentation: 'https://urllib3.readthedocs.io/en/stable/reference/urllib3.poolmanager.html',
    },
    {
      id: 'python.websockets.Connection',
      kind: 'websocket',
      noun: 'web socket',
      rule: 'unclosed-socket',
      cost: 'keeps the connection open',
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'always',
      documentation: 'https://websockets.readthedocs.io/en/stable/reference/asyncio/client.html',
    },
  ],
  acquisitions: [
    gives('python.requests.Session', ['new requests#Session', 'requests#session']),
    gives(
      'python.requests.Stream',
      METHODS.flatMap((name) => [`requests#${name}`, `requests#Session::${name}`]),
      {
        when: [{ argument: KEYWORDS, property: 'stream', equals: [true] }],
      },
    ),
    gives('python.httpx.Client', ['new httpx#Client', 'new httpx#AsyncClient']),
    gives('python.aiohttp.Session', ['new aiohttp#ClientSession']),
    gives('python.urllib3.Pool', ['new urllib3#PoolManager', 'new urllib3#ProxyManager']),
    gives('python.websockets.Connection', ['websockets#connect', 'websockets#client.connect'], {
      yields: 'promise',
    }),
    gives('python.websockets.Connection', ['websocket#create_connection']),
  ],
  deadlines: [
    waits(
      METHODS.flatMap((name) => [`requests#${name}`, `requests#Session::${name}`]),
      {
        noun: 'request',
        kind: 'http-request',
        here: HERE,
        // All methods of a session go through this one: `session.request = partial(session.request, timeout=30)`.
        defaults: { assigned: ['requests#request'] },
        documentation: `${REQUESTS}#timeouts`,
      },
    ),
    // Five seconds for httpx, five minutes for aiohttp, unless somebody switches that off.
    waits(
      METHODS.flatMap((name) => [
        `httpx#${name}`,
        `httpx#Client::${name}`,
        `httpx#AsyncClient::${name}`,
        `aiohttp#ClientSession::${name}`,
      ]),
      {
        noun: 'request',
        kind: 'http-request',
        byDefault: true,
        // What bounds `requests` is the time between two pieces, so there nobody need switch it off for a stream.
        streamed: {
          member: 'content',
          methods: ['iter_any', 'iter_chunked', 'iter_chunks', 'readany', 'readchunk', 'readline'],
        },
        documentation: 'https://www.python-httpx.org/advanced/timeouts/',
      },
    ),
  ],
};
