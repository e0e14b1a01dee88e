import type { EventEmitter } from 'node:events';

/** Writes down what happens while it lives. */
export class Session {
  readonly #lines: string[] = [];

  constructor(private readonly bus: EventEmitter) {
    process.on('SIGHUP', this.flush.bind(this));
    this.bus.on('message', this.note);
  }

  note = (line: string): void => {
    this.#lines.push(line);
  };

  flush(): void {
    this.#lines.length = 0;
  }

  close(): void {
    this.bus.off('message', this.note);
    process.off('SIGHUP', this.flush);
  }
}
