/**
 * A fake editor: speaks the real protocol with the server over two streams within this process. It waits for
 * what the server says and never sleeps; when a test fails, what was said is printed.
 */
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type DataCallback,
  type Diagnostic,
  type Disposable,
  type Hover,
  type InitializeResult,
  type Message,
  type ProtocolConnection,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Notifications, Requests } from '../../protocol/index.ts';
import { runServer } from '../../server/lsp/main.ts';
import type { Tidying } from '../../server/lsp/rest.ts';
import { fullClient, pushClient } from './capabilities.ts';

export interface EditorOptions {
  /** Absolute paths. */
  readonly folders: readonly string[];
  /** `push`: a client that cannot ask for findings. */
  readonly mode?: 'pull' | 'push';
  readonly capabilities?: ClientCapabilities;
  /** Values of the section `leaklint`, by URI of the folder or document; '' for all others. */
  readonly settings?: Record<string, object>;
  /** Of the person; English by default. */
  readonly locale?: string;
  /** How the server tidies up its memory; not at all by default. */
  readonly tidying?: Tidying;
}

const editors: FakeEditor[] = [];

/** To be called in a `describe`: ends what runs, and prints the talk of a test that failed. */
export function endEditorsAfterEach(): void {
  afterEach(async function () {
    await endEditors(this.currentTest?.state === 'failed');
  });
}

/** Ends what runs; where that is wanted, after it has printed what was said. */
export async function endEditors(printing = false): Promise<void> {
  for (const editor of editors.splice(0)) {
    if (printing) process.stdout.write(editor.trace());
    await editor.end();
  }
}

export class FakeEditor {
  readonly documents = new Map<string, TextDocument>();
  /** What is shown for each URI: what was pushed, or pulled for the workspace. */
  readonly shown = new Map<string, readonly Diagnostic[]>();
  readonly versions = new Map<string, number | undefined>();
  readonly statuses: Notifications['leaklint/status'][] = [];
  readonly counts: Notifications['leaklint/findingsChanged'][] = [];
  readonly log: string[] = [];
  readonly progress: Progressed[] = [];
  readonly documentsShown: string[] = [];
  refreshes = 0;
  settings: Record<string, object>;
  initializeResult: InitializeResult | null = null;
  readonly connection: ProtocolConnection;
  readonly #exit: Promise<number>;
  readonly #toServer = new PassThrough();
  readonly #said: string[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #resultIds = new Map<string, string>();

