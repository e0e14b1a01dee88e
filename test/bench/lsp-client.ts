/** A client of the built server in a process of its own, for measuring. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Requests } from '../../protocol/index.ts';
import { bundlePath } from '../tools/build.ts';
import { fullClient } from '../lsp/capabilities.ts';

/** Clock ticks a second of `/proc`, on every Linux that we know. */
const TICKS = 100;

export class BenchClient {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #resultIds = new Map<string, string>();

  private constructor(child: ChildProcess, connection: ProtocolConnection) {
    this.#process = child;
    this.#connection = connection;
  }

  static async start(folder: string): Promise<BenchClient> {
    const child = spawn(process.execPath, [bundlePath, 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('workspace/configuration', ({ items }: { items: object[] }) =>
      items.map(() => ({})),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.listen();
    const workspaceFolders = [{ uri: uriOf(folder), name: 'bench' }];
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: fullClient,
      workspaceFolders,
    });
    await connection.sendNotification('initialized', {});
    return new BenchClient(child, connection);
  }

  async open(path: string, text: string): Promise<void> {
    const uri = uriOf(path);
    this.#documents.set(path, TextDocument.create(uri, 'typescript', 1, text));
    const textDocument = { uri, languageId: 'typescript', version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.#pull(uri);
  }

  text(path: string): string {
    return this.#documents.get(path)?.getText() ?? '';
  }

  /** Changes a document and asks for its findings, as VS Code does; gives the milliseconds until they are there. */
  async keystroke(path: string, start: number, end: number, text: string): Promise<number> {
    const document = this.#documents.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
    const version = document.version + 1;
    TextDocument.update(document, [change], version);
    const started = performance.now();
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges: [change],
    });
    await this.#pull(document.uri);
    return performance.now() - started;
  }

  async close(path: string): Promise<void> {
    this.#documents.delete(path);
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
  }

  /** Asks for the edits of all safe fixes of a document whose findings are known; gives the milliseconds and how many. */
  async fixAll(path: string): Promise<{ readonly milliseconds: number; readonly edits: number }> {
    const end = { line: this.#documents.get(path)?.lineCount ?? 0, character: 0 };
    const started = performance.now();
    const actions = await this.#connection.sendRequest<{ readonly edit?: object }[] | null>(
      'textDocument/codeAction',
      {
        textDocument: { uri: uriOf(path) },
        range: { start: { line: 0, character: 0 }, end },
        context: { diagnostics: [], only: ['source.fixAll.leaklint'] },
      },
    );
    const milliseconds = performance.now() - started;
    return { milliseconds, edits: JSON.stringify(actions).split('"newText"').length - 1 };
  }

  scan(): Promise<Requests['leaklint/scan']['result']> {
    return this.#connection.sendRequest('leaklint/scan', {});
  }

  /** User and system time of the server so far; 0 where there is no `/proc`. */
  processorMilliseconds(): number {
    const fields = this.#proc('stat')
      .replace(/^.*\) /, '')
      .split(' ');
    return ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 1000) / TICKS;
  }

  /** What of the server is in memory now; 0 where there is no `/proc`. */
  residentMegabytes(): number {
    return Number(/^VmRSS:\s+(\d+)/m.exec(this.#proc('status'))?.[1] ?? 0) / 1024;
  }

  async end(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
  }

  async #pull(uri: string): Promise<void> {
    const previousResultId = this.#resultIds.get(uri);
    const { resultId } = await this.#connection.sendRequest<{ readonly resultId?: string }>(
      'textDocument/diagnostic',
      {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      },
    );
    if (resultId !== undefined) this.#resultIds.set(uri, resultId);
  }

  #proc(file: string): string {
    try {
      return readFileSync(`/proc/${this.#process.pid ?? 0}/${file}`, 'utf8');
    } catch {
      return '';
    }
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
