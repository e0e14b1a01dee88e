/** The client's settings, asked for per document and folder and kept until it says that they changed. */
import type { Connection } from 'vscode-languageserver';
import { innermost } from '../workspace/paths.ts';
import { defaults, valuesIn, type Values } from './settings.ts';
import { pathOf, uriOf } from './uris.ts';

const SECTION = 'leaklint';

export class EditorSettings {
  readonly #connection: Connection;
  /** By URI of a document or folder. */
  #values = new Map<string, Values>();
  #asked = new Map<string, Promise<void>>();
  #canAsk = false;
  /** For clients that cannot be asked: what they sent by themselves. */
  #sent: Values = defaults;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param initial what the client sent along at the start */
  start(canAsk: boolean, initial: unknown): void {
    this.#canAsk = canAsk;
    this.receive(initial);
  }

  /** The client sent values without being asked, all at once or below the section's name. */
  receive(sent: unknown): void {
    const section: unknown =
      typeof sent === 'object' && sent !== null
        ? Object.entries(sent).find(([key]) => key === SECTION)?.[1]
        : undefined;
    this.#sent = valuesIn(section ?? sent);
  }

  /** Resolves when the values for a URI are there; never rejects. */
  async ready(uri: string): Promise<void> {
    if (!this.#canAsk) return;
    let asked = this.#asked.get(uri);
    if (asked === undefined) this.#asked.set(uri, (asked = this.#ask(uri)));
    await asked;
  }

  /** The values that hold for a file: its own, else those of its folder. */
  of(path: string, folders: readonly string[]): Values {
    if (!this.#canAsk) return this.#sent;
    const folder = innermost(folders, path);
    return (
      this.#values.get(uriOf(path)) ??
      (folder === null ? undefined : this.#values.get(uriOf(folder))) ??
      this.general()
    );
  }

  /** The values that hold for the whole window, once they are {@link ready} for ''. */
  general(): Values {
    return this.#canAsk ? (this.#values.get('') ?? defaults) : this.#sent;
  }

  /** They changed: asks again for all that was asked for. */
  async refresh(): Promise<void> {
    const uris = [...this.#asked.keys()];
    this.#asked = new Map();
    await Promise.all(uris.map((uri) => this.ready(uri)));
  }

  /** Nobody needs these any more. */
  forget(uri: string): void {
    this.#asked.delete(uri);
    this.#values.delete(uri);
  }

  async #ask(uri: string): Promise<void> {
    try {
      const scope = pathOf(uri) === null ? {} : { scopeUri: uri };
      const sent: unknown = await this.#connection.workspace.getConfiguration({ section: SECTION, ...scope });
      this.#values.set(uri, valuesIn(sent));
    } catch {
      // A client that refuses leaves the defaults.
      this.#values.set(uri, this.#values.get(uri) ?? defaults);
    }
  }
}
