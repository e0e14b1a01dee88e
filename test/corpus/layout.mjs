#!/usr/bin/env node
// @ts-check
/**
 * Lays a corpus of real leaks out as plain files, from the git repositories that hold them.
 *
 *     node test/corpus/layout.mjs --repos DIR --manifest FILE --out FOLDER [--single] [--depth N] [--case ID]…
 *
 * A leak gives `<out>/<id>/before/<path>` and `<out>/<id>/after/<path>`, a look-alike `<out>/<id>/clean/<path>`.
 * Beside each file go the files that it imports relatively (to `--depth`, 2 unless told) and the `package.json`,
 * `tsconfig.json` and `jsconfig.json` of the folders above; `--single` leaves all of that out.
 *
 * Exits 0 when every case was laid out, 1 when some could not be had, 2 when it was called wrongly.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} LeakCase a leak that a later commit mended
 * @property {string} id
 * @property {'leak'} truth
 * @property {string} repo `owner/name`
 * @property {string} parent the commit before the fix
 * @property {string} commit the fix
 * @property {string} path the file, from the root of the repository
 * @property {number[]} lines where the resource is opened, 1-based, in `parent`
 * @property {(number | null)[] | null} after_lines the same places in `commit`; null where the place is gone
 * @property {boolean} after_residual the fix left a leak at `after_lines`
 * @property {'no' | 'yes' | 'cross-file'} needs_interprocedural
 * @property {string} kind
 * @property {string} lost_path
 */

/**
 * @typedef {object} CleanCase code that looks like a leak and is none
 * @property {string} id
 * @property {'clean'} truth
 * @property {string} repo `owner/name`
 * @property {string} commit
 * @property {string} path
 * @property {number[]} lines where the resource is opened, 1-based
 * @property {string} kind
 */

/** @typedef {LeakCase | CleanCase} Case */

/**
 * @typedef {object} Side one state of a case's file
 * @property {'before' | 'after' | 'clean'} name the folder below the case's own
 * @property {string} revision
 * @property {number[]} lines the places to look at in that state
 */

/** A mistake of the caller: told in one line, without a stack. */
export class UsageError extends Error {}

