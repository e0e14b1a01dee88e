/** Where a tool speaks, and what Leaklint says there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundlePath } from '../tools/build.ts';
import { arrayOf, numberIn, textIn } from './json.ts';

/** `file:line` of every place that a tool speaks of. */
export type Places = ReadonlySet<string>;

/** What is installed for the comparison alone. */
export const cache = resolve('.cache', 'compare');

/** One of the languages' own tools: what it is asked for, and how. */
export interface Tool {
  /** What the table calls it: `ruff SIM115`. */
  readonly name: string;
  readonly ending: string;
  /** The rules of Leaklint that look for the same. */
  readonly rules: RegExp;
  /** Null where the tool is not installed. */
  readonly places: (folders: readonly string[]) => Promise<Places | null>;
}

/** All files of that ending below the folders. */
export function filesBelow(folders: readonly string[], ending: string): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  );
}

/** Every rule by the place that Leaklint speaks of, information included. Needs the bundle. */
export function ownPlaces(folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  mkdirSync(cache, { recursive: true });
  const report = join(cache, 'leaklint.json');
  const options = ['--format', 'json', '--min-severity', 'information', '--no-cache', '--output', report];
  const found = new Map<string, string[]>();
  for (const path of folders) {
    const { error } = spawnSync(process.execPath, [bundlePath, 'scan', '.', ...options], {
      cwd: path,
      stdio: 'ignore',
    });
    if (error !== undefined) throw error;
    for (const finding of arrayOf(JSON.parse(readFileSync(report, 'utf8')), 'findings')) {
      const at = `${join(path, textIn(finding, 'file'))}:${String(numberIn(finding, 'line'))}`;
      found.set(at, [...(found.get(at) ?? []), textIn(finding, 'rule')]);
    }
  }
  return found;
}

/** The line of the code that a place names. */
export function lineAt(at: string): string {
  const cut = at.lastIndexOf(':');
  return (readFileSync(at.slice(0, cut), 'utf8').split('\n')[Number(at.slice(cut + 1)) - 1] ?? '').trim();
}
