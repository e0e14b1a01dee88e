/** What sorts of resources are called in lists. */
import type { ResourceKind } from '../../analysis/catalogue/model.ts';
import type { Locale } from '../../rules/locale.ts';

const words: Readonly<Record<ResourceKind, string>> = {
  'file-handle': 'file',
  directory: 'directory',
  stream: 'stream',
  socket: 'socket',
  'http-request': 'HTTP request',
  'http-response': 'HTTP response',
  websocket: 'web socket',
  server: 'server',
  worker: 'worker',
  'child-process': 'child process',
  'event-loop': 'event loop',
  executor: 'executor',
  timer: 'timer',
  listener: 'listener',
  subscription: 'subscription',
  watcher: 'watcher',
  observer: 'observer',
  connection: 'connection',
  pool: 'pool',
  client: 'client',
  transaction: 'transaction',
  cursor: 'cursor',
  session: 'session',
  lock: 'lock',
  agent: 'agent',
  browser: 'browser',
  cancellation: 'cancellation',
  channel: 'channel',
  interface: 'interface',
  'object-url': 'object URL',
  disposable: 'disposable value',
};

export function kindWords(kind: ResourceKind, { say }: Locale): string {
  return say(words[kind]);
}