/** The order in which an import without an extension is tried. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** What a TypeScript source may be called that is imported by the name of its output. */
const SOURCES_OF_OUTPUT = new Map([
  ['.js', ['.ts', '.tsx', '.d.ts']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

/** Files that decide how the ones below their folder are read. */
const CONFIG_FILES = ['package.json', 'tsconfig.json', 'jsconfig.json'];

const IMPORT = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])(\.{1,2}(?:\/[^'"\n]*)?)\1/g;
const EXTENDS = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/g;
const MAX_GIT_OUTPUT = 1 << 30;

/**
 * Reads a manifest and refuses one whose ids or paths could lead out of the corpus folder.
 *
 * @param {string} file
 * @returns {Case[]}
 */
export function readManifest(file) {
  /** @type {unknown} */
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`cannot read the manifest ${file}: ${messageOf(error)}`);
  }
  if (!Array.isArray(manifest)) throw new UsageError(`${file} is not a list of cases`);
  const seen = new Set();
  for (const { id, truth, path } of manifest) {
    if (typeof id !== 'string' || !/^\w[\w.-]*$/.test(id)) throw new UsageError(`bad id: ${id}`);
    if (seen.has(id)) throw new UsageError(`${id} is there twice`);
    seen.add(id);
    if (truth !== 'leak' && truth !== 'clean') throw new UsageError(`${id}: truth must be leak or clean`);
    if (typeof path !== 'string' || posix.isAbsolute(path) || posix.normalize(path).startsWith('..')) {
      throw new UsageError(`${id}: bad path ${path}`);
    }
  }
  return manifest;
}

/**
 * The cases with these ids, all of them if none are given.
 *
 * @param {Case[]} cases
 * @param {string[]} ids
 */
export function selectCases(cases, ids) {
  const unknown = ids.filter((id) => !cases.some((each) => each.id === id));
  if (unknown.length > 0) throw new UsageError(`no such case: ${unknown.join(', ')}`);
  return ids.length === 0 ? cases : cases.filter((each) => ids.includes(each.id));
}

/**
 * The states in which a case's file is laid out.
 *
 * @param {Case} each
 * @returns {Side[]}
 */
export function sidesOf(each) {
  if (each.truth === 'clean') return [{ name: 'clean', revision: each.commit, lines: each.lines }];
  const afterLines = (each.after_lines ?? []).filter((line) => line !== null);
  return [
    { name: 'before', revision: each.parent, lines: each.lines },
    { name: 'after', revision: each.commit, lines: afterLines },
  ];
}

/** One commit of a repository: which files it has, and their contents. */
class Snapshot {
  /** @type {Map<string, string>} path → blob id, of plain files only */
  #blobs = new Map();
  #gitDir;

  /**
   * @param {string} gitDir
   * @param {string} revision
   */
  constructor(gitDir, revision) {
    this.#gitDir = gitDir;
    for (const entry of git(gitDir, ['ls-tree', '-r', '-z', revision]).toString().split('\0')) {
      const match = /^100\d+ blob (\w+)\t(.+)$/s.exec(entry);
      if (match?.[1] && match[2]) this.#blobs.set(match[2], match[1]);
    }
  }

  /** @param {string} path */
  has(path) {
    return this.#blobs.has(path);
  }

  /**
   * Reads many files with one process. A file whose content the repository lacks is left out.
   *
   * @param {string[]} paths
   * @returns {Map<string, Buffer>}
   */
  read(paths) {
    /** @type {Map<string, Buffer>} */
    const contents = new Map();
    if (paths.length === 0) return contents;
    const ids = paths.map((path) => this.#blobs.get(path) ?? '');
    const output = git(this.#gitDir, ['cat-file', '--batch'], ids.join('\n') + '\n');
    let offset = 0;
    for (const path of paths) {
      const headerEnd = output.indexOf('\n', offset);
      const [, type, size] = output.toString('utf8', offset, headerEnd).split(' ');
      offset = headerEnd + 1;
      if (type !== 'blob') continue;
      contents.set(path, output.subarray(offset, offset + Number(size)));
      offset += Number(size) + 1;
    }
    return contents;
  }
}

/**
 * @param {string} gitDir
 * @param {string[]} args
 * @param {string} [input]
 */
function git(gitDir, args, input = '') {
  const run = spawnSync('git', [`--git-dir=${gitDir}`, ...args], { input, maxBuffer: MAX_GIT_OUTPUT });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(run.stderr.toString().trim().split('\n')[0] ?? 'git failed');
  return run.stdout;
}

/**
 * Finds the git directory of `owner/name` below a folder: `owner+name` or `owner/name`, bare, with a work tree, or one
 * folder further down.
 *
 * @param {string} repos
 * @param {string} repo
 * @returns {string | undefined}
 */
export function findGitDir(repos, repo) {
  for (const name of [repo.replace('/', '+'), repo]) {
    for (const folder of [join(repos, name), join(repos, `${name}.git`)]) {
      if (!existsSync(folder)) continue;
      const inside = readdirSync(folder).map((entry) => join(folder, entry));
      const found = [folder, ...inside, ...inside.map((entry) => join(entry, '.git'))].find(isGitDir);
      if (found) return found;
    }
  }
  return undefined;
}

/** @param {string} folder */
function isGitDir(folder) {
  return (
    existsSync(join(folder, 'HEAD')) &&
    (statSync(join(folder, 'objects'), { throwIfNoEntry: false })?.isDirectory() ?? false)
  );
}

/**
 * The file of the snapshot that a relative import means.
 *
 * @param {Snapshot} snapshot
 * @param {string} importer
 * @param {string} specifier
 * @returns {string | undefined}
 */
function resolveImport(snapshot, importer, specifier) {
  const target = posix.join(posix.dirname(importer), specifier).replace(/\/$/, '');
  if (target.startsWith('..')) return undefined;
  const extension = posix.extname(target);
  const stem = target.slice(0, target.length - extension.length);
  const candidates = [
    target,
    ...(SOURCES_OF_OUTPUT.get(extension) ?? []).map((source) => stem + source),
    ...EXTENSIONS.map((each) => target + each),
    ...EXTENSIONS.map((each) => posix.join(target, `index${each}`)),
  ];
  return candidates.find((candidate) => snapshot.has(candidate));
}

/**
 * The file and what it imports relatively, `depth` steps far.
 *
 * @param {Snapshot} snapshot
 * @param {string} path
 * @param {number} depth
 * @returns {Map<string, Buffer>}
 */
function readWithImports(snapshot, path, depth) {
  const files = snapshot.read([path]);
  let newest = files;
  for (let step = 0; step < depth; step++) {
    /** @type {Set<string>} */
    const wanted = new Set();
    for (const [importer, content] of newest) {
      if (importer.endsWith('.json')) continue;
      for (const [, , specifier = ''] of content.toString().matchAll(IMPORT)) {
        const imported = resolveImport(snapshot, importer, specifier);
        if (imported && !files.has(imported)) wanted.add(imported);
      }
    }
    newest = snapshot.read([...wanted]);
    for (const [imported, content] of newest) files.set(imported, content);
  }
  return files;
}

/**
 * The configuration files above these files, with those that they extend.
 *
 * @param {Snapshot} snapshot
 * @param {Iterable<string>} paths
 * @returns {Map<string, Buffer>}
 */
function readConfigs(snapshot, paths) {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const path of paths) {
    for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder))
      folders.add(folder);
  }
  const names = [...folders].flatMap((folder) => CONFIG_FILES.map((name) => posix.join(folder, name)));
  let newest = snapshot.read(names.filter((name) => snapshot.has(name)));
  const configs = new Map(newest);
  while (newest.size > 0) {
    /** @type {Set<string>} */
    const wanted = new Set();
    for (const [config, content] of newest) {
      for (const [extended] of content.toString().matchAll(EXTENDS)) {
        for (const [, specifier = ''] of extended.matchAll(/"(\.[^"]*)"/g)) {
          const found = resolveImport(snapshot, config, specifier);
          if (found && !configs.has(found)) wanted.add(found);
        }
      }
    }
    newest = snapshot.read([...wanted]);
    for (const [config, content] of newest) configs.set(config, content);
  }
  return configs;
}

