/**
 * The workspaces behind ESLint, one for each working folder. On the command line every file comes once and nothing
 * changes meanwhile. In an editor the same file comes again and again, and between two times other files may have
 * changed; so when a file comes again, what was read from the disk is looked at again.
 */
import { LRUCache } from 'lru-cache';
import { rules } from '../../rules/index.ts';
import { isOnByDefault, type RuleLevel } from '../../rules/policy.ts';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import { defaultConfig, type Config } from '../workspace/config/model.ts';
import { hashOf } from '../workspace/hash.ts';
import { isSourceName } from '../workspace/skip.ts';
import { Workspace } from '../workspace/workspace.ts';
import { StampedFileSystem } from './stamped-files.ts';

/** Which rules run ESLint's configuration decides; so those that are off by themselves are on here. */
const baseConfig: Config = {
  ...defaultConfig,
  rules: new Map<RuleId, RuleLevel>(
    rules.filter(({ status }) => !isOnByDefault(status)).map(({ id }) => [id, 'warning']),
  ),
};

interface Kept {
  readonly workspace: Workspace;
  readonly files: StampedFileSystem;
  /** Hashes of the texts that were checked, by path: a file that is here comes again. */
  readonly texts: Map<string, string>;
}

/** A monorepo may be linted from several folders in turn, but hardly from more at a time. */
const byFolder = new LRUCache<string, Kept>({ max: 4 });

/** The workspace in which the file is to be checked with this text. */
export function workspaceFor(cwd: string, path: string, text: string): Workspace {
  let kept = byFolder.get(cwd);
  if (kept?.texts.has(path) === true) kept = refreshed(kept, path, text);
  if (kept === undefined) {
    const files = new StampedFileSystem();
    kept = {
      workspace: new Workspace({ cwd, fs: files, engine: null, baseConfig }),
      files,
      texts: new Map(),
    };
    byFolder.set(cwd, kept);
  }
  kept.texts.set(path, hashOf(text));
  return kept.workspace;
}

/** Tells the workspace what has changed since; undefined if it is to be made anew. */
function refreshed(kept: Kept, path: string, text: string): Kept | undefined {
  const outdated = kept.files.outdated();
  // A configuration, an ignore file, a folder, a file that came or went: rare, and it may matter to everything.
  if (outdated.some((each) => each.cameOrWent || !isSourceName(each.path))) return undefined;
  const changed = outdated.map((each) => each.path);
  if (kept.texts.get(path) !== hashOf(text)) changed.push(path);
  if (changed.length > 0) kept.workspace.changed(changed);
  return kept;
}
