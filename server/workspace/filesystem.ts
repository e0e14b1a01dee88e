/** The only door to the disk that the workspace uses, so that tests and the editor can stand in for it. */
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}

export interface FileInfo {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
}

/** What the workspace asks of a disk. Everything but `info` throws when the disk refuses. */
export interface FileSystem {
  /** What is at the path, links followed; null if there is nothing or nothing that may be seen. */
  info(path: string): FileInfo | null;
  /** The entries of a folder, sorted by name so that every run sees the same order. */
  list(folder: string): readonly DirectoryEntry[];
  read(path: string): Uint8Array;
  /** The path without links. */
  realPath(path: string): string;
}

export const diskFileSystem: FileSystem = {
  info(path) {
    try {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found === undefined) return null;
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
      return { kind, size: found.size };
    } catch {
      // A path below a file, a link loop, a folder that may not be entered: there is nothing to see.
      return null;
    }
  },
  list(folder) {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry): DirectoryEntry => {
        if (entry.isFile()) return { name: entry.name, kind: 'file' };
        if (entry.isDirectory()) return { name: entry.name, kind: 'directory' };
        return { name: entry.name, kind: entry.isSymbolicLink() ? 'link' : 'other' };
      })
      .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  },
  read: (path) => readFileSync(path),
  realPath: (path) => realpathSync.native(path),
};

/** What the disk said, in words for a message: `EACCES: permission denied` without the path and the call. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: [^,]+/.exec(text)?.[0] ?? text;
}
