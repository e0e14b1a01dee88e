/** `--changed`: the files that differ from a commit, as git tells. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { CannotRun } from '../workspace/notice.ts';

/**
 * Absolute paths of the files that were changed, added or renamed since `base`, uncommitted and untracked ones
 * included. Another base than HEAD is compared from where the branches parted.
 */
export function changedFiles(cwd: string, base: string): readonly string[] {
  const top = git(cwd, ['rev-parse', '--show-toplevel']).trim();
  const from = base === 'HEAD' ? startOf(cwd) : mergeBase(cwd, base);
  const changed = git(top, ['diff', '--name-only', '--diff-filter=d', '-z', from, '--']);
  const untracked = git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
  const names = `${changed}\0${untracked}`.split('\0').filter((name) => name !== '');
  return [...new Set(names)].map((name) => resolve(top, name));
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** In a repository without a commit everything is new. */
function startOf(cwd: string): string {
  try {
    return git(cwd, ['rev-parse', '--verify', '--quiet', 'HEAD']).trim();
  } catch {
    return EMPTY_TREE;
  }
}

function mergeBase(cwd: string, base: string): string {
  try {
    return git(cwd, ['merge-base', 'HEAD', base]).trim();
  } catch {
    throw new CannotRun(
      `--changed: git knows no common ancestor of HEAD and "${base}". Name a branch or commit that exists here, and fetch enough history.`,
    );
  }
}

function git(cwd: string, args: readonly string[]): string {
  try {
    return execFileSync('git', ['--no-optional-locks', ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 256_000_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const said =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
    const reason = missing ? 'git is not installed' : said === '' ? 'git failed' : said;
    throw new CannotRun(
      `--changed needs git and a repository (${reason ?? ''}). Run it inside one, or name the files.`,
    );
  }
}
