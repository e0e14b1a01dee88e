/** The disk, with a note of what everything looked like when it was asked for. */
import { statSync } from 'node:fs';
import {
  diskFileSystem,
  type DirectoryEntry,
  type FileInfo,
  type FileSystem,
} from '../workspace/filesystem.ts';

export interface Change {
  readonly path: string;
  readonly cameOrWent: boolean;
}

const NOTHING = 'nothing';

export class StampedFileSystem implements FileSystem {
  readonly #stamps = new Map<string, string>();

  info(path: string): FileInfo | null {
    this.#note(path);
    return diskFileSystem.info(path);
  }

  list(folder: string): readonly DirectoryEntry[] {
    this.#note(folder);
    return diskFileSystem.list(folder);
  }

  read(path: string): Uint8Array {
    this.#note(path);
    return diskFileSystem.read(path);
  }

  realPath(path: string): string {
    return diskFileSystem.realPath(path);
  }

  /** What looks different now from when it was asked for. Each change is told of once. */
  outdated(): readonly Change[] {
    const outdated: Change[] = [];
    for (const [path, stamp] of this.#stamps) {
      const now = stampOf(path);
      if (now === stamp) continue;
      this.#stamps.set(path, now);
      outdated.push({ path, cameOrWent: now === NOTHING || stamp === NOTHING });
    }
    return outdated;
  }

  #note(path: string): void {
    // The first look counts: what was made of it may be kept.
    if (!this.#stamps.has(path)) this.#stamps.set(path, stampOf(path));
  }
}

function stampOf(path: string): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? NOTHING : `${String(found.mtimeNs)}:${String(found.size)}`;
  } catch {
    // Below a file, or not to be entered.
    return NOTHING;
  }
}
