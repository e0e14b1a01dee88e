/** Tells the client what the server does. Nothing is sent twice, and progress only a few times a second. */
import type { Connection } from 'vscode-languageserver';
import type { Status } from '../../protocol/index.ts';

const EVERY_MILLISECONDS = 200;

export class StatusLine {
  readonly #connection: Connection;
  #current: Status = { state: 'idle' };
  #sent = '';
  #sentAt = 0;
  #lastCheck: number | null = null;
  #lastMilliseconds = 0;
  #slowest: Status['slowest'];
  #stopped = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get current(): Status {
    return {
      ...this.#current,
      ...(this.#lastCheck === null
        ? {}
        : { lastCheck: this.#lastCheck, lastCheckMilliseconds: Math.round(this.#lastMilliseconds) }),
      ...(this.#slowest === undefined ? {} : { slowest: this.#slowest }),
    };
  }

  set(status: Pick<Status, 'state' | 'done' | 'total' | 'message'>): void {
    const sameState = status.state === this.#current.state;
    this.#current = status;
    if (sameState && Date.now() - this.#sentAt < EVERY_MILLISECONDS) return;
    this.#send();
  }

  /** A file was checked. */
  checked(uri: string, milliseconds: number): void {
    this.#lastCheck = Date.now();
    this.#lastMilliseconds = milliseconds;
    if (milliseconds > (this.#slowest?.milliseconds ?? 0))
      this.#slowest = { uri, milliseconds: Math.round(milliseconds) };
  }

  /** A scan begins: its slowest file is looked for anew. */
  forgetSlowest(): void {
    this.#slowest = undefined;
  }

  stop(): void {
    this.#stopped = true;
  }

  #send(): void {
    const text = JSON.stringify(this.current);
    if (this.#stopped || text === this.#sent) return;
    this.#sent = text;
    this.#sentAt = Date.now();
    void this.#connection.sendNotification('leaklint/status', this.current);
  }
}
