/**
 * Results of earlier runs, by content. One file per project root: a line per source file, each with its own
 * check sum, so that a torn or foreign line is a miss and nothing else. Two processes may write at once:
 * each replaces the whole file by a rename, and what the other had found is found again.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { FileResult } from '../../analysis/analyse.ts';
import { writeAtomically } from './atomic.ts';
import { hashOf } from './hash.ts';
import type { Suppression } from './suppressions.ts';

/** All that a source file's analysis brought, and what it rested on. */
export interface CachedResult extends Pick<FileResult, 'losses' | 'givenUp'> {
  /** It names nothing that is looked for, so it was not analysed. */
  readonly quiet: boolean;
  readonly suppressions: readonly Suppression[];
  /** Other files that were looked at, with the hash of their text. */
  readonly dependencies: readonly (readonly [path: string, hash: string])[];
  /** How imports were resolved in all of these files: a new file can change it without changing any text. */
  readonly resolutions: readonly (readonly [from: string, specifier: string, to: string | null])[];
}

/** More lines than this are not kept: the oldest go first. */
const MOST_ENTRIES = 50_000;

export interface ResultCache {
  /** @param key a hash of all but the dependencies: the file's text, the engine, the catalogue */
  get(path: string, key: string): CachedResult | null;
  set(path: string, key: string, result: CachedResult): void;
  /** Writes what is new. Never throws: a cache that cannot be written only makes the next run slower. */
  save(): void;
}

/** A cache on disk for the files below a root. */
export class DiskCache implements ResultCache {
  readonly #file: string;
  #lines: Map<string, string> | null = null;
  readonly #used = new Map<string, string>();
  #changed = false;

  constructor(root: string) {
    this.#file = join(cacheFolder(root), `${hashOf(root)}.jsonl`);
  }

  get(path: string, key: string): CachedResult | null {
    const name = hashOf(path);
    const line = this.#load().get(name);
    const content = line === undefined ? null : contentOf(line, key);
    if (content === null || line === undefined) return null;
    this.#used.set(name, line);
    return content;
  }

  set(path: string, key: string, result: CachedResult): void {
    const body = JSON.stringify(result);
    const name = hashOf(path);
    this.#used.set(name, `${name} ${key} ${hashOf(key, body)} ${body}`);
    this.#changed = true;
  }

  save(): void {
    if (!this.#changed) return;
    const merged = new Map(this.#read());
    for (const [name, line] of this.#used) {
      // Set anew, so that what is in use stands last and survives.
      merged.delete(name);
      merged.set(name, line);
    }
    try {
      writeAtomically(this.#file, [...merged.values()].slice(-MOST_ENTRIES).join('\n'));
      this.#changed = false;
    } catch {
      // See the contract: the next run computes it again.
    }
  }

  #load(): Map<string, string> {
    this.#lines ??= this.#read();
    return this.#lines;
  }

  #read(): Map<string, string> {
    const lines = new Map<string, string>();
    try {
      if (!existsSync(this.#file)) return lines;
      for (const line of readFileSync(this.#file, 'utf8').split('\n')) {
        const name = line.slice(0, Math.max(0, line.indexOf(' ')));
        if (name !== '') lines.set(name, line);
      }
    } catch {
      // Unreadable is empty.
    }
    return lines;
  }
}

/** A cache that remembers nothing (`--no-cache`). */
export const noCache: ResultCache = { get: () => null, set: () => undefined, save: () => undefined };

function contentOf(line: string, key: string): CachedResult | null {
  const [, writtenFor, sum, body] = /^\S+ (\S+) (\S+) (.*)$/s.exec(line) ?? [];
  if (writtenFor !== key || sum === undefined || body === undefined || hashOf(key, body) !== sum) return null;
  try {
    const value: unknown = JSON.parse(body);
    return isCached(value) ? value : null;
  } catch {
    return null;
  }
}

/** The check sum vouches for what we wrote ourselves; this only tells it from another version's form. */
function isCached(value: unknown): value is CachedResult {
  return typeof value === 'object' && value !== null && 'losses' in value && 'resolutions' in value;
}

/** Where other tools keep theirs, so that it is ignored and cleaned already; else the temporary folder. */
function cacheFolder(root: string): string {
  const modules = join(root, 'node_modules');
  if (existsSync(modules)) {
    try {
      const folder = join(modules, '.cache', 'leaklint');
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // Not writable.
    }
  }
  // One folder per user: nobody else's files are trusted.
  const folder = join(tmpdir(), `leaklint-cache-${userInfo().username}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Writing will fail too, and that is allowed.
  }
  return folder;
}