/**
 * Writes one state of a case. What stood in its folder before goes.
 *
 * @param {string} gitDir
 * @param {Case} each
 * @param {Side} side
 * @param {string} folder
 * @param {{ single: boolean, depth: number }} options
 * @returns {number} how many files were written
 */
function layOutSide(gitDir, each, side, folder, { single, depth }) {
  const snapshot = new Snapshot(gitDir, side.revision);
  const files = readWithImports(snapshot, each.path, single ? 0 : depth);
  if (files.size === 0) throw new Error(`${side.revision} has no file ${each.path}`);
  if (!single) for (const [path, content] of readConfigs(snapshot, files.keys())) files.set(path, content);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return files.size;
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs `main` if the module at this URL is the program that was started, and sets its exit code: 2 after a wrong call.
 *
 * @param {string} url
 * @param {(argv: string[]) => number | Promise<number>} main
 */
export async function runAsScript(url, main) {
  const started = process.argv[1];
  if (!started || !existsSync(started) || realpathSync(started) !== fileURLToPath(url)) return;
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const wronglyCalled = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    console.error(wronglyCalled ? error.message : error);
    process.exitCode = 2;
  }
}

/** @param {string[]} argv */
function main(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      repos: { type: 'string' },
      manifest: { type: 'string' },
      out: { type: 'string' },
      single: { type: 'boolean', default: false },
      depth: { type: 'string', default: '2' },
      case: { type: 'string', multiple: true, default: [] },
    },
  });
  const { repos, manifest, out, single } = values;
  const depth = Number(values.depth);
  if (!repos || !manifest || !out) throw new UsageError('--repos, --manifest and --out are needed');
  if (!Number.isInteger(depth) || depth < 0) throw new UsageError('--depth takes a whole number');
  const cases = selectCases(readManifest(manifest), values.case);

  const copy = resolve(out, 'manifest.json');
  mkdirSync(out, { recursive: true });
  if (copy !== resolve(manifest)) copyFileSync(manifest, copy);

  let files = 0;
  /** @type {string[]} */
  const failures = [];
  for (const each of cases) {
    const gitDir = findGitDir(repos, each.repo);
    if (!gitDir) {
      failures.push(`${each.id}: no git directory of ${each.repo}`);
      continue;
    }
    for (const side of sidesOf(each)) {
      try {
        files += layOutSide(gitDir, each, side, join(out, each.id, side.name), { single, depth });
      } catch (error) {
        failures.push(`${each.id}/${side.name}: ${messageOf(error)}`);
      }
    }
  }
  for (const failure of failures) console.error(failure);
  console.log(`${cases.length} cases, ${files} files, ${failures.length} not laid out`);
  return failures.length > 0 ? 1 : 0;
}

await runAsScript(import.meta.url, main);
