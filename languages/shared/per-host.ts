import type { ModuleHost } from '../language.ts';

/** What is made once for each view of the project; where files come or go there is another view. */
export class PerHost<T> {
  readonly #made = new WeakMap<ModuleHost, T>();
  readonly #make: (host: ModuleHost) => T;

  constructor(make: (host: ModuleHost) => T) {
    this.#make = make;
  }

  of(host: ModuleHost): T {
    let made = this.#made.get(host);
    if (made === undefined) this.#made.set(host, (made = this.#make(host)));
    return made;
  }

  /** The same if somebody has asked for it already. */
  known(host: ModuleHost): T | undefined {
    return this.#made.get(host);
  }
}
