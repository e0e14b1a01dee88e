/**
 * Which files of the project may name a class: those that import it, those of its own package, and those that import all
 * of that. Only heads are kept in mind, made once for each view of the project and kept right while files are edited.
 */

import type { ModuleHost } from '../../language.ts';
import { AskedUsers } from '../../shared/asked-users.ts';
import { PerHost } from '../../shared/per-host.ts';
import { hasWord } from '../../shared/words.ts';
import { IMPORT, PACKAGE } from './files.ts';
import { splitName } from './imports.ts';

/**
 * The files that name the class, without the one that declares it, sorted. The class of the file may be named together
 * with one inside it; where it is the second class of its file, only its package knows it.
 */
export function usersOf(host: ModuleHost, path: string, name: string): readonly string[] {
  return indexes.of(host).users(path, name);
}

/** The names of classes that are named by other files than before, now that the text of a file has changed. */
export function movedUsers(host: ModuleHost, path: string): ReadonlySet<string> {
  return indexes.known(host)?.changed(path) ?? new Set();
}

/** What a file says before its classes. */
interface Head {
  readonly package: string;
  /** As `package#Class`. */
  readonly classes: ReadonlySet<string>;
  /** The packages that are imported whole. */
  readonly packages: ReadonlySet<string>;
}

class Index {
  readonly #host: ModuleHost;
  readonly #heads = new Map<string, Head>();
  /** The files by the classes and packages that they import, and by the package that they are in. */
  readonly #byClass = new Map<string, Set<string>>();
  readonly #byStar = new Map<string, Set<string>>();
  readonly #byPackage = new Map<string, Set<string>>();
  readonly #asked = new AskedUsers();

  constructor(host: ModuleHost) {
    this.#host = host;
    for (const path of host.sources('.java')) this.#enter(path);
  }

  users(path: string, name: string): readonly string[] {
    return this.#asked.of(path, name, () => this.#find(path, name));
  }

  changed(path: string): ReadonlySet<string> {
    const before = this.#heads.get(path);
    if (before !== undefined) this.#leave(path, before);
    this.#enter(path);
    return this.#asked.forget(
      // A class that moved to another package is named by others altogether.
      ({ path: of, name, users }) => of === path || this.#isUser(path, of, name) !== users.includes(path),
    );
  }

  #find(path: string, name: string): readonly string[] {
    const { key, own } = this.#keyOf(path);
    const candidates = new Set(
      [this.#byClass.get(key), this.#byStar.get(own), this.#byPackage.get(own)].flatMap((one) => [
        ...(one ?? []),
      ]),
    );
    candidates.delete(path);
    return [...candidates].filter((one) => hasWord(this.#host.text(one), name)).sort();
  }

  #isUser(path: string, of: string, name: string): boolean {
    const { key, own } = this.#keyOf(of);
    const head = this.#heads.get(path);
    return (
      head !== undefined &&
      (head.classes.has(key) || head.packages.has(own) || head.package === own) &&
      hasWord(this.#host.text(path), name)
    );
  }

  /** How the class that gives the file its name is imported. */
  #keyOf(path: string): { readonly key: string; readonly own: string } {
    const own = this.#heads.get(path)?.package ?? '';
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.java$/, '');
    return { key: `${own}#${name}`, own };
  }

  #enter(path: string): void {
    const head = headOf(this.#host.text(path));
    this.#heads.set(path, head);
    add(this.#byPackage, head.package, path);
    for (const one of head.classes) add(this.#byClass, one, path);
    for (const one of head.packages) add(this.#byStar, one, path);
  }

  #leave(path: string, head: Head): void {
    this.#byPackage.get(head.package)?.delete(path);
    for (const one of head.classes) this.#byClass.get(one)?.delete(path);
    for (const one of head.packages) this.#byStar.get(one)?.delete(path);
  }
}

const indexes = new PerHost((host) => new Index(host));

function headOf(text: string): Head {
  const classes = new Set<string>();
  const packages = new Set<string>();
  // Behind the last import there is none to be found, and that is most of the text.
  const last = text.lastIndexOf('\nimport ');
  const end = last < 0 ? 0 : text.indexOf('\n', last + 1);
  for (const [, isStatic, name = '', star] of text.slice(0, end < 0 ? text.length : end).matchAll(IMPORT)) {
    const { module, path } = splitName(name);
    if (star !== undefined && isStatic === undefined) packages.add(name);
    else if (path[0] !== undefined) classes.add(`${module}#${path[0]}`);
  }
  return { package: PACKAGE.exec(text)?.[1] ?? '', classes, packages };
}

function add(to: Map<string, Set<string>>, key: string, path: string): void {
  const paths = to.get(key);
  if (paths === undefined) to.set(key, new Set([path]));
  else paths.add(path);
}
