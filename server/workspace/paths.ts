/** Paths as people read them and as ignore files match them. */
import { dirname, isAbsolute, relative, sep } from 'node:path';

/** Relative to a folder with forward slashes; the absolute path where it lies outside on another drive. */
export function relativePath(from: string, path: string): string {
  const found = relative(from, path);
  return toSlashes(found === '' ? '.' : found);
}

export function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** Whether the path is the folder or lies below it. */
export function isInside(folder: string, path: string): boolean {
  if (path === folder) return true;
  const found = relative(folder, path);
  return found !== '..' && !found.startsWith(`..${sep}`) && !isAbsolute(found);
}

/** The folder and every one above it, nearest first. */
export function* upwards(folder: string): Generator<string> {
  for (let current = folder; ;) {
    yield current;
    const parent = dirname(current);
    if (parent === current) return;
    current = parent;
  }
}

/** Of these folders the deepest that holds the path; null if none does. */
export function innermost(folders: readonly string[], path: string): string | null {
  let found: string | null = null;
  for (const folder of folders) {
    if (isInside(folder, path) && (found === null || folder.length > found.length)) found = folder;
  }
  return found;
}
