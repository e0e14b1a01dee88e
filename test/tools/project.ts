import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** The absolute path of a file of this project. */
export function inProject(...parts: readonly string[]): string {
  return join(root, ...parts);
}
