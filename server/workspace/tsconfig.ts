/** The compiler options that matter here, from the nearest tsconfig.json or jsconfig.json. */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { reasonOf, type FileSystem } from './filesystem.ts';
import type { Notice } from './notice.ts';
import { upwards } from './paths.ts';
import { decode } from './text.ts';

export interface CompilerFacts {
  /** The file that they come from. */
  readonly path: string;
  /** `es2022`, lower case; null where none is named. */
  readonly target: string | null;
  /** Lower case; null where none is named. */
  readonly lib: readonly string[] | null;
  /** Folder against which `paths` are resolved. */
  readonly pathsBase: string;
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Folder for bare specifiers, where `baseUrl` is set. */
  readonly baseUrl: string | null;
}

const NAMES = ['tsconfig.json', 'jsconfig.json'];
/** A chain of `extends` longer than this is a circle or as good as one. */
const LONGEST_CHAIN = 16;

type Options = Omit<CompilerFacts, 'path'>;

/** Reads each configuration once. A broken one counts as absent and is told of once. */
export class CompilerConfigs {
  readonly notices: Notice[] = [];
  readonly #fs: FileSystem;
  readonly #byFolder = new Map<string, CompilerFacts | null>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /** The facts for files in a folder: from the nearest configuration upwards, not beyond `root`. */
  of(folder: string, root: string): CompilerFacts | null {
    const passed: string[] = [];
    let found: CompilerFacts | null = null;
    for (const each of upwards(folder)) {
      const known = this.#byFolder.get(each);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(each);
      found = this.#read(each);
      if (found !== null || each === root) break;
    }
    for (const each of passed) this.#byFolder.set(each, found);
    return found;
  }

  #read(folder: string): CompilerFacts | null {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (this.#fs.info(path)?.kind !== 'file') continue;
      const options = this.#options(path, LONGEST_CHAIN);
      if (options !== null) return { path, ...options };
    }
    return null;
  }

  #options(path: string, depth: number): Options | null {
    const content = this.#parse(path);
    if (content === null) return null;
    const folder = dirname(path);
    let options: Options = { target: null, lib: null, paths: new Map(), pathsBase: folder, baseUrl: null };
    const bases = typeof content['extends'] === 'string' ? [content['extends']] : strings(content['extends']);
    for (const base of bases) {
      const file = depth > 0 ? this.#baseFile(folder, base) : null;
      const inherited = file === null ? null : this.#options(file, depth - 1);
      if (inherited !== null) options = overlay(options, inherited);
    }
    const own = isRecord(content['compilerOptions']) ? content['compilerOptions'] : null;
    if (own !== null) return overlay(options, ownOptions(own, folder));
    // A «solution» file holds nothing but references; the first one speaks for the folder.
    const references = Array.isArray(content['references']) ? content['references'] : [];
    for (const reference of depth > 0 ? references : []) {
      if (!isRecord(reference) || typeof reference['path'] !== 'string') continue;
      const target = resolve(folder, reference['path']);
      const file = this.#fs.info(target)?.kind === 'directory' ? join(target, NAMES[0] ?? '') : target;
      const referenced = this.#options(file, depth - 1);
      if (referenced !== null) return overlay(options, referenced);
    }
    return options;
  }

  #baseFile(folder: string, base: string): string | null {
    const candidates: string[] = [];
    if (base.startsWith('.') || isAbsolute(base)) {
      const path = resolve(folder, base);
      candidates.push(path, `${path}.json`, join(path, 'tsconfig.json'));
    } else {
      for (const each of upwards(folder)) {
        const path = join(each, 'node_modules', base);
        candidates.push(path, `${path}.json`, join(path, 'tsconfig.json'));
      }
    }
    return candidates.find((each) => this.#fs.info(each)?.kind === 'file') ?? null;
  }

  #parse(path: string): Record<string, unknown> | null {
    if (this.#fs.info(path)?.kind !== 'file') return null;
    try {
      const errors: ParseError[] = [];
      const value: unknown = parse(decode(this.#fs.read(path)).text, errors, { allowTrailingComma: true });
      if (errors.length === 0 && isRecord(value)) return value;
      this.#complain(path, 'it is no valid JSON');
    } catch (error) {
      this.#complain(path, reasonOf(error));
    }
    return null;
  }

  #complain(path: string, reason: string): void {
    if (this.notices.some((notice) => notice.file === path)) return;
    const message = `The compiler options in this file were not used, because ${reason}. Path aliases are not followed, and fixes assume an old compiler target, until it is mended.`;
    this.notices.push({ kind: 'tsconfig', file: path, message });
  }
}

function ownOptions(own: Record<string, unknown>, folder: string): Partial<Options> {
  const found: { -readonly [Key in keyof Options]?: Options[Key] } = {};
  if (typeof own['target'] === 'string') found.target = own['target'].toLowerCase();
  if (Array.isArray(own['lib'])) found.lib = strings(own['lib']).map((each) => each.toLowerCase());
  if (typeof own['baseUrl'] === 'string') {
    found.baseUrl = resolve(folder, own['baseUrl']);
    found.pathsBase = found.baseUrl;
  }
  if (isRecord(own['paths'])) {
    found.paths = new Map(
      Object.entries(own['paths']).map(([pattern, targets]) => [pattern, strings(targets)]),
    );
    found.pathsBase ??= folder;
  }
  return found;
}

function overlay(base: Options, top: Partial<Options>): Options {
  // An inherited `paths` keeps its own folder, unless this file sets a base for it.
  const merged = { ...base, ...top };
  if (top.target === null || top.target === undefined) merged.target = base.target;
  if (top.lib === null || top.lib === undefined) merged.lib = base.lib;
  if (top.baseUrl === null || top.baseUrl === undefined) merged.baseUrl = base.baseUrl;
  if (top.paths === undefined || (top.paths.size === 0 && base.paths.size > 0)) {
    merged.paths = base.paths;
    merged.pathsBase = base.pathsBase;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
