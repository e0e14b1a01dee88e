/** Words that all messages share: what a resource is called, how it is given back, and by which call. */
import type { PathStep, Loss } from '../analysis/finding.ts';
import type { Release, ResourceKind } from '../analysis/catalogue/model.ts';
import { languageOf } from './languages.ts';
import type { Locale } from './locale.ts';

/** One verb in the forms that sentences need. */
export interface Verb {
  /** «close» */
  readonly bare: string;
  /** «closed» */
  readonly done: string;
  /** «closes» */
  readonly does: string;
  /** «closing» */
  readonly doing: string;
}

/** «The file descriptor `fd`», «The timer in `this.timer`», «The socket from `net.connect`». */
export function subjectOf(loss: Loss, locale: Locale): string {
  const { say } = locale;
  const { holder } = loss;
  const call = callOf(loss);
  if (isOfUnknownKind(loss)) {
    const name = nameOf(loss);
    return name === null
      ? say('What {call} returned', { call })
      : say('`{name}` from {call}', { name, call });
  }
  const noun = nounOf(loss, locale);
  switch (holder.kind) {
    case 'local':
    case 'captured':
      return say('The {noun} `{name}`', { noun, name: holder.name });
    case 'field':
      return say('The {noun} in {field}', { noun, field: fieldOf(loss, holder.name) });
    case 'container':
      return say('The {noun} kept in `{name}`', { noun, name: holder.name });
    case 'nobody':
      return say('The {noun} from {call}', { noun, call });
  }
}

/** What the resource is called, without article. */
export function nounOf({ noun }: Loss, { say }: Locale): string {
  return say(noun);
}

/** Nobody listed it: only its release on another path shows that it is a resource at all. */
export function isOfUnknownKind(loss: Loss): boolean {
  return (
    loss.deadline === undefined &&
    (loss.resource === undefined || loss.resource.id.startsWith('paired.')) &&
    loss.kind === 'disposable'
  );
}

/** The acquiring call as code, short enough for one line. */
export function callOf(loss: Loss): string {
  return `\`${loss.callee}\``;
}

/** A field as code: `this.timer`, `self.timer`; what already names its owner stays as it is. */
export function fieldOf(loss: Loss, name: string): string {
  return `\`${fieldName(loss, name)}\``;
}

function fieldName(loss: Loss, name: string): string {
  // In Go a receiver has the name that its method gives it, so the field stands alone.
  if (name.includes('.') || languageOf(loss) === 'go') return name;
  return `${languageOf(loss) === 'python' ? 'self' : 'this'}.${name}`;
}

/** The release that a message proposes: the first that is not merely another way. */
export function releaseOf(loss: Loss): Release | undefined {
  return loss.releases.find((release) => 'call' in release || release.secondary !== true) ?? loss.releases[0];
}

/** The release as code, with the name the resource goes by: `fs.closeSync(fd)`; null when nothing is known. */
export function releaseCall(loss: Loss): string | null {
  const release = releaseOf(loss);
  if (release === undefined) return null;
  const name = nameOf(loss);
  if ('call' in release) return `\`${name ?? 'release'}()\``;
  if ('method' in release) {
    // What is closed may be a part of it: `response.Body.Close()`.
    const parts = [name, loss.resource?.members?.[0], release.method];
    return `\`${parts.filter((part) => typeof part === 'string').join('.')}()\``;
  }
  return `\`${functionName(release.function, loss.callee)}(${name ?? '…'})\``;
}

/** What the code calls the resource. */
export function nameOf(loss: Loss): string | null {
  const { holder } = loss;
  switch (holder.kind) {
    case 'local':
    case 'captured':
      return holder.name;
    case 'field':
      return fieldName(loss, holder.name);
    case 'container':
    case 'nobody':
      return null;
  }
}

/**
 * A selector as it would be written here. A bare callee (`openSync`) was imported by name, so the release
 * is best shown the same way.
 */
function functionName(selector: string, callee: string): string {
  const [module = '', path = selector] = selector.split('#');
  if (module === 'global' || !callee.replace(/^new /, '').includes('.')) return path;
  return `${module}.${path}`;
}

/** How this resource is given back, in words that people use for it. */
export function verbOf(loss: Loss, locale: Locale): Verb {
  const way = releaseOf(loss);
  const named = way !== undefined && 'method' in way ? verbsByMethod[way.method.toLowerCase()] : undefined;
  return locale.verb(named ?? (isOfUnknownKind(loss) ? release : verbsByKind[loss.kind]));
}

/** The last station of the path that has one of these roles. */
export function lastStep(loss: Loss, ...roles: readonly PathStep['role'][]): PathStep | undefined {
  return loss.path.findLast((step) => roles.includes(step.role));
}

/** `using` or `await using`, where the class offers it. */
export function declarationOf(loss: Loss): '`using`' | '`await using`' | null {
  const disposable = loss.resource?.disposable;
  if (disposable?.sync !== undefined) return '`using`';
  return disposable?.async !== undefined ? '`await using`' : null;
}

function verb(bare: string, done: string, does: string, doing: string): Verb {
  return { bare, done, does, doing };
}

const close = verb('close', 'closed', 'closes', 'closing');
const release = verb('release', 'released', 'releases', 'releasing');
const destroy = verb('destroy', 'destroyed', 'destroys', 'destroying');
const dispose = verb('dispose of', 'disposed of', 'disposes of', 'disposing of');
const clear = verb('clear', 'cleared', 'clears', 'clearing');
const remove = verb('remove', 'removed', 'removes', 'removing');
const terminate = verb('terminate', 'terminated', 'terminates', 'terminating');
const disconnect = verb('disconnect', 'disconnected', 'disconnects', 'disconnecting');
const unsubscribe = verb('cancel', 'cancelled', 'cancels', 'cancelling');
const stop = verb('stop', 'stopped', 'stops', 'stopping');
const finish = verb('finish', 'finished', 'finishes', 'finishing');
const kill = verb('end', 'ended', 'ends', 'ending');
const consume = verb('consume', 'consumed', 'consumes', 'consuming');
const revoke = verb('revoke', 'revoked', 'revokes', 'revoking');

// `destroy` is no word of its own: what it does to a socket or stream is what people call closing it.
const verbsByMethod: Readonly<Partial<Record<string, Verb>>> = {
  close,
  closesync: close,
  end: close,
  quit: close,
  logout: close,
  release,
  dispose,
  terminate,
  disconnect,
  unsubscribe,
  stop,
  kill,
  unlock: release,
};

const verbsByKind: Readonly<Record<ResourceKind, Verb>> = {
  'file-handle': close,
  directory: close,
  stream: close,
  socket: close,
  'http-request': destroy,
  'http-response': consume,
  websocket: close,
  server: close,
  worker: terminate,
  'child-process': kill,
  'event-loop': close,
  executor: stop,
  timer: clear,
  listener: remove,
  subscription: unsubscribe,
  watcher: close,
  observer: disconnect,
  connection: release,
  pool: close,
  client: close,
  transaction: finish,
  cursor: close,
  session: close,
  lock: release,
  agent: destroy,
  browser: close,
  cancellation: unsubscribe,
  channel: close,
  interface: close,
  'object-url': revoke,
  disposable: dispose,
};
