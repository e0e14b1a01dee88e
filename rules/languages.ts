/** What a language has to hold a resource for the length of a block, and what it calls the object of a method. */
import type { Loss } from '../analysis/finding.ts';

export type Language = 'javascript' | 'python' | 'go' | 'java';

/** The language in which the resource was lost. It follows from the name of the file, as everywhere else. */
export function languageOf({ file }: Loss): Language {
  return languagesByExtension[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'javascript';
}

const languagesByExtension: Readonly<Partial<Record<string, Language>>> = {
  py: 'python',
  pyi: 'python',
  go: 'go',
  java: 'java',
};

/**
 * `with`, where leaving the block gives the resource back. A block that does something else (`sqlite3` commits)
 * is not proposed.
 */
export function opensInWith(loss: Loss): boolean {
  return languageOf(loss) === 'python' && loss.resource !== undefined && loss.resource.scoped !== false;
}

/** The head of a `try`, which closes what is `AutoCloseable`; a lock, which is unlocked, is not. */
export function opensInTry(loss: Loss): boolean {
  return (
    languageOf(loss) === 'java' &&
    loss.releases.some((release) => 'method' in release && release.method === 'close')
  );
}
