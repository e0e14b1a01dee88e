/** All that the server knows during one connection. The methods are thin; what they share is here. */
import type { Connection } from 'vscode-languageserver';
import { languageOf } from '../workspace/engine.ts';
import { diskFileSystem, type FileSystem } from '../workspace/filesystem.ts';
import { isInside } from '../workspace/paths.ts';
import { isSourceName } from '../workspace/skip.ts';
import type { LineMap } from '../workspace/text.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { Abilities } from './abilities.ts';
import { Announcer } from './announcer.ts';
import { Background } from './background.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { EditorSettings } from './editor-settings.ts';
import { Fixes } from './fixes.ts';
import { Folders } from './folders.ts';
import { Log } from './log.ts';
import { Memory } from './memory.ts';
import { Reports, type Report } from './reports.ts';
import { Rest, type Tidying } from './rest.ts';
import type { Values } from './settings.ts';
import { StatusLine } from './status-line.ts';
import { uriOf } from './uris.ts';

export interface SessionOptions {
  /** Absolute; counts where the client names no folder. */
  readonly cwd: string;
  readonly fs?: FileSystem;
  /** How memory is tidied up after work; by default that is left to V8. */
  readonly tidying?: Tidying | null;
}

export class Session {
  readonly connection: Connection;
  readonly cwd: string;
  readonly fs: FileSystem;
  readonly folders = new Folders();
  readonly workspace: Workspace;
  readonly settings: EditorSettings;
  readonly documents: Documents;
  readonly reports: Reports;
  readonly background: Background;
  readonly announcer: Announcer;
  readonly status: StatusLine;
  readonly log: Log;
  readonly memory: Memory;
  readonly fixes: Fixes;
  readonly rest: Rest;
  /** Folders and files that were scanned: files below them are known although nobody has opened them. */
  readonly scanned = new Set<string>();
  abilities: Abilities | null = null;
  #warm = false;

  constructor(connection: Connection, options: SessionOptions) {
    this.connection = connection;
    this.cwd = options.cwd;
    this.fs = options.fs ?? diskFileSystem;
    this.log = new Log(connection);
    this.rest = new Rest(options.tidying ?? null);
    this.settings = new EditorSettings(connection);
    this.workspace = new Workspace({
      cwd: options.cwd,
      folders: () => this.folders.paths,
      fs: this.fs,
      // Reports are kept here, and follow changes more closely than a cache of whole results could.
      engine: null,
      changing: true,
    });
    this.status = new StatusLine(connection);
    this.memory = new Memory(() => this.settings.general().memoryLimit);
    this.documents = new Documents(connection, {
      changed: (document) => this.#edited(document),
      closed: (document) => this.#closed(document),
      folder: () => this.folders.paths[0] ?? this.cwd,
      complain: (message) => this.log.warn(message),
    });
    this.reports = new Reports({
      workspace: this.workspace,
      covers: (path) => this.folders.covers(this.workspace, path),
      valuesOf: (path) => this.valuesOf(path),
      uriOf: (path) => this.uriOf(path),
      onReport: (path, report) => this.announcer.reported(path, report),
      onCheck: (path, milliseconds) => this.#checked(path, milliseconds),
      onCrash: (path, error) => this.log.crash(path, error),
    });
    this.fixes = new Fixes(this);
    this.announcer = new Announcer(this);
    this.background = new Background({
      delay: () => this.settings.general().delay,
      choose: (waiting) => [...waiting].find((path) => this.documents.at(path) !== null) ?? firstOf(waiting),
      work: (path) => void this.reports.get(path),
      started: () => this.status.set({ state: 'checking' }),
      ended: () => {
        this.announcer.settled();
        this.status.set({ state: 'idle' });
      },
    });
  }

  /** Resolves when the settings for a document are known. */
  async ready(uri: string): Promise<void> {
    this.rest.worked();
    const path = this.documents.get(uri)?.path;
    const grammar = path === undefined ? undefined : this.workspace.prepare([path]);
    await Promise.all([this.settings.ready(''), this.settings.ready(uri), grammar]);
  }

