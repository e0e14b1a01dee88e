/** What the web platform holds, in browsers and where Node has the same: sockets, bodies, observers, handles. */
import type { ArgumentCondition, Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { methodsOf } from './shared.ts';

const MDN = 'https://developer.mozilla.org/docs/Web/API';

const bodyMethods = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'];

/** Resources whose class and releasing method are all there is to say. */
function closable(
  name: string,
  release: string,
  text: Pick<ResourceType, 'kind' | 'noun' | 'rule' | 'cost' | 'discipline'> & { readonly awaitable?: true },
): ResourceType {
  const { awaitable, ...rest } = text;
  return {
    id: `web.${name}`,
    types: [`global#${name}`],
    releases: [awaitable === undefined ? { method: release } : { method: release, awaitable }],
    documentation: `${MDN}/${name}/${release}`,
    ...rest,
  };
}

const openFile = { kind: 'file-handle', rule: 'unclosed-file', discipline: 'always' } as const;
const media = { kind: 'disposable', rule: 'undisposed-value', discipline: 'evidence' } as const;
const channel = { kind: 'channel', rule: 'undisposed-loop' } as const;

const resources: readonly ResourceType[] = [
  closable('WebSocket', 'close', {
    kind: 'websocket',
    noun: 'web socket',
    rule: 'unclosed-socket',
    cost: 'keeps the connection open until the server closes it',
    discipline: 'always',
  }),
  closable('EventSource', 'close', {
    kind: 'websocket',
    noun: 'event source',
    rule: 'unclosed-socket',
    cost: 'keeps the connection open and connects again for ever',
    discipline: 'always',
  }),
  {
    id: 'web.Response',
    kind: 'http-response',
    noun: 'response body',
    rule: 'unclosed-socket',
    cost: 'keeps its connection busy until it is garbage-collected',
    types: ['global#Response'],
    releases: [],
    ends: [...bodyMethods.map((method) => ({ method })), { method: 'clone' }, { member: 'body' }],
    discipline: 'always',
    liveness: [{ property: 'bodyUsed', held: false }],
    documentation: 'https://undici.nodejs.org/#/?id=garbage-collection',
  },
  closable('XMLHttpRequest', 'abort', {
    kind: 'http-request',
    noun: 'request',
    rule: 'unclosed-socket',
    cost: 'keeps its connection until the server answers',
    discipline: 'self-ending',
  }),
  closable('Worker', 'terminate', {
    kind: 'worker',
    noun: 'worker',
    rule: 'undisposed-loop',
    cost: 'keeps a thread with its heap',
    discipline: 'always',
  }),
  closable('MessagePort', 'close', {
    ...channel,
    noun: 'message port',
    cost: 'keeps both ends in memory',
    discipline: 'evidence',
  }),
  closable('BroadcastChannel', 'close', {
    ...channel,
    noun: 'broadcast channel',
    cost: 'goes on receiving messages',
    discipline: 'always',
  }),
  closable('RTCPeerConnection', 'close', {
    kind: 'connection',
    noun: 'peer connection',
    rule: 'unclosed-socket',
    cost: 'keeps its sockets and its media running; browsers allow some hundred of them',
    discipline: 'always',
  }),
  closable('WebTransport', 'close', {
    kind: 'connection',
    noun: 'web transport',
    rule: 'unclosed-socket',
    cost: 'keeps the connection open',
    discipline: 'always',
  }),
  closable('AudioContext', 'close', {
    kind: 'disposable',
    noun: 'audio context',
    rule: 'undisposed-value',
    cost: 'keeps the audio hardware and a thread; browsers allow few of them',
    discipline: 'always',
    awaitable: true,
  }),
  closable('WakeLockSentinel', 'release', {
    kind: 'lock',
    noun: 'wake lock',
    rule: 'undisposed-value',
    cost: 'keeps the screen on',
    discipline: 'always',
    awaitable: true,
  }),
  closable('FileSystemWritableFileStream', 'close', {
    ...openFile,
    noun: 'file stream',
    cost: 'nothing is written until it is closed',
    awaitable: true,
  }),
  closable('ReadableStreamDefaultReader', 'releaseLock', {
    kind: 'lock',
    noun: 'stream reader',
    rule: 'undisposed-value',
    cost: 'keeps the stream locked to it',
    discipline: 'evidence',
  }),
  closable('ImageBitmap', 'close', {
    ...media,
    noun: 'image bitmap',
    cost: 'keeps its pixels in graphics memory',
  }),
  closable('VideoFrame', 'close', {
    ...media,
    noun: 'video frame',
    cost: 'stalls the decoder that lent its buffer',
  }),
  {
    id: 'web.ObjectURL',
    kind: 'object-url',
    noun: 'object URL',
    rule: 'undisposed-value',
    cost: 'keeps the blob in memory until the page is left',
    releases: [
      { function: 'global#URL.revokeObjectURL', argument: 0 },
      { function: 'url#URL.revokeObjectURL', argument: 0, secondary: true },
    ],
    discipline: 'always',
    plain: true,
    documentation: `${MDN}/URL/revokeObjectURL_static`,
  },
  {
    id: 'web.AnimationFrame',
    kind: 'timer',
    noun: 'animation frame request',
    rule: 'uncleared-timer',
    cost: 'still runs after its owner is gone',
    releases: [{ function: 'global#cancelAnimationFrame', argument: 0 }],
    discipline: 'evidence',
    plain: true,
    documentation: `${MDN}/Window/cancelAnimationFrame`,
  },
  {
    id: 'web.IdleCallback',
    kind: 'timer',
    noun: 'idle callback',
    rule: 'uncleared-timer',
    cost: 'still runs after its owner is gone',
    releases: [{ function: 'global#cancelIdleCallback', argument: 0 }],
    discipline: 'evidence',
    plain: true,
    documentation: `${MDN}/Window/cancelIdleCallback`,
  },
  {
    id: 'web.PositionWatch',
    kind: 'watcher',
    noun: 'position watch',
    rule: 'unremoved-listener',
    cost: 'keeps the positioning hardware on',
    releases: [{ function: 'global#navigator.geolocation.clearWatch', argument: 0 }],
    discipline: 'always',
    plain: true,
    documentation: `${MDN}/Geolocation/clearWatch`,
  },
];

/** Requests without a body in the answer. */
const bodiless: readonly ArgumentCondition[] = [
  { argument: 1, property: 'method', equals: ['HEAD', 'head', 'OPTIONS'] },
];

export const web: Family = {
  id: 'web',
  language: 'javascript',
  checkedAgainst: ['lib.dom'],
  resources,
  acquisitions: [
    { call: 'new global#WebSocket', resource: 'web.WebSocket', yields: 'result' },
    { call: 'new global#EventSource', resource: 'web.EventSource', yields: 'result' },
    { call: ['global#fetch'], resource: 'web.Response', yields: 'promise', unless: bodiless },
    {
      call: 'new global#XMLHttpRequest',
      resource: 'web.XMLHttpRequest',
      yields: 'result',
      heldFrom: ['send'],
    },
    { call: 'new global#Worker', resource: 'web.Worker', yields: 'result' },
    { call: 'new global#SharedWorker', resource: 'web.MessagePort', yields: 'result', part: ['port'] },
    { call: 'new global#MessageChannel', resource: 'web.MessagePort', yields: 'result', part: ['port1'] },
    { call: 'new global#BroadcastChannel', resource: 'web.BroadcastChannel', yields: 'result' },
    { call: 'new global#RTCPeerConnection', resource: 'web.RTCPeerConnection', yields: 'result' },
    { call: 'new global#WebTransport', resource: 'web.WebTransport', yields: 'result' },
    { call: 'new global#AudioContext', resource: 'web.AudioContext', yields: 'result' },
    { call: 'global#navigator.wakeLock.request', resource: 'web.WakeLockSentinel', yields: 'promise' },
    {
      call: 'global#FileSystemFileHandle::createWritable',
      resource: 'web.FileSystemWritableFileStream',
      yields: 'promise',
    },
    {
      call: 'global#ReadableStream::getReader',
      resource: 'web.ReadableStreamDefaultReader',
      yields: 'result',
    },
    { call: 'global#createImageBitmap', resource: 'web.ImageBitmap', yields: 'promise' },
    { call: 'new global#VideoFrame', resource: 'web.VideoFrame', yields: 'result' },
    {
      call: ['global#URL.createObjectURL', 'url#URL.createObjectURL'],
      resource: 'web.ObjectURL',
      yields: 'result',
    },
    { call: 'global#requestAnimationFrame', resource: 'web.AnimationFrame', yields: 'result' },
    { call: 'global#requestIdleCallback', resource: 'web.IdleCallback', yields: 'result' },
    { call: 'global#navigator.geolocation.watchPosition', resource: 'web.PositionWatch', yields: 'result' },
  ],
  sinks: [
    { call: 'global#fetch', argument: 'any', effect: 'borrows' },
    { call: 'new global#AbortController', argument: 'any', effect: 'borrows' },
  ],
  callbacks: [
    { call: ['global#requestAnimationFrame', 'global#requestIdleCallback'], argument: 0, runs: 'once-later' },
    { call: 'global#navigator.geolocation.watchPosition', argument: 0, runs: 'many-later' },
  ],
  behaviours: [
    {
      call: ['global#cancelAnimationFrame', 'global#cancelIdleCallback', 'global#URL.revokeObjectURL'],
      throws: 'never',
    },
    { call: methodsOf('global#Response', ...bodyMethods), throws: 'likely' },
  ],
  deadlines: [
    {
      call: 'global#fetch',
      options: [1],
      boundedBy: ['signal'],
      // Node gives up after five minutes, browsers about as late.
      without: 'long',
      fix: { option: 'signal: AbortSignal.timeout(10_000)', argument: 1 },
      noun: 'request',
      kind: 'http-request',
      documentation: `${MDN}/AbortSignal/timeout_static`,
    },
  ],
};
