/** The generic types of the language that say something about their argument. */

import type { TypeReference } from '../../../analysis/flow/graph.ts';

const CONTAINERS: ReadonlyMap<string, number> = new Map([
  ['Array', 0],
  ['ReadonlyArray', 0],
  ['Set', 0],
  ['ReadonlySet', 0],
  ['WeakSet', 0],
  ['Map', 1],
  ['ReadonlyMap', 1],
  ['WeakMap', 1],
  ['Record', 1],
  ['Iterable', 0],
  ['AsyncIterable', 0],
  ['IterableIterator', 0],
  ['AsyncIterableIterator', 0],
  ['Generator', 0],
  ['AsyncGenerator', 0],
]);

const TRANSPARENT = new Set(['Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'Omit', 'Pick']);

/** Which type argument of a generic is what it contains. */
export function containerArgument(name: string): number | undefined {
  return CONTAINERS.get(name);
}

/** Whether the generic is a promise. */
export function isPromise(name: string): boolean {
  return name === 'Promise' || name === 'PromiseLike';
}

/** Whether the generic stands for its first argument, more or less. */
export function isTransparent(name: string): boolean {
  return TRANSPARENT.has(name);
}

/** A union of what is known; members that name nothing (null, undefined, primitives) fall away. */
export function unionOf(types: readonly (TypeReference | undefined)[]): TypeReference | undefined {
  const named = types.filter((type) => type !== undefined);
  const unique = new Map(named.map((type) => [JSON.stringify(type), type]));
  const [first] = unique.values();
  return unique.size < 2 ? first : { kind: 'union', of: [...unique.values()] };
}
