/** Remembers what folders hold, because module resolution asks for many files that do not exist. */
import { basename, dirname } from 'node:path';
import type { DirectoryEntry, FileSystem } from './filesystem.ts';

/** One run's view of which files exist. */
export class Listing {
  readonly #fs: FileSystem;
  readonly #folders = new Map<string, ReadonlyMap<string, DirectoryEntry['kind']> | null>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  isFile(path: string): boolean {
    const kind = this.#entriesOf(dirname(path))?.get(basename(path));
    // Only what a link leads to has to be asked for.
    return kind === 'link' ? this.#fs.info(path)?.kind === 'file' : kind === 'file';
  }

  isFolder(path: string): boolean {
    return this.#entriesOf(path) !== null;
  }

  /** What is in a folder, sorted; nothing if there is none. */
  names(path: string): readonly string[] {
    return [...(this.#entriesOf(path)?.keys() ?? [])].sort();
  }

  /** Forgets a folder, because something in it appeared or went. */
  forget(folder: string): void {
    this.#folders.delete(folder);
  }

  #entriesOf(folder: string): ReadonlyMap<string, DirectoryEntry['kind']> | null {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    let entries: ReadonlyMap<string, DirectoryEntry['kind']> | null = null;
    const parent = dirname(folder);
    // Asking the parent first saves a failing system call for most of the folders that do not exist.
    const besides = parent === folder ? undefined : this.#folders.get(parent);
    if (besides?.has(basename(folder)) !== false) {
      try {
        entries = new Map(this.#fs.list(folder).map(({ name, kind }) => [name, kind]));
      } catch {
        entries = null;
      }
    }
    this.#folders.set(folder, entries);
    return entries;
  }
}
