/**
 * Which files may call what a file declares: the others of its package, those of its tests only for tests, and those
 * that import the package where others may name it. Only what files import is kept in mind, made once for each view of
 * the project and kept right while files are edited.
 */
import type { ModuleHost } from '../language.ts';
import { AskedUsers } from '../shared/asked-users.ts';
import { PerHost } from '../shared/per-host.ts';
import { hasWord } from '../shared/words.ts';
import { importedPaths, importPathOf, isTest, moduleOf, namesOfImport, packageFiles } from './imports.ts';

/** The files that name it, without the one that declares it, sorted. */
export function usersOf(host: ModuleHost, path: string, name: string): readonly string[] {
  return indexes.of(host).users(path, name);
}

/** The names that other files name than before, now that the text of a file has changed. */
export function movedUsers(host: ModuleHost, path: string): ReadonlySet<string> {
  return indexes.known(host)?.changed(path) ?? new Set();
}

/** What a file declares, and how others import the package of it. */
interface Wanted {
  readonly of: string;
  readonly imported: string | null;
  readonly name: string;
}

class Index {
  readonly #host: ModuleHost;
  /** The files of a module by what they import; read when a name is asked for that others of it may use. */
  readonly #modules = new Map<string, Map<string, Set<string>>>();
  readonly #imports = new Map<string, readonly string[]>();
  readonly #asked = new AskedUsers();

  constructor(host: ModuleHost) {
    this.#host = host;
  }

  users(path: string, name: string): readonly string[] {
    return this.#asked.of(path, name, () => this.#find(path, name));
  }

  changed(path: string): ReadonlySet<string> {
    const before = new Set(this.#imports.get(path) ?? []);
    this.#leave(path);
    for (const [folder, byImport] of this.#modules)
      if (path.startsWith(`${folder}/`)) this.#enter(byImport, path);
    const after = new Set(this.#imports.get(path) ?? []);
    return this.#asked.forget(({ path: of, name, users }) => {
      const imported = importPathOf(this.#host, of);
      const isNear = packageFiles(this.#host, of).includes(path);
      if (!isNear && (imported === null || (!before.has(imported) && !after.has(imported)))) return false;
      const isUser =
        (isNear || (imported !== null && after.has(imported))) && this.#isUser(path, { of, imported, name });
      return isUser !== users.includes(path);
    });
  }

  #find(path: string, name: string): readonly string[] {
    const imported = importPathOf(this.#host, path);
    const candidates = new Set(packageFiles(this.#host, path));
    if (imported !== null && /^\p{Lu}/u.test(name))
      for (const one of this.#importing(path, imported)) candidates.add(one);
    return [...candidates].filter((one) => this.#isUser(one, { of: path, imported, name })).sort();
  }

  #isUser(path: string, { of, imported, name }: Wanted): boolean {
    if (path === of) return false;
    const text = this.#host.text(path);
    if (packageFiles(this.#host, of).includes(path)) return hasWord(text, name);
    // What tests call says nothing of a program.
    if (imported === null || (isTest(path) && !isTest(of)) || !text.includes(name)) return false;
    const packages = namesOfImport(text, imported, packageIn(this.#host.text(of)));
    // What is imported with all its names is named like what is the file's own.
    if (packages.includes('.')) return hasWord(text, name);
    return packages.some((one) => hasWord(text, `${one}.${name}`));
  }

  /** The files of the module that import the package of the file. */
  #importing(path: string, imported: string): Iterable<string> {
    const module = moduleOf(this.#host, path);
    if (module === null) return [];
    let byImport = this.#modules.get(module.folder);
    if (byImport === undefined) {
      this.#modules.set(module.folder, (byImport = new Map<string, Set<string>>()));
      for (const one of this.#host.sources('.go'))
        if (one.startsWith(`${module.folder}/`)) this.#enter(byImport, one);
    }
    return byImport.get(imported) ?? [];
  }

  #enter(byImport: Map<string, Set<string>>, path: string): void {
    const imports = importedPaths(this.#host.text(path));
    this.#imports.set(path, imports);
    for (const one of imports) {
      const files = byImport.get(one);
      if (files === undefined) byImport.set(one, new Set([path]));
      else files.add(path);
    }
  }

  #leave(path: string): void {
    const imports = this.#imports.get(path) ?? [];
    for (const byImport of this.#modules.values()) for (const one of imports) byImport.get(one)?.delete(path);
  }
}

const indexes = new PerHost((host) => new Index(host));

/** What a file says that its package is called. */
function packageIn(text: string): string {
  return /^package\s+(\w+)/m.exec(text)?.[1] ?? '';
}
