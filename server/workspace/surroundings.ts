/** What lies around files: ignore files, compiler options, which module an import names. One per root. */
import { dirname, join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Config, PathFilter } from './config/model.ts';
import type { Configs } from './config/read.ts';
import { discover, type Filter } from './discover.ts';
import type { FileSystem } from './filesystem.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { CLOSED, languageOf, type ModuleHost } from './engine.ts';
import { Listing } from './listing.ts';
import { isInside, relativePath } from './paths.ts';
import { resolveModule } from './resolve.ts';
import { isSkippedFolder, isSourceName } from './skip.ts';
import type { Sources } from './sources.ts';
import { CompilerConfigs, type CompilerFacts } from './tsconfig.ts';

const VENDOR = `${sep}vendor`;

export class Surroundings implements Filter {
  readonly root: string;
  readonly compilers: CompilerConfigs;
  readonly #configs: Configs;
  readonly #ignored: IgnoreFiles;
  readonly #listing: Listing;
  readonly #fs: FileSystem;
  /** What languages other than JavaScript may ask of the project when they follow an import. */
  readonly host: ModuleHost;
  readonly #matchers = new WeakMap<Config, readonly Matcher[]>();
  /** By folder, because all its files are answered alike. */
  readonly #resolved = new Map<string, Map<string, string | null>>();
  /** By folder, asked for each name of a package; files that come or go make new surroundings. */
  readonly #files = new Map<string, readonly string[]>();
  /** By path, asked for each name that a language looks up. */
  readonly #readable = new Map<string, boolean>();
  /** All of them, once somebody has asked for that. */
  #all: readonly string[] | null = null;
  /** The same for what names a module, asked for each package that is imported. */
  readonly #modules = new Map<string, boolean>();
  /** Named files: they may be read even where an ignore file covers them. */
  readonly #allowed = new Set<string>();

  constructor(fs: FileSystem, root: string, configs: Configs, sources: Sources) {
    this.root = root;
    this.compilers = new CompilerConfigs(fs);
    this.#configs = configs;
    this.#ignored = new IgnoreFiles(fs, root);
    this.#listing = new Listing(fs);
    this.#fs = fs;
    this.host = {
      root,
      isFile: (path) => this.#listing.isFile(path) && this.#mayRead(path),
      isFolder: (path) => isInside(root, path) && this.#listing.isFolder(path),
      files: (folder) => this.#filesIn(folder),
      sources: (ending) => this.#sources().filter((path) => path.endsWith(ending)),
      text: (path) => {
        const source = this.#mayRead(path) || this.#isModuleFile(path) ? sources.read(path) : null;
        return source === null || 'unread' in source ? '' : source.text;
      },
    };
  }

  excludes(path: string, folder: boolean): boolean {
    return (
      this.#ignored.ignores(path, folder) ||
      this.#isVendored(folder ? path : dirname(path)) ||
      this.#excludedByConfig(path, folder)
    );
  }

  allow(path: string): void {
    this.#allowed.add(path);
    this.#readable.delete(path);
    this.#files.delete(dirname(path));
  }

  compiler(path: string): CompilerFacts | null {
    return this.compilers.of(dirname(path), this.root);
  }

  /** The file of this project that an import names; never one outside the root, ignored or in a package. */
  resolve(from: string, specifier: string): string | null {
    if (specifier === CLOSED)
      return languageOf(from).imports.isClosed?.(this.host, from) === true ? from : null;
    const folder = dirname(from);
    let resolved = this.#resolved.get(folder);
    if (resolved === undefined) this.#resolved.set(folder, (resolved = new Map<string, string | null>()));
    const known = resolved.get(specifier);
    if (known !== undefined) return known;
    const found = this.#find(from, specifier);
    const readable = found !== null && this.#mayRead(found) ? found : null;
    resolved.set(specifier, readable);
    return readable;
  }

  #find(from: string, specifier: string): string | null {
    const { imports } = languageOf(from);
    const user = userIn(specifier);
    if (user !== null) return imports.users?.(this.host, from, user.name)[user.index] ?? null;
    return imports.resolve === undefined
      ? resolveModule(this.#listing, from, specifier, this.compiler(from))
      : imports.resolve(this.host, from, specifier);
  }

  #sources(): readonly string[] {
    return (this.#all ??= discover(this.#fs, [this.root], this).files.filter((path) => this.#mayRead(path)));
  }

