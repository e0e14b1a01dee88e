/**
 * Who can import what a file declares: no other module where the language forbids it, or where the module is a program
 * and no library. That is asked for once for each module and kept right while files are edited.
 */
import type { ModuleHost } from '../language.ts';
import { PerHost } from '../shared/per-host.ts';
import { importPathOf, moduleOf, packageFiles } from './imports.ts';

/** Whether no other module imports the package of the file. */
export function isClosed(host: ModuleHost, path: string): boolean {
  if (importPathOf(host, path) === null) return false;
  // The language forbids to import what lies in `internal`, and nobody imports the commands of a project.
  if (/\/(?:internal|cmd)\//.test(path.slice(host.root.length))) return true;
  const folder = moduleOf(host, path)?.folder;
  return folder !== undefined && programs.of(host).isProgram(folder);
}

/** Whether some module counts otherwise than before, now that the text of a file has changed. */
export function movedPrograms(host: ModuleHost, path: string): boolean {
  return programs.known(host)?.changed(path) === true;
}

class Programs {
  readonly #host: ModuleHost;
  /** By the folder of the module. */
  readonly #known = new Map<string, boolean>();

  constructor(host: ModuleHost) {
    this.#host = host;
  }

  isProgram(folder: string): boolean {
    let known = this.#known.get(folder);
    if (known === undefined) this.#known.set(folder, (known = this.#decide(folder)));
    return known;
  }

  changed(path: string): boolean {
    let moved = false;
    for (const [folder, before] of this.#known) {
      if (!isOfRoot(folder, path) && !path.startsWith(`${folder}/cmd/`)) continue;
      const now = this.#decide(folder);
      this.#known.set(folder, now);
      moved ||= now !== before;
    }
    return moved;
  }

  /**
   * It has a program at its root or among its commands, and its root gives nothing to others: those who import a
   * module begin there.
   */
  #decide(folder: string): boolean {
    const host = this.#host;
    const root = packageFiles(host, `${folder}/main.go`).map((path) => host.text(path));
    if (root.some(givesToOthers)) return false;
    if (root.some(isMain)) return true;
    return host.sources('.go').some((path) => path.startsWith(`${folder}/cmd/`) && isMain(host.text(path)));
  }
}

const programs = new PerHost((host) => new Programs(host));

function isOfRoot(folder: string, path: string): boolean {
  return path.slice(0, path.lastIndexOf('/')) === folder;
}

function isMain(text: string): boolean {
  return /^package\s+main\b/m.test(text);
}

function givesToOthers(text: string): boolean {
  return !isMain(text) && /^(?:func|type)\s+\p{Lu}/mu.test(text);
}
