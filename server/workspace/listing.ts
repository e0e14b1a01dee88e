/** Remembers what folders hold, because module resolution asks for many files that do not exist. */
import { basename, dirname } from 'node:path';
import type { FileSystem } from './filesystem.ts';

/** One run's view of which files exist. */
export class Listing {
  readonly #fs: FileSystem;
  readonly #folders = new Map<string, ReadonlySet<string> | null>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  isFile(path: string): boolean {
    const names = this.#namesIn(dirname(path));
    return names !== null && names.has(basename(path)) && this.#fs.info(path)?.kind === 'file';
  }

  isFolder(path: string): boolean {
    return this.#namesIn(path) !== null;
  }

  /** What is in a folder, sorted; nothing if there is none. */
  names(path: string): readonly string[] {
    return [...(this.#namesIn(path) ?? [])].sort();
  }

  /** Forgets a folder, because something in it appeared or went. */
  forget(folder: string): void {
    this.#folders.delete(folder);
  }

  #namesIn(folder: string): ReadonlySet<string> | null {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    let names: ReadonlySet<string> | null = null;
    const parent = dirname(folder);
    // Asking the parent first saves a failing system call for most of the folders that do not exist.
    const parentNames = parent === folder ? undefined : this.#folders.get(parent);
    if (parentNames?.has(basename(folder)) !== false) {
      try {
        names = new Set(this.#fs.list(folder).map((entry) => entry.name));
      } catch {
        names = null;
      }
    }
    this.#folders.set(folder, names);
    return names;
  }
}
