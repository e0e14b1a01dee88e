/** Brings what was found to the client, in the way that it understands: by sending, or by waking who waits. */
import type { CancellationToken } from 'vscode-languageserver';
import { innermost } from '../workspace/paths.ts';
import { problemDiagnostics } from './convert.ts';
import type { Report } from './reports.ts';
import type { Session } from './session.ts';

/** The shortest time between two notifications that the list of findings has changed. */
const EVERY_MILLISECONDS = 300;

type Part = Pick<
  Session,
  'connection' | 'documents' | 'abilities' | 'uriOf' | 'workspace' | 'reports' | 'fs'
>;

export class Announcer {
  readonly #session: Part;
  readonly #waiting = new Set<() => void>();
  /** What the client got when it asked for a document: version and result. */
  readonly #pulled = new Map<string, { readonly version: number | null; readonly resultId: string }>();
  readonly #problemUris = new Set<string>();
  #problems = '[]';
  #refreshDue = false;
  #timer: NodeJS.Timeout | null = null;
  #changedDue = false;
  #stopped = false;

  constructor(session: Part) {
    this.#session = session;
  }

  /** A report is another than before; null if the file is no longer known. */
  reported(path: string, report: Report | null): void {
    const { documents, abilities, connection, uriOf } = this.#session;
    const open = documents.at(path);
    if (abilities?.pull === false) {
      const version = open === null ? {} : { version: open.version };
      const diagnostics = [...(report?.diagnostics ?? [])];
      void connection.sendDiagnostics({ uri: uriOf.call(this.#session, path), diagnostics, ...version });
    } else if (open !== null && report !== null) {
      const pulled = this.#pulled.get(path);
      // Where the text is newer than what the client asked about, it will ask by itself.
      if (pulled?.version === open.version && pulled.resultId !== report.resultId) this.#refreshDue = true;
    }
    this.#wake();
    this.#findingsChanged();
  }

  /** The client was given this. */
  pulled(path: string, version: number | null, resultId: string): void {
    this.#pulled.set(path, { version, resultId });
  }

  edited(path: string): void {
    if (this.#session.documents.at(path) === null) this.#pulled.delete(path);
  }

  /** All that was waiting has been checked. */
  settled(): void {
    this.problems();
    if (!this.#refreshDue) return;
    this.#refreshDue = false;
    this.refresh();
  }

  /** Has the client ask again for what it shows. */
  refresh(): void {
    const { abilities, connection } = this.#session;
    this.#wake();
    if (abilities?.refresh !== true) return;
    // A client that refuses shows the old findings until the next edit; there is nothing to be done about it.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  /** Shows what is wrong with configurations in these themselves, and takes away what was mended. */
  problems(): void {
    const { workspace, connection } = this.#session;
    const found = problemDiagnostics(workspace.problems());
    const text = JSON.stringify([...found]);
    if (text === this.#problems) return;
    this.#problems = text;
    for (const uri of this.#problemUris) {
      if (found.has(uri)) continue;
      this.#problemUris.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    for (const [uri, diagnostics] of found) {
      this.#problemUris.add(uri);
      void connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  /** Resolves when any report changes, or the token is cancelled, or all ends. */
  nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopped || token.isCancellationRequested) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#waiting.delete(wake);
        cancelled.dispose();
        resolve();
      };
      const cancelled = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #findingsChanged(): void {
    this.#changedDue = true;
    if (this.#timer !== null || this.#stopped) return;
    this.#tellCounts();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#changedDue) this.#tellCounts();
    }, EVERY_MILLISECONDS);
  }

  #tellCounts(): void {
    this.#changedDue = false;
    void this.#session.connection.sendNotification('leaklint/findingsChanged', this.counts(null));
  }

  /** How many findings are known, below some paths or everywhere. */
  counts(paths: readonly string[] | null): { readonly warnings: number; readonly information: number } {
    let [warnings, information] = [0, 0];
    for (const { path, checked } of this.#session.reports.all()) {
      if (paths !== null && innermost(paths, path) === null) continue;
      for (const { finding, silenced } of checked.findings) {
        if (silenced !== null) continue;
        if (finding.severity === 'warning' || finding.severity === 'error') warnings++;
        else information++;
      }
    }
    return { warnings, information };
  }
}