  private constructor(options: EditorOptions) {
    this.settings = options.settings ?? {};
    const fromServer = new PassThrough();
    this.#exit = runServer(
      { input: this.#toServer, output: fromServer },
      { cwd: options.folders[0] ?? process.cwd(), tidying: options.tidying ?? null },
    );
    const note = (way: string, message: Message): void => this.#note(way, message);
    this.connection = createProtocolConnection(
      new NotingReader(fromServer, note),
      new NotingWriter(this.#toServer, note),
    );
    this.#listen();
  }

  static async start(options: EditorOptions): Promise<FakeEditor> {
    const editor = new FakeEditor(options);
    editors.push(editor);
    const capabilities = options.capabilities ?? (options.mode === 'push' ? pushClient : fullClient);
    editor.initializeResult = await editor.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      workspaceFolders: options.folders.map((path) => ({ uri: uri(path), name: path })),
      initializationOptions: options.settings?.[''] ?? {},
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  /** Opens a document; its path decides the language. */
  async open(path: string, text: string): Promise<void> {
    const languageId = /\.[cm]?ts$/.test(path)
      ? 'typescript'
      : path.endsWith('x')
        ? 'typescriptreact'
        : 'javascript';
    const document = TextDocument.create(uri(path), languageId, 1, text);
    this.documents.set(path, document);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: document.uri, languageId, version: 1, text },
    });
  }

  /** Replaces ranges, given as offsets, one after the other. */
  async edit(
    path: string,
    ...edits: readonly (readonly [start: number, end: number, text: string])[]
  ): Promise<void> {
    const document = this.document(path);
    const version = document.version + 1;
    const contentChanges: { range: Range; text: string }[] = [];
    for (const [start, end, text] of edits) {
      const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
      contentChanges.push(change);
      TextDocument.update(document, [change], version);
    }
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  /** Replaces the first place at which the text stands. */
  async replace(path: string, old: string, by: string): Promise<void> {
    const at = this.text(path).indexOf(old);
    if (at < 0) throw new Error(`${path} does not hold ${old}`);
    await this.edit(path, [at, at + old.length, by]);
  }

  async close(path: string): Promise<void> {
    const { uri } = this.document(path);
    this.documents.delete(path);
    this.#resultIds.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(path: string): TextDocument {
    const document = this.documents.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    return document;
  }

  text(path: string): string {
    return this.document(path).getText();
  }

  /** Asks for the findings of a document as it is now. */
  async pull(path: string): Promise<readonly Diagnostic[]> {
    const previousResultId = this.#resultIds.get(uri(path));
    const report = await this.connection.sendRequest<{
      kind: string;
      resultId?: string;
      items?: Diagnostic[];
    }>('textDocument/diagnostic', {
      textDocument: { uri: uri(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
    if (report.resultId !== undefined) this.#resultIds.set(uri(path), report.resultId);
    if (report.kind === 'full') this.shown.set(uri(path), report.items ?? []);
    return this.shown.get(uri(path)) ?? [];
  }

  /** Asks for the findings of the workspace, and keeps what comes until the test ends. */
  watchWorkspace(): void {
    const partialResultToken = 'workspace';
    const previousResultIds = [...this.#resultIds].map(([uri, value]) => ({ uri, value }));
    this.connection
      .sendRequest('workspace/diagnostic', { previousResultIds, partialResultToken })
      // It is answered when the server ends.
      .catch(() => undefined);
  }

  /** The codes and first lines of what is shown for a file, in order. */
  findings(path: string): readonly string[] {
    return (this.shown.get(uri(path)) ?? []).map(
      ({ code, range }) => `${range.start.line + 1} ${String(code)}`,
    );
  }

  /** Resolves when the condition holds; it is looked at whenever the server has said something. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
  ): Promise<Requests[M]['result']> {
    return this.connection.sendRequest<Requests[M]['result']>(method, params);
  }

  hover(path: string, offset: number): Promise<Hover | null> {
    const position = this.document(path).positionAt(offset);
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri: uri(path) }, position });
  }

  /** The actions at an offset, or of the whole document for a kind. */
  async actions(path: string, at: number | 'all', only?: readonly string[]): Promise<readonly CodeAction[]> {
    const document = this.document(path);
    const position = at === 'all' ? null : document.positionAt(at);
    const range =
      position === null
        ? { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) }
        : { start: position, end: position };
    const found = await this.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', {
      textDocument: { uri: document.uri },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
    return found ?? [];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return action.edit === undefined
      ? this.connection.sendRequest<CodeAction>('codeAction/resolve', action)
      : Promise.resolve(action);
  }

  /** The text of a document after an edit. */
  applied(path: string, edit: WorkspaceEdit | undefined): string {
    return TextDocument.applyEdits(this.document(path), this.#edits(path, edit));
  }

  /** The edits of a document by offsets. */
  offsets(
    path: string,
    edit: WorkspaceEdit | undefined,
  ): { range: { start: number; end: number }; text: string }[] {
    const document = this.document(path);
    return this.#edits(path, edit).map(({ range, newText }) => ({
      range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      text: newText,
    }));
  }

  /** Chooses an action: asks for its edit and makes it. */
  async apply(path: string, action: CodeAction): Promise<void> {
    const { edit } = await this.resolve(action);
    await this.edit(path, [0, this.text(path).length, this.applied(path, edit)]);
  }

  /** Tells of files that changed on disk: 1 created, 2 changed, 3 deleted. */
  async watched(changes: readonly (readonly [path: string, type: 1 | 2 | 3])[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([path, type]) => ({ uri: uri(path), type })),
    });
  }

  /** Shuts the server down; gives its exit code. */
  async end(): Promise<number> {
    try {
      await this.connection.sendRequest('shutdown');
      await this.connection.sendNotification('exit');
    } catch {
      // It was killed.
    }
    return this.#exit;
  }

  /** Dies without a word. */
  async kill(): Promise<number> {
    this.#toServer.end();
    const code = await this.#exit;
    this.connection.dispose();
    return code;
  }

  trace(): string {
    return `\nWhat editor and server said:\n${this.#said.slice(-80).join('\n')}\n`;
  }

  #listen(): void {
    const { connection } = this;
    const heard = (): void => {
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    };
    connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      this.versions.set(params.uri, params.version);
      this.shown.set(params.uri, params.diagnostics);
      heard();
    });
    connection.onNotification('$/progress', (params: Progressed) => {
      this.progress.push(params);
      for (const { uri, items = [], resultId } of params.value.items ?? []) {
        if (resultId !== undefined) this.#resultIds.set(uri, resultId);
        this.shown.set(uri, items);
      }
      heard();
    });
    connection.onNotification('leaklint/status', (status: Notifications['leaklint/status']) => {
      this.statuses.push(status);
      heard();
    });
    connection.onNotification(
      'leaklint/findingsChanged',
      (counts: Notifications['leaklint/findingsChanged']) => {
        this.counts.push(counts);
        heard();
      },
    );
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      heard();
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => this.#settingsFor(scopeUri ?? '')),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
      this.documentsShown.push(uri);
      return { success: true };
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      heard();
      return null;
    });
    connection.listen();
  }

  #edits(path: string, edit: WorkspaceEdit | undefined): { range: Range; newText: string }[] {
    const { uri } = this.document(path);
    const versioned = edit?.documentChanges?.flatMap((each) =>
      'edits' in each && each.textDocument.uri === uri ? each.edits : [],
    );
    const edits = edit?.changes?.[uri] ?? versioned ?? [];
    return edits.flatMap((each) => ('newText' in each ? [each] : []));
  }

  #settingsFor(scope: string): object {
    const scopes = Object.keys(this.settings).filter((each) => scope.startsWith(each));
    const longest = scopes.sort((left, right) => right.length - left.length)[0] ?? '';
    return { delay: 0, ...this.settings[longest] };
  }

  #note(way: string, message: Message): void {
    const text = JSON.stringify(message);
    this.#said.push(`${way} ${text.length > 400 ? `${text.slice(0, 400)}…` : text}`);
  }
}

interface Published {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
  readonly version?: number;
}

interface Progressed {
  readonly token: string | number;
  readonly value: { readonly items?: { uri: string; items?: Diagnostic[]; resultId?: string }[] };
}

type Note = (way: string, message: Message) => void;

class NotingReader extends StreamMessageReader {
  readonly #note: Note;

  constructor(stream: NodeJS.ReadableStream, note: Note) {
    super(stream);
    this.#note = note;
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      this.#note('←', message);
      callback(message);
    });
  }
}

class NotingWriter extends StreamMessageWriter {
  readonly #note: Note;

  constructor(stream: NodeJS.WritableStream, note: Note) {
    super(stream);
    this.#note = note;
  }

  override write(message: Message): Promise<void> {
    this.#note('→', message);
    return super.write(message);
  }
}

export function uri(path: string): string {
  return pathToFileURL(path).href;
}
