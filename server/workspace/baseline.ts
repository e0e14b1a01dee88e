/** Findings that a project has accepted for now: `leaklint-baseline.json`, nearest upwards from the file. */
import { dirname, join } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { reasonOf, type FileSystem } from './filesystem.ts';
import { CannotRun } from './notice.ts';
import { relativePath, upwards } from './paths.ts';
import { decode } from './text.ts';

export const BASELINE_NAME = 'leaklint-baseline.json';

/** Fingerprints by path relative to the baseline's folder, with forward slashes. */
export type BaselineEntries = ReadonlyMap<string, ReadonlySet<string>>;

export interface Baseline {
  readonly path: string;
  readonly entries: BaselineEntries;
}

/** Finds and reads baselines, each once. */
export class Baselines {
  readonly #fs: FileSystem;
  readonly #byFolder = new Map<string, Baseline | null>();
  readonly #broken = new Map<string, CannotRun>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /** Whether a finding of the file is one that the project knows. */
  knows(file: string, fingerprint: string): boolean {
    const baseline = this.of(dirname(file));
    return baseline?.entries.get(relativePath(dirname(baseline.path), file))?.has(fingerprint) === true;
  }

  /** Reads everything anew when next asked. */
  forget(): void {
    this.#byFolder.clear();
    this.#broken.clear();
  }

  /** What is wrong with the baselines that were asked for. */
  problems(): readonly CannotRun[] {
    return [...this.#broken.values()];
  }

  /** The baseline for files in a folder; the search ends at the repository's root. */
  of(folder: string): Baseline | null {
    const passed: string[] = [];
    let found: Baseline | null = null;
    for (const each of upwards(folder)) {
      const known = this.#byFolder.get(each);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(each);
      const path = join(each, BASELINE_NAME);
      if (this.#fs.info(path)?.kind === 'file') {
        found = { path, entries: this.#read(path) };
        break;
      }
      if (this.#fs.info(join(each, '.git')) !== null) break;
    }
    for (const each of passed) this.#byFolder.set(each, found);
    return found;
  }

  #read(path: string): BaselineEntries {
    const before = this.#broken.get(path);
    if (before !== undefined) throw before;
    try {
      const errors: ParseError[] = [];
      const content: unknown = parse(decode(this.#fs.read(path)).text, errors);
      if (errors.length === 0 && isBaseline(content)) {
        return new Map(Object.entries(content.files).map(([file, names]) => [file, new Set(names)]));
      }
    } catch (error) {
      this.#refuse(path, `could not be read (${reasonOf(error)}). Allow reading it, or delete it.`);
    }
    return this.#refuse(path, 'is damaged. Write it anew with "leaklint baseline", or delete it.');
  }

  #refuse(path: string, why: string): never {
    const error = new CannotRun(`The baseline ${path} ${why}`, path);
    this.#broken.set(path, error);
    throw error;
  }
}

/** The text of a baseline: sorted, so that it makes small differences under version control. */
export function baselineText(entries: BaselineEntries): string {
  const files: Record<string, readonly string[]> = {};
  for (const file of [...entries.keys()].sort()) files[file] = [...(entries.get(file) ?? [])].sort();
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}

function isBaseline(value: unknown): value is { version: 1; files: Record<string, readonly string[]> } {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('files' in value))
    return false;
  const files = value.files;
  if (value.version !== 1 || typeof files !== 'object' || files === null) return false;
  return Object.values(files).every(
    (names: unknown) => Array.isArray(names) && names.every((name) => typeof name === 'string'),
  );
}
