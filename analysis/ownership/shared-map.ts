import type { Digest } from './digest.ts';

/** A map whose copies share their entries until one of them is written to: most copies of a state never are. */
export class SharedMap<K, V> implements Iterable<[K, V]> {
  #entries: Map<K, V>;
  /** Nobody else has the entries, so they may be changed in place. */
  #owned: boolean;
  /** Of the entries as they are, once it was asked for. */
  #digest: Digest | null = null;
  /** Stands for the entries as they are, once somebody has kept something of them. */
  #version: object | null = null;

  constructor(entries: Map<K, V> = new Map<K, V>(), owned = true) {
    this.#entries = entries;
    this.#owned = owned;
  }

  /** A copy; neither sees what the other writes from now on. */
  copy(): SharedMap<K, V> {
    this.#owned = false;
    const copy = new SharedMap(this.#entries, false);
    copy.#digest = this.#digest;
    copy.#version = this.#version;
    return copy;
  }

  /** The same for maps that hold the same. @param make digests the entries, and always does it alike */
  digest(make: (entries: ReadonlyMap<K, V>) => Digest): Digest {
    return (this.#digest ??= make(this.#entries));
  }

  /** By which to keep what was worked out of the entries: another one as soon as one of them is written. */
  get version(): object {
    return (this.#version ??= {});
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    this.#own().set(key, value);
  }

  delete(key: K): void {
    if (this.#entries.has(key)) this.#own().delete(key);
  }

  keys(): MapIterator<K> {
    return this.#entries.keys();
  }

  values(): MapIterator<V> {
    return this.#entries.values();
  }

  /** Cheaper than walking it: no pair is made for each entry. */
  forEach(visit: (value: V, key: K) => void): void {
    this.#entries.forEach(visit);
  }

  /** What is written while it is being walked may not be met; what is deleted may still be. */
  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.#entries.entries();
  }

  #own(): Map<K, V> {
    this.#digest = null;
    this.#version = null;
    if (!this.#owned) {
      const entries = new Map<K, V>();
      // A map that is given another one makes a pair of each entry.
      this.#entries.forEach((value, key) => entries.set(key, value));
      this.#entries = entries;
      this.#owned = true;
    }
    return this.#entries;
  }
}
