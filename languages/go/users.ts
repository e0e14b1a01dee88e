/** Which files may call what a file declares: the others of its package, those of its tests only for tests. */
import type { ModuleHost } from '../language.ts';
import { packageFiles } from './imports.ts';

/** The files that name it, without the one that declares it, sorted. */
export function usersOf(host: ModuleHost, path: string, name: string): readonly string[] {
  return packageFiles(host, path)
    .filter((one) => one !== path && names(host.text(one), name))
    .sort();
}

function names(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(String.raw`\b${name}\b`).test(text);
}