  /** The report of a file as it is now. */
  report(path: string): Report {
    const report = this.reports.get(path);
    this.announcer.problems();
    return report;
  }

  valuesOf(path: string): Values {
    return this.settings.of(path, this.folders.paths);
  }

  /** The address that the client uses for a file. */
  uriOf(path: string): string {
    return this.documents.at(path)?.uri ?? uriOf(path);
  }

  linesOf(path: string): LineMap | null {
    return this.workspace.lines(path);
  }

  /** These may differ, and some may be new: those that anybody wants to know of are checked again. */
  recheck(paths: Iterable<string>): void {
    const all = [...paths];
    const known = this.reports.doubt(all);
    const fresh = all.filter(
      (path) => !this.reports.knows(path) && this.isWanted(path) && this.#isFile(path),
    );
    this.#schedule([...known, ...fresh]);
  }

  /** Anything may differ, also which files there are. */
  recheckAll(): void {
    const known = this.reports.doubt();
    const found = this.scanned.size === 0 ? [] : this.workspace.discover([...this.scanned]).files;
    this.#schedule([...known, ...found]);
  }

  /** The files below paths that are to be scanned; from now on they are known. */
  discover(paths: readonly string[]): readonly string[] {
    for (const path of paths) this.scanned.add(path);
    return this.workspace.discover(paths).files;
  }

  /** The files at or below a path that a scan of what was scanned would find. */
  wantedBelow(path: string): readonly string[] {
    return this.isWanted(path)
      ? this.workspace.discover([path]).files.filter((each) => isSourceName(each))
      : [];
  }

  /** A folder was taken away: what was scanned in it is no longer known. */
  forgetScanned(folder: string): void {
    for (const each of [...this.scanned]) if (isInside(folder, each)) this.scanned.delete(each);
  }

  /** Whether anybody wants to know of a file: it is open, or what was scanned holds it. */
  isWanted(path: string): boolean {
    if (this.documents.at(path) !== null) return true;
    for (const each of this.scanned) if (isInside(each, path)) return true;
    return false;
  }

  stop(): void {
    this.background.stop();
    this.announcer.stop();
    this.status.stop();
    this.rest.stop();
  }

  /** A file that comes may be the first of its language, whose grammar has to be loaded then. */
  #schedule(paths: readonly string[]): void {
    void this.workspace.prepare(paths).then(() => this.background.schedule(paths));
  }

  #isFile(path: string): boolean {
    return isSourceName(path) && this.fs.info(path)?.kind === 'file';
  }

  #edited(document: OpenDocument): void {
    this.workspace.sources.open(document.path, document.text);
    const affected = this.workspace.changed([document.path]);
    this.reports.doubt(affected);
    this.announcer.edited(document.path);
    void this.ready(document.uri).then(() => {
      // Without pull the document itself waits too; with it, the client asks when it wants to know.
      const known = [...affected].filter((path) => path === document.path || this.reports.knows(path));
      this.background.schedule(known);
    });
  }

  #closed({ path, uri }: OpenDocument): void {
    this.workspace.sources.close(path);
    const affected = this.workspace.changed([path]);
    if (!this.isWanted(path)) this.reports.drop(path);
    this.settings.forget(uri);
    this.recheck(affected);
  }

  #checked(path: string, milliseconds: number): void {
    if (!this.#warm && this.documents.at(path) !== null) {
      this.#warm = true;
      // Between the first findings and the first keystroke nobody waits for anything.
      setImmediate(() => languageOf(path).warmUp?.());
    }
    this.status.checked(this.uriOf(path), milliseconds);
    this.rest.worked();
    if (this.memory.isShort()) {
      this.workspace.shed();
      this.log.info('Memory ran short: what can be computed again was dropped.');
    }
  }
}

function firstOf(paths: ReadonlySet<string>): string | null {
  for (const path of paths) return path;
  return null;
}
