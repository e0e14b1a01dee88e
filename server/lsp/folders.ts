/** The folders that the client has open, and which files a scan of them would look at. */
import { dirname } from 'node:path';
import { innermost, isInside, relativePath } from '../workspace/paths.ts';
import { isSkippedFolder, isSourceName, skipByName } from '../workspace/skip.ts';
import type { Workspace } from '../workspace/workspace.ts';

export class Folders {
  #paths: readonly string[] = [];

  get paths(): readonly string[] {
    return this.#paths;
  }

  set(paths: readonly string[]): void {
    this.#paths = [...new Set(paths)];
  }

  change(added: readonly string[], removed: readonly string[]): void {
    this.set([...this.#paths.filter((path) => !removed.includes(path)), ...added]);
  }

  /** The folder that holds a path; null if none does. */
  of(path: string): string | null {
    return innermost(this.#paths, path);
  }

  /** Whether a scan looks at the file: the same answer as the command line gives in its folder. */
  covers(workspace: Workspace, path: string): boolean {
    if (!isSourceName(path) || skipByName(path) !== null) return false;
    const surroundings = workspace.surroundingsOf(path);
    const folder = this.of(path) ?? surroundings.root;
    if (isInside(folder, path) && relativePath(folder, dirname(path)).split('/').some(isSkippedFolder))
      return false;
    // A folder that is ignored itself was opened all the same: ignore files cannot count in it.
    return surroundings.excludes(folder, true) || !surroundings.excludes(path, false);
  }
}
