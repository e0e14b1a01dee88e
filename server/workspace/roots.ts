/** The folder up to which a file's surroundings count: ignore files, modules it imports, its configuration. */
import { dirname, join } from 'node:path';
import type { FileSystem } from './filesystem.ts';
import { isInside, upwards } from './paths.ts';

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

/**
 * The repository that holds the path; without one the working folder if the path lies in it, else the
 * outermost folder above that looks like a project.
 */
export function rootOf(fs: FileSystem, path: string, cwd: string): string {
  const folder = fs.info(path)?.kind === 'directory' ? path : dirname(path);
  let project: string | null = null;
  for (const each of upwards(folder)) {
    if (fs.info(join(each, '.git')) !== null) return each;
    if (MARKERS.some((marker) => fs.info(join(each, marker))?.kind === 'file')) project = each;
  }
  return isInside(cwd, folder) ? cwd : (project ?? folder);
}
