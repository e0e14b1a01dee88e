/** What is known of every file that anybody wants to know of: computed when asked, kept until it may differ. */
import type { Diagnostic } from 'vscode-languageserver';
import type { CheckedFile } from '../workspace/check.ts';
import { CannotRun } from '../workspace/notice.ts';
import { hashOf } from '../workspace/hash.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { diagnosticsOf } from './convert.ts';
import type { Values } from './settings.ts';

export interface Report {
  readonly path: string;
  readonly checked: CheckedFile;
  readonly diagnostics: readonly Diagnostic[];
  /** The same for the same diagnostics, also in another session. */
  readonly resultId: string;
}

interface Entry {
  checked: CheckedFile | null;
  /** Null where it has to be made from `checked` anew. */
  report: Report | null;
  /** The last report that there was. */
  last: Report | null;
  fresh: boolean;
}

export interface ReportHost {
  readonly workspace: Workspace;
  /** Whether a scan of its folder would look at the file. */
  covers(path: string): boolean;
  valuesOf(path: string): Values;
  uriOf(path: string): string;
  /** A report is another than before; null if the file is no longer known. */
  onReport(path: string, report: Report | null): void;
  /** A check has ended after so many milliseconds. */
  onCheck(path: string, milliseconds: number): void;
  /** Something crashed that should not. */
  onCrash(path: string, error: unknown): void;
}

const quiet = (path: string): CheckedFile => ({
  path,
  state: 'quiet',
  findings: [],
  givenUp: [],
  notices: [],
  suppressions: [],
});

export class Reports {
  readonly #host: ReportHost;
  readonly #entries = new Map<string, Entry>();

  constructor(host: ReportHost) {
    this.#host = host;
  }

  /** The report of a file, computed if need be. Never throws. */
  get(path: string): Report {
    let entry = this.#entries.get(path);
    if (entry === undefined) {
      entry = { checked: null, report: null, last: null, fresh: false };
      this.#entries.set(path, entry);
    }
    if (!entry.fresh) this.#check(path, entry);
    return this.#render(path, entry);
  }

  /** What the last check brought, which may be out of date; null before the first. */
  peek(path: string): Report | null {
    return this.#entries.get(path)?.last ?? null;
  }

  /** Whether asking costs nothing. */
  isFresh(path: string): boolean {
    return this.#entries.get(path)?.fresh === true;
  }

  knows(path: string): boolean {
    return this.#entries.has(path);
  }

  paths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The last reports that show anything. */
  all(): readonly Report[] {
    return [...this.#entries.values()].flatMap(({ last }) => (last === null ? [] : [last]));
  }

  /** These may differ now; gives those of them that are known. All without paths. */
  doubt(paths: Iterable<string> = this.#entries.keys()): readonly string[] {
    const known: string[] = [];
    for (const path of paths) {
      const entry = this.#entries.get(path);
      if (entry === undefined) continue;
      entry.fresh = false;
      known.push(path);
    }
    return known;
  }

  /** Settings changed: what was found stays, how it is shown may differ. */
  redraw(): void {
    for (const [path, entry] of this.#entries) {
      entry.report = null;
      if (entry.fresh) this.#render(path, entry);
    }
  }

  /** Nobody wants to know of this file any more. */
  drop(path: string): void {
    const entry = this.#entries.get(path);
    if (entry === undefined) return;
    this.#entries.delete(path);
    if (entry.last !== null) this.#host.onReport(path, null);
  }

  #check(path: string, entry: Entry): void {
    const started = performance.now();
    // Set first, so that what cannot be checked is not tried again before something changes.
    entry.fresh = true;
    try {
      entry.checked = this.#host.covers(path) ? this.#host.workspace.check(path) : quiet(path);
      entry.report = null;
    } catch (error) {
      // Its configuration is broken: what was found before stays until it is mended.
      if (!(error instanceof CannotRun)) this.#host.onCrash(path, error);
    }
    this.#host.onCheck(path, performance.now() - started);
  }

  #render(path: string, entry: Entry): Report {
    if (entry.report !== null) return entry.report;
    const checked = entry.checked ?? quiet(path);
    const { workspace } = this.#host;
    const diagnostics = diagnosticsOf(checked, this.#host.valuesOf(path), {
      lines: (file) => workspace.lines(file),
      uri: (file) => this.#host.uriOf(file),
    });
    const report = { path, checked, diagnostics, resultId: hashOf(JSON.stringify(diagnostics)) };
    const before = entry.last;
    entry.report = report;
    entry.last = report;
    if ((before?.resultId ?? NOTHING) !== report.resultId) this.#host.onReport(path, report);
    return report;
  }
}

/** The result id of a file without diagnostics. */
export const NOTHING = hashOf(JSON.stringify([]));
