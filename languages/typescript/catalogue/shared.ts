/** Phrases that several families of the platform share. */
import type { SelfEnd } from '../../../analysis/catalogue/model.ts';

const EMITTER_METHODS = ['on', 'addListener', 'prependListener'] as const;

/**
 * What sees a readable stream through to its end, after which it closes itself. Listening to `end` or
 * `close` alone does not: without a reader they never come.
 */
export const consumption: readonly SelfEnd[] = [
  ...['pipe', 'resume', 'wrap', 'compose', 'iterator', 'toArray'].map((method) => ({ method })),
  ...['forEach', 'map', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'drop', 'take'].map(
    (method) => ({ method }),
  ),
  ...EMITTER_METHODS.map((method) => ({ method, argument: 0, equals: ['data', 'readable'] })),
  { iterated: true },
  { function: 'stream#pipeline', argument: 'any' },
  { function: 'stream#promises.pipeline', argument: 'any' },
];

/** Ways of listening to this event of an emitter: an end for what ends by itself and is waited for. */
export function listensTo(event: string): readonly SelfEnd[] {
  return [...EMITTER_METHODS, 'once', 'prependOnceListener'].map((method) => ({
    method,
    argument: 0,
    equals: [event],
  }));
}

/**
 * Any listener: of what ends by itself, whoever listens to it lets it come to its end, and destroys it only
 * where something goes wrong.
 */
export const watched: readonly SelfEnd[] = [...EMITTER_METHODS, 'once'].map((method) => ({ method }));

/** Selectors of the methods that add a lasting listener to instances of a type. */
export function listenersOf(type: string): string[] {
  return EMITTER_METHODS.map((method) => `${type}::${method}`);
}

/** Selectors of the methods that add any listener to instances of a type. */
export function allListenersOf(type: string): string[] {
  return [...EMITTER_METHODS, 'once', 'prependOnceListener'].map((method) => `${type}::${method}`);
}

/** Selectors of several exports of a module. */
export function exportsOf(module: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${module}#${name}`);
}

/** Selectors of several methods of a type. */
export function methodsOf(type: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${type}::${name}`);
}

/** The words of a text: long lists of names are easier to read (and to compare) as text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
