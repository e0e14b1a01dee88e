/**
 * Yes-or-no questions whose answers rest on each other, perhaps in circles: a function gives out something owned
 * if one that it calls does. A question that comes back to itself counts as no for the moment. If the question at
 * the head of such a circle turns out to be answered with no, what was assumed of it was right, and so is every no
 * that rested on it; if not, these are forgotten. So an answer never depends on which question was asked first,
 * and no circle is walked more often than it has heads.
 */
import type { Project } from '../analyse.ts';
import { doubt, foundAgain, tracesOf, type Traced } from './traces.ts';

export class Questions {
  readonly #project: Project | null;
  readonly #settled = new Map<string, Traced<boolean>>();
  /** What was answered before something changed that it may rest on. */
  readonly #doubted = new Map<string, Traced<boolean>>();
  /** Noes that rest on a question that is still being answered, and at which depth it was asked. */
  readonly #provisional = new Map<string, number>();
  /** The same, in the order in which they were given. */
  readonly #given: { readonly key: string; readonly found: Traced<boolean> }[] = [];
  readonly #asking = new Map<string, Asked>();
  #current: Asked | null = null;
  #holds = 0;

  /** @param project whose files may change, so that answers are found again; null: there is nothing to be found again */
  constructor(project: Project | null = null) {
    this.#project = project;
  }

  /**
   * The answer, computed if it is not known. The part of the key before the first NUL is a path: see {@link forget}.
   * `again` asks the same another time; it is to be given where `answer` holds a lowered file, which would be kept.
   */
  ask(key: string, answer: () => boolean, again = (): boolean => this.ask(key, answer)): boolean {
    const found = this.#find(key, answer);
    const traces = this.#project === null ? null : tracesOf(this.#project);
    if (traces?.listening === true) traces.note(`question ${key}`, found, again);
    return found;
  }

  #find(key: string, answer: () => boolean): boolean {
    const known = this.#settled.get(key);
    if (known !== undefined) return known.value;
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
    let found: Traced<boolean> = { value: false, trace: null };
    try {
      found =
        this.#project === null
          ? { value: answer(), trace: null }
          : foundAgain(this.#project, this.#doubted.get(key), answer);
    } finally {
      this.#asking.delete(key);
      this.#current = outer;
      this.#answered(key, asked, found);
    }
    return found.value;
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

  /** Forgets the answers about files that changed, and doubts those about files that may rest on them. */
  forget(changed: ReadonlySet<string>, doubtful: ReadonlySet<string> = new Set()): void {
    doubt(this.#settled, this.#doubted, changed, doubtful);
  }

  #restOn(depth: number): void {
    if (this.#current !== null) this.#current.restsOn = Math.min(this.#current.restsOn, depth);
  }

  #answered(key: string, { depth, restsOn, given }: Asked, found: Traced<boolean>): void {
    const outermost = depth === 0 && this.#holds === 0;
    const right = !found.value && restsOn === depth;
    if (right) for (const one of this.#given.slice(given)) this.#settle(one.key, one.found);
    // What assumed it to be no was right, or has to be asked again.
    if (right || found.value) this.#drop(given);
    if (right || found.value || outermost) this.#settle(key, found);
    else {
      this.#provisional.set(key, restsOn);
      this.#given.push({ key, found });
      this.#restOn(restsOn);
    }
    if (outermost) this.#drop(0);
  }

  #settle(key: string, found: Traced<boolean>): void {
    this.#settled.set(key, found);
    this.#doubted.delete(key);
  }

  /** Forgets what was given provisionally, but for the first ones. */
  #drop(kept: number): void {
    for (const { key } of this.#given.splice(kept)) this.#provisional.delete(key);
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