  /**
   * The text of a file has changed: forgets where imports lead as far as texts decide about it. Gives the names that
   * may be declared elsewhere now.
   */
  changed(path: string): ReadonlySet<string> {
    const { imports } = languageOf(path);
    // What a file says of its own package may count for how its imports are read.
    if (imports.resolve !== undefined) this.#resolved.delete(dirname(path));
    const names = imports.redeclared?.(this.host, path) ?? new Set();
    if (names.size > 0)
      for (const resolved of this.#resolved.values())
        for (const specifier of resolved.keys()) if (names.has(nameIn(specifier))) resolved.delete(specifier);
    return names;
  }

  /** The files that see what a file declares without importing it, and the file itself. */
  packageOf(path: string): readonly string[] {
    const { endings, imports } = languageOf(path);
    if (imports.neighbours === undefined) return [path];
    const folder = dirname(path);
    return this.#filesIn(folder).flatMap((name) =>
      endings.some((ending) => name.endsWith(ending)) ? [join(folder, name)] : [],
    );
  }

  /** Names of the files of a folder that may be read. */
  #filesIn(folder: string): readonly string[] {
    let names = this.#files.get(folder);
    if (names === undefined) {
      names = isInside(this.root, folder)
        ? this.#listing.names(folder).filter((name) => this.#mayRead(join(folder, name)))
        : [];
      this.#files.set(folder, names);
    }
    return names;
  }

  /** What names a module of Go is no source, and is read all the same. */
  #isModuleFile(path: string): boolean {
    if (!path.endsWith('/go.mod')) return false;
    let named = this.#modules.get(path);
    if (named === undefined)
      this.#modules.set(path, (named = isInside(this.root, path) && this.#listing.isFile(path)));
    return named;
  }

  #mayRead(path: string): boolean {
    let readable = this.#readable.get(path);
    if (readable === undefined) this.#readable.set(path, (readable = this.#isReadable(path)));
    return readable;
  }

  #isReadable(path: string): boolean {
    if (this.#allowed.has(path)) return true;
    if (!isInside(this.root, path) || !isSourceName(path)) return false;
    const folders = relativePath(this.root, dirname(path)).split('/');
    return !folders.some(isSkippedFolder) && !this.excludes(path, false);
  }

  /** Whether it lies in what `go mod vendor` has copied: packages of others, like those of `node_modules`. */
  #isVendored(folder: string): boolean {
    if (!isInside(this.root, folder) || !folder.includes(VENDOR)) return false;
    for (let at = folder; at.length > this.root.length; at = dirname(at))
      if (at.endsWith(VENDOR) && this.#listing.isFile(join(at, 'modules.txt'))) return true;
    return false;
  }

  #excludedByConfig(path: string, folder: boolean): boolean {
    const config = this.#configs.of(dirname(path));
    let matchers = this.#matchers.get(config);
    if (matchers === undefined) {
      matchers = config.filters.map((filter) => new Matcher(filter));
      this.#matchers.set(config, matchers);
    }
    return matchers.some((matcher) => matcher.excludes(path, folder));
  }
}

/** The name that is wanted of a package, in the form that `byName` resolutions have. */
export function nameIn(specifier: string): string {
  return specifier.slice(specifier.lastIndexOf('#') + 1);
}

/**
 * Asks, in the form of an import, for one of the files that name something of the file that asks. So what is found is
 * kept, doubted and asked again like every import.
 */
export function userSpecifier(index: number, name: string): string {
  return `user ${index}#${name}`;
}

function userIn(specifier: string): { readonly index: number; readonly name: string } | null {
  const [, index, name] = /^user (\d+)#(.+)$/.exec(specifier) ?? [];
  return index === undefined || name === undefined ? null : { index: Number(index), name };
}

/** The patterns of one configuration file. */
class Matcher {
  readonly #folder: string;
  readonly #include: Ignore | null;
  readonly #exclude: Ignore;

  constructor(filter: PathFilter) {
    this.#folder = filter.folder;
    this.#include = filter.include === null ? null : ignore().add([...filter.include]);
    this.#exclude = ignore().add([...filter.exclude]);
  }

  excludes(path: string, folder: boolean): boolean {
    if (path === this.#folder || !isInside(this.#folder, path)) return false;
    const relative = relativePath(this.#folder, path);
    if (this.#exclude.ignores(folder ? `${relative}/` : relative)) return true;
    // A folder that no pattern names may still hold files that one names.
    return !folder && this.#include !== null && !this.#include.ignores(relative);
  }
}
