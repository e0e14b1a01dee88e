/** Work that nobody waits for: checking again what may differ, in small slices, when typing pauses. */

/** How long one slice may last before messages of the client are looked at. */
const SLICE_MILLISECONDS = 8;

/** Lets the messages that have arrived be handled. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Gives way to messages as soon as a slice is used up. */
export class Slices {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < SLICE_MILLISECONDS) return;
    await breathe();
    this.#since = performance.now();
  }
}

export interface BackgroundHost {
  /** Milliseconds to wait after the last change. */
  delay(): number;
  /** The next in line of those that wait: open documents go first. */
  choose(waiting: ReadonlySet<string>): string | null;
  work(path: string): void;
  started(): void;
  ended(): void;
}

/** A queue that holds each path at most once. No timer runs while it is empty. */
export class Background {
  readonly #host: BackgroundHost;
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  #stopped = false;

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** Has the paths looked at when nothing was scheduled for a while. */
  schedule(paths: Iterable<string>): void {
    for (const path of paths) this.#waiting.add(path);
    if (this.#waiting.size === 0 || this.#running || this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, this.#host.delay());
  }

  get size(): number {
    return this.#waiting.size;
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#host.started();
    const slices = new Slices();
    for (;;) {
      const path = this.#host.choose(this.#waiting);
      if (path === null) break;
      this.#waiting.delete(path);
      this.#host.work(path);
      await slices.next();
    }
    this.#running = false;
    if (!this.#stopped) this.#host.ended();
  }
}
