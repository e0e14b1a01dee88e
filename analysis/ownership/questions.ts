/**
 * Yes-or-no questions whose answers rest on each other, perhaps in circles: a function gives out something owned
 * if one that it calls does. A question that comes back to itself counts as no for the moment. If the question at
 * the head of such a circle turns out to be answered with no, what was assumed of it was right, and so is every no
 * that rested on it; if not, these are forgotten. So an answer never depends on which question was asked first,
 * and no circle is walked more often than it has heads.
 */
export class Questions {
  readonly #settled = new Map<string, boolean>();
  /** Noes that rest on a question that is still being answered, and at which depth it was asked. */
  readonly #provisional = new Map<string, number>();
  /** Their keys, in the order in which they were given. */
  readonly #given: string[] = [];
  readonly #asking = new Map<string, Asked>();
  #current: Asked | null = null;
  #holds = 0;

  /** The answer, computed if it is not known. The part of the key before the first NUL is a path: see {@link forget}. */
  ask(key: string, answer: () => boolean): boolean {
    const known = this.#settled.get(key);
    if (known !== undefined) return known;
    const assumed = this.#provisional.get(key) ?? this.#asking.get(key)?.depth;
    if (assumed !== undefined) {
      this.#restOn(assumed);
      return false;
    }
    const outer = this.#current;
    const depth = this.#asking.size;
    const asked: Asked = { depth, restsOn: depth, given: this.#given.length };
    this.#asking.set(key, asked);
    this.#current = asked;
    let found = false;
    try {
      found = answer();
    } finally {
      this.#asking.delete(key);
      this.#current = outer;
      this.#answered(key, asked, found);
    }
    return found;
  }

  /** Something else was taken as it stands that is not known yet: answers that are being given rest on it. */
  cut(): void {
    this.#restOn(SOMETHING_ELSE);
  }

  /** While something is computed that asks, and whose parts rest on each other, no answer counts as outermost. */
  hold<T>(compute: () => T): T {
    this.#holds += 1;
    try {
      return compute();
    } finally {
      this.#holds -= 1;
      if (this.#holds === 0 && this.#asking.size === 0) this.#drop(0);
    }
  }

  /** Forgets the answers about these paths. */
  forget(paths: ReadonlySet<string>): void {
    for (const key of this.#settled.keys())
      if (paths.has(key.slice(0, key.indexOf('\u0000')))) this.#settled.delete(key);
  }

  #restOn(depth: number): void {
    if (this.#current !== null) this.#current.restsOn = Math.min(this.#current.restsOn, depth);
  }

  #answered(key: string, { depth, restsOn, given }: Asked, found: boolean): void {
    const outermost = depth === 0 && this.#holds === 0;
    const right = !found && restsOn === depth;
    if (right) for (const one of this.#given.slice(given)) this.#settled.set(one, false);
    // What assumed it to be no was right, or has to be asked again.
    if (right || found) this.#drop(given);
    if (right || found || outermost) this.#settled.set(key, found);
    else {
      this.#provisional.set(key, restsOn);
      this.#given.push(key);
      this.#restOn(restsOn);
    }
    if (outermost) this.#drop(0);
  }

  /** Forgets what was given provisionally, but for the first ones. */
  #drop(kept: number): void {
    for (const one of this.#given.splice(kept)) this.#provisional.delete(one);
  }
}

/** What is not a question: known when the outermost one has been answered. */
const SOMETHING_ELSE = -1;

/** A question that is being answered. */
interface Asked {
  /** How many others it was asked for. */
  readonly depth: number;
  /** The depth of the outermost question that was assumed to be no for it; its own if there is none. */
  restsOn: number;
  /** How many provisional noes there were before it. */
  readonly given: number;
}
