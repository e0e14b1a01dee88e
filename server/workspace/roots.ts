/** The folder up to which a file's surroundings count: ignore files, modules it imports, its configuration. */
import { dirname, join } from 'node:path';
import type { FileSystem } from './filesystem.ts';
import { isInside } from './paths.ts';

const MARKERS = [
  'package.json',
  'leaklint.config.json',
  'tsconfig.json',
  'pyproject.toml',
  'setup.py',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
];

/** Remembers what it has found out of each folder: neighbours have most of their way up in common. */
export class Roots {
  readonly #fs: FileSystem;
  readonly #repositories = new Map<string, string | null>();
  readonly #projects = new Map<string, string | null>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /**
   * The repository that holds the folder; without one the working folder if the folder lies in it, else the
   * outermost folder above that looks like a project.
   */
  of(folder: string, cwd: string): string {
    return this.#repository(folder) ?? (isInside(cwd, folder) ? cwd : (this.#project(folder) ?? folder));
  }

  /** Asks the disk again from here on. */
  forget(): void {
    this.#repositories.clear();
    this.#projects.clear();
  }

  #repository(folder: string): string | null {
    let found = this.#repositories.get(folder);
    if (found === undefined) {
      const parent = dirname(folder);
      if (this.#fs.info(join(folder, '.git')) !== null) found = folder;
      else found = parent === folder ? null : this.#repository(parent);
      this.#repositories.set(folder, found);
    }
    return found;
  }

  #project(folder: string): string | null {
    let found = this.#projects.get(folder);
    if (found === undefined) {
      const parent = dirname(folder);
      found = (parent === folder ? null : this.#project(parent)) ?? (this.#isProject(folder) ? folder : null);
      this.#projects.set(folder, found);
    }
    return found;
  }

  #isProject(folder: string): boolean {
    return MARKERS.some((marker) => this.#fs.info(join(folder, marker))?.kind === 'file');
  }
}
