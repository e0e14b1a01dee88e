/** A map whose copies share their entries until one of them is written to: most copies of a state never are. */
export class SharedMap<K, V> implements Iterable<[K, V]> {
  #entries: Map<K, V>;
  /** Nobody else has the entries, so they may be changed in place. */
  #owned: boolean;

  constructor(entries: Map<K, V> = new Map<K, V>(), owned = true) {
    this.#entries = entries;
    this.#owned = owned;
  }

  /** A copy; neither sees what the other writes from now on. */
  copy(): SharedMap<K, V> {
    this.#owned = false;
    return new SharedMap(this.#entries, false);
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
    if (!this.#owned) {
      this.#entries = new Map(this.#entries);
      this.#owned = true;
    }
    return this.#entries;
  }
}
