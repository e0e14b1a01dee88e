/** The language server as the rest of the client sees it: started when first needed, restarted on demand. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Notifications, Requests, Status } from '../protocol/index.ts';

type Method = keyof Requests;

export class Server implements vscode.Disposable {
  readonly #bundle: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #status = new vscode.EventEmitter<Status>();
  readonly #findingsChanged = new vscode.EventEmitter<Notifications['leaklint/findingsChanged']>();
  #started: Promise<LanguageClient> | undefined;

  /** What the server does at the moment; also `error` where it could not be started. */
  readonly onStatus = this.#status.event;
  /** The answer to `leaklint/findings` has changed. */
  readonly onFindingsChanged = this.#findingsChanged.event;

  /** `bundle` is the path of the program that is run with `lsp --stdio`. */
  constructor(bundle: string, log: vscode.LogOutputChannel) {
    this.#bundle = bundle;
    this.#log = log;
  }

  /** Starts the server unless it runs. Rejects if it cannot be started; the next call tries again. */
  async start(): Promise<void> {
    await this.client();
  }

  /** Sends a request, starting the server if need be. */
  async request<M extends Method>(
    method: M,
    params: Requests[M]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M]['result']> {
    const client = await this.client();
    // An absent token would be sent as a second parameter.
    return token === undefined
      ? client.sendRequest<Requests[M]['result']>(method, params)
      : client.sendRequest<Requests[M]['result']>(method, params, token);
  }

  /** The connection itself, for requests of the Language Server Protocol; started if need be. */
  client(): Promise<LanguageClient> {
    this.#started ??= this.#launch().catch((error: unknown) => {
      this.#started = undefined;
      this.#status.fire({ state: 'error', message: String(error) });
      throw error;
    });
    return this.#started;
  }

  /** Stops the server if it runs, and starts it anew. */
  async restart(): Promise<void> {
    await this.#stop();
    this.#findingsChanged.fire({ warnings: 0, information: 0 });
    await this.start();
  }

  dispose(): void {
    // VS Code waits for `deactivate`, which awaits the same stop.
    void this.stop();
    this.#status.dispose();
    this.#findingsChanged.dispose();
  }

  /** Stops the server if it runs. Never rejects. */
  async stop(): Promise<void> {
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    try {
      const client = await started;
      await client?.dispose();
    } catch (error) {
      this.#log.warn(vscode.l10n.t('The server did not stop as it should: {0}', String(error)));
    }
  }

  async #launch(): Promise<LanguageClient> {
    // A file of its own that is loaded here and not at the top: the protocol's code is most of what there is to
    // load, and activation must not wait for it.
    const { createLanguageClient } = await import('./language-client.ts');
    const client = createLanguageClient(this.#bundle, this.#log);
    client.onNotification('leaklint/status', (status: Status) => this.#status.fire(status));
    client.onNotification('leaklint/findingsChanged', (counts: Notifications['leaklint/findingsChanged']) =>
      this.#findingsChanged.fire(counts),
    );
    await client.start();
    return client;
  }
}
