/**
 * Yes-or-no questions whose answers rest on each other, perhaps in circles: a function gives out something owned
 * if one that it calls does. A question that comes back to itself counts as no for the moment. What was answered
 * with no while such a moment lasted is forgotten when it is over, so that an answer never depends on which
 * question was asked first.
 */
export class Questions {
  readonly #settled = new Map<string, boolean>();
  /** Answers that hold only until the outermost question has been answered. */
  readonly #provisional = new Map<string, boolean>();
  readonly #asking = new Set<string>();
  #cuts = 0;
  #holds = 0;

  /** The answer, computed if it is not known. The part of the key before the first NUL is a path: see {@link forget}. */
  ask(key: string, answer: () => boolean): boolean {
    const known = this.#settled.get(key) ?? this.#provisional.get(key);
    if (known !== undefined) return known;
    if (this.#asking.has(key)) {
      this.#cuts += 1;
      return false;
    }
    const before = this.#cuts;
    this.#asking.add(key);
    let found = false;
    try {
      found = answer();
    } finally {
      this.#asking.delete(key);
      const outermost = this.#asking.size === 0 && this.#holds === 0;
      if (outermost) this.#provisional.clear();
      if (found || outermost || this.#cuts === before) this.#settled.set(key, found);
      else this.#provisional.set(key, found);
    }
    return found;
  }

  /** Something else was taken as it stands that is not known yet: answers that are being given rest on it. */
  cut(): void {
    this.#cuts += 1;
  }

  /** While something is computed that asks, and whose parts rest on each other, no answer counts as outermost. */
  hold<T>(compute: () => T): T {
    this.#holds += 1;
    try {
      return compute();
    } finally {
      this.#holds -= 1;
      if (this.#holds === 0 && this.#asking.size === 0) this.#provisional.clear();
    }
  }

  /** Forgets the answers about these paths. */
  forget(paths: ReadonlySet<string>): void {
    for (const key of this.#settled.keys())
      if (paths.has(key.slice(0, key.indexOf('\u0000')))) this.#settled.delete(key);
  }
}
