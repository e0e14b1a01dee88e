/** Finds the files that a scan looks at. */
import { join } from 'node:path';
import { reasonOf, type FileSystem } from './filesystem.ts';
import type { Notice } from './notice.ts';
import { isSkippedFolder, isSourceName, skipByName } from './skip.ts';

export interface Discovery {
  /** Absolute paths, sorted, each once. */
  readonly files: readonly string[];
  /** Of these, the ones that were named themselves: ignore files and names do not leave them out. */
  readonly named: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  /** Named paths at which there is nothing. */
  readonly missing: readonly string[];
}

/** What decides below the named paths. */
export interface Filter {
  /** Whether ignore files or the configuration leave a path out. */
  excludes(path: string, folder: boolean): boolean;
}

/** Walks the named paths. A folder that cannot be read becomes a notice and the walk goes on. */
export function discover(fs: FileSystem, paths: readonly string[], filter: Filter): Discovery {
  const walk = new Walk(fs, filter);
  for (const path of paths) walk.start(path);
  return {
    files: [...walk.files].sort(),
    named: walk.named,
    notices: walk.notices,
    missing: walk.missing,
  };
}

class Walk {
  readonly files = new Set<string>();
  readonly named = new Set<string>();
  readonly notices: Notice[] = [];
  readonly missing: string[] = [];
  /** Real paths of the folders seen, so that links cannot lead in circles or to the same files twice. */
  readonly #seen = new Set<string>();
  readonly #fs: FileSystem;
  readonly #filter: Filter;

  constructor(fs: FileSystem, filter: Filter) {
    this.#fs = fs;
    this.#filter = filter;
  }

  start(path: string): void {
    const info = this.#fs.info(path);
    if (info?.kind === 'directory') {
      this.#folders([path], !this.#filter.excludes(path, true));
    } else if (info?.kind === 'file') {
      this.files.add(path);
      this.named.add(path);
    } else {
      this.missing.push(path);
    }
  }

  /**
   * @param filtered whether ignore files count below: they cannot where they cover the named folder itself,
   *   which was to be scanned all the same
   */
  #folders(stack: string[], filtered: boolean): void {
    for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
      if (this.#seenBefore(folder)) continue;
      for (const entry of this.#entries(folder)) {
        const path = join(folder, entry.name);
        const kind = entry.kind === 'link' ? this.#fs.info(path)?.kind : entry.kind;
        if (kind === 'directory') {
          if (isSkippedFolder(entry.name)) continue;
          if (filtered && this.#filter.excludes(path, true)) continue;
          stack.push(path);
        } else if (kind === 'file') {
          // A link to a file is left out: the file is found at its own place if it belongs to the project.
          if (entry.kind === 'link' || !isSourceName(path) || skipByName(path) !== null) continue;
          if (filtered && this.#filter.excludes(path, false)) continue;
          this.files.add(path);
        }
      }
    }
  }

  #seenBefore(folder: string): boolean {
    let real = folder;
    try {
      real = this.#fs.realPath(folder);
    } catch {
      // Listing it will say what is wrong.
    }
    if (this.#seen.has(real)) return true;
    this.#seen.add(real);
    return false;
  }

  #entries(folder: string): ReturnType<FileSystem['list']> {
    try {
      return this.#fs.list(folder);
    } catch (error) {
      this.notices.push({
        kind: 'unreadable',
        file: folder,
        message: `This folder could not be read (${reasonOf(error)}), so nothing in it was checked. Allow reading it, or exclude it.`,
      });
      return [];
    }
  }
}
