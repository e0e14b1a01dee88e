/** What `.gitignore` files say, nested ones included, the way git reads them. */
import ignore, { type Ignore } from 'ignore';
import { dirname, join } from 'node:path';
import type { FileSystem } from './filesystem.ts';
import { isInside, relativePath } from './paths.ts';
import { decode } from './text.ts';

/** Answers whether git would ignore a path below the root. Reads each ignore file once. */
export class IgnoreFiles {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #byFolder = new Map<string, Ignore | null>();
  readonly #ignoredFolders = new Map<string, boolean>();

  /** @param root the folder above which no ignore file counts: the repository's */
  constructor(fs: FileSystem, root: string) {
    this.#fs = fs;
    this.#root = root;
  }

  /** Whether the path, or a folder that it lies in, is ignored. */
  ignores(path: string, folder: boolean): boolean {
    if (path === this.#root || !isInside(this.#root, path)) return false;
    if (this.#folderIgnored(dirname(path))) return true;
    return this.#matches(path, folder);
  }

  #folderIgnored(folder: string): boolean {
    if (folder === this.#root || !isInside(this.#root, folder)) return false;
    const known = this.#ignoredFolders.get(folder);
    if (known !== undefined) return known;
    const found = this.#folderIgnored(dirname(folder)) || this.#matches(folder, true);
    this.#ignoredFolders.set(folder, found);
    return found;
  }

  /** The nearest file that says anything about the path decides, as in git. */
  #matches(path: string, folder: boolean): boolean {
    for (let current = dirname(path); ; current = dirname(current)) {
      const rules = this.#rulesOf(current);
      if (rules !== null) {
        const verdict = rules.test(relativePath(current, path) + (folder ? '/' : ''));
        if (verdict.ignored) return true;
        if (verdict.unignored) return false;
      }
      if (current === this.#root || current === dirname(current)) return false;
    }
  }

  #rulesOf(folder: string): Ignore | null {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const texts = [this.#read(join(folder, '.gitignore'))];
    if (folder === this.#root) texts.unshift(this.#read(join(folder, '.git', 'info', 'exclude')));
    const text = texts.filter((each) => each !== null).join('\n');
    const rules = text === '' ? null : ignore({ allowRelativePaths: false }).add(text);
    this.#byFolder.set(folder, rules);
    return rules;
  }

  #read(path: string): string | null {
    if (this.#fs.info(path)?.kind !== 'file') return null;
    try {
      return decode(this.#fs.read(path)).text;
    } catch {
      // An ignore file that cannot be read ignores nothing.
      return null;
    }
  }
}
