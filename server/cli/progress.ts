/** A line on the terminal that says how far a scan is. Nothing where standard error is no terminal. */
import type { Io } from './io.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const EVERY_MILLISECONDS = 100;

export class Progress {
  readonly #io: Io;
  readonly #total: number;
  #shown = 0;
  #visible = false;

  constructor(io: Io, total: number) {
    this.#io = io;
    this.#total = total;
  }

  update(done: number): void {
    if (!this.#io.stderr.isTerminal) return;
    const now = Date.now();
    if (now - this.#shown < EVERY_MILLISECONDS) return;
    this.#shown = now;
    this.#visible = true;
    const percent = Math.floor((done / Math.max(1, this.#total)) * 100);
    this.#io.stderr.write(
      `\r\u001B[KChecking ${String(done)} of ${String(this.#total)} files (${String(percent)} %)`,
    );
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#visible) this.#io.stderr.write('\r\u001B[K');
    this.#visible = false;
  }
}
