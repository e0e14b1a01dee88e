/**
 * What the places of a path hold. States are copied at every branch and written to at every step, so most entries are
 * shared between copies, and only what was written since the last few copies is copied.
 */
import type { PlaceId } from '../flow/graph.ts';
import { Digest } from './digest.ts';
import type { ValueId } from './values.ts';

/** So much may be written before what is shared is made anew. */
const MOST_OWN = 12;

export class Environment implements Iterable<[PlaceId, ValueId]> {
  /** Shared with copies, and never written to. */
  #shared: ReadonlyMap<PlaceId, ValueId>;
  /** Written since; null for what was deleted from the shared ones. */
  #own: Map<PlaceId, ValueId | null>;
  /** Of the shared ones, once it was asked for. */
  #digest: Digest | null = null;

  constructor(
    shared: ReadonlyMap<PlaceId, ValueId> = new Map(),
    own: Map<PlaceId, ValueId | null> = new Map<PlaceId, ValueId | null>(),
  ) {
    this.#shared = shared;
    this.#own = own;
  }

  /** A copy; neither sees what the other writes from now on. */
  copy(): Environment {
    if (this.#own.size > MOST_OWN) {
      const all = new Map<PlaceId, ValueId>();
      this.forEach((value, place) => all.set(place, value));
      this.#shared = all;
      this.#own = new Map();
      this.#digest = null;
    }
    const own = new Map<PlaceId, ValueId | null>();
    // A map that is given another one makes a pair of each entry.
    if (this.#own.size > 0) this.#own.forEach((value, place) => own.set(place, value));
    const copy = new Environment(this.#shared, own);
    copy.#digest = this.#digest;
    return copy;
  }

  /** The same for environments that hold the same. */
  digest(): Digest {
    if (this.#digest === null) {
      const shared = new Digest();
      this.#shared.forEach((value, place) => {
        shared.add(value, place);
      });
      this.#digest = shared;
    }
    const all = new Digest();
    all.include(this.#digest);
    this.#own.forEach((value, place) => {
      const before = this.#shared.get(place);
      if (before !== undefined) all.remove(before, place);
      if (value !== null) all.add(value, place);
    });
    return all;
  }

  get(place: PlaceId): ValueId | undefined {
    const own = this.#own.get(place);
    return own === undefined ? this.#shared.get(place) : (own ?? undefined);
  }

  has(place: PlaceId): boolean {
    return this.get(place) !== undefined;
  }

  set(place: PlaceId, value: ValueId): void {
    this.#own.set(place, value);
  }

  delete(place: PlaceId): void {
    if (this.#shared.has(place)) this.#own.set(place, null);
    else this.#own.delete(place);
  }

  /** What is deleted meanwhile may still be met. */
  forEach(visit: (value: ValueId, place: PlaceId) => void): void {
    this.#shared.forEach((value, place) => {
      if (!this.#own.has(place)) visit(value, place);
    });
    this.#own.forEach((value, place) => {
      if (value !== null) visit(value, place);
    });
  }

  *[Symbol.iterator](): Iterator<[PlaceId, ValueId]> {
    for (const entry of this.#shared) if (!this.#own.has(entry[0])) yield entry;
    for (const [place, value] of this.#own) if (value !== null) yield [place, value];
  }
}
