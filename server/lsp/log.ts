/** The server's log in the client, without repeating itself. */
import type { Connection } from 'vscode-languageserver';

export class Log {
  readonly #connection: Connection;
  readonly #crashes = new Map<string, number>();
  #last: string | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  info(message: string): void {
    this.#connection.console.info(message);
  }

  warn(message: string): void {
    this.#connection.console.warn(message);
  }

  /** A defect of ours: told once for each kind and file, with the place where it happened. */
  crash(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const key = `${where}\n${text.split('\n').slice(0, 3).join('\n')}`;
    const count = (this.#crashes.get(key) ?? 0) + 1;
    this.#crashes.set(key, count);
    this.#last = text.split('\n')[0] ?? text;
    if (count === 1)
      this.#connection.console.error(`${where}: a defect of Leaklint, please report it.\n${text}`);
  }

  /** How many different crashes there were, and the first line of the newest. */
  get crashes(): { readonly count: number; readonly last: string | null } {
    return { count: this.#crashes.size, last: this.#last };
  }
}
