/**
 * What is tidied up when work has ended. V8 collects most garbage while it is made, and the rest when it thinks that
 * nobody needs the processor: up to two minutes after the last keystroke, on every core. A server that does nothing
 * should cost nothing, so the rest is collected soon after the work that has left it.
 */

export interface Tidying {
  /** Milliseconds without work after which it is tidied up. */
  readonly delay: number;
  /** Bytes in use. */
  used(): number;
  collect(): void;
  /** Nothing is to be collected by itself until `wake`. */
  sleep(): void;
  wake(): void;
}

/** Less than this is left lying: collecting it would cost more than keeping it. */
const WORTH_BYTES = 16e6;

export class Rest {
  readonly #tidying: Tidying | null;
  /** What was in use after the last time, or at the beginning. */
  #kept: number;
  #lastWork = 0;
  #timer: NodeJS.Timeout | null = null;
  #asleep = false;
  #stopped = false;

  /** @param tidying null where whoever runs the server takes care of its memory */
  constructor(tidying: Tidying | null) {
    this.#tidying = tidying;
    this.#kept = tidying?.used() ?? 0;
  }

  /** Something is done, or was. Costs nothing worth naming. */
  worked(): void {
    if (this.#tidying === null || this.#stopped) return;
    if (this.#asleep) {
      this.#asleep = false;
      this.#tidying.wake();
    }
    this.#lastWork = performance.now();
    // The timer that runs looks at the time by itself: starting another for each keystroke would cost more.
    if (this.#timer === null) this.#wait(this.#tidying, this.#tidying.delay);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #wait(tidying: Tidying, milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const left = this.#lastWork + tidying.delay - performance.now();
      if (left > 0) {
        this.#wait(tidying, left);
        return;
      }
      this.#timer = null;
      if (tidying.used() - this.#kept >= WORTH_BYTES) {
        tidying.collect();
        this.#kept = tidying.used();
      }
      this.#asleep = true;
      tidying.sleep();
    }, milliseconds);
  }
}
