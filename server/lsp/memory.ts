/** Watches how much memory is in use, at no cost worth naming. */
import { getHeapStatistics } from 'node:v8';

/** How many checks pass before memory is looked at again. */
const EVERY = 16;
/** After caches were dropped nothing is gained by dropping them again at once. */
const PAUSE = 500;

export class Memory {
  readonly #limit: () => number;
  #untilNext = EVERY;
  /** How often caches were dropped. */
  dropped = 0;

  /** @param limit megabytes */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Whether caches should be dropped now. */
  isShort(): boolean {
    if (--this.#untilNext > 0) return false;
    this.#untilNext = EVERY;
    if (megabytes() < this.#limit()) return false;
    this.#untilNext = PAUSE;
    this.dropped++;
    return true;
  }
}

export function megabytes(): number {
  return getHeapStatistics().used_heap_size / 1e6;
}
