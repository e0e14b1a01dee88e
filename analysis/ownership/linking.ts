/** Follows names across files: imports to exports, through re-exports and barrels. */
import type { Project } from '../analyse.ts';
import type { FileFlow, Reference } from '../flow/graph.ts';
import { interfaceOf, tracesOf, type Told } from './traces.ts';

/** How many re-exports are followed. */
const maxHops = 8;

interface Export {
  readonly file: FileFlow;
  readonly reference: Reference;
}

/** The file is named, not held: a lowered one costs much, and may be dropped meanwhile. */
interface ExportPath {
  readonly path: string;
  readonly reference: Reference;
}

/**
 * Which files may be lowered on the way: all; those that may be worth it ({@link Project.worthwhile}); or also those in
 * which what is named may make something that must be closed ({@link Project.mayMake}).
 */
export type Reach = 'all' | 'worthwhile' | 'making';

/**
 * What `path` of the module that `from` names by `specifier` denotes, in the file that defines it; null if
 * unknown, or if it lies beyond the reach.
 */
export function findExport(
  project: Project,
  from: FileFlow,
  specifier: string,
  path: readonly string[],
  reach: Reach = 'all',
): Export | null {
  const found = find(project, from.path, specifier, path, reach);
  const traces = tracesOf(project);
  if (traces?.listening === true)
    traces.note(
      `export ${reach} ${from.path} ${specifier} ${path.join('.')}`,
      told(found),
      findAgain(project, from.path, specifier, path, reach),
    );
  return found;
}

/**
 * The same by the file's path: where the name leads may be known while the file is no longer kept, and much is asked
 * of a name that needs nothing but its answer.
 */
export function findExportPath(
  project: Project,
  from: FileFlow,
  specifier: string,
  path: readonly string[],
  reach: Reach = 'all',
): ExportPath | null {
  // Who keeps account of what answers rest on looks at the file.
  if (tracesOf(project)?.listening !== true) return locate(project, from.path, specifier, path, reach);
  const found = findExport(project, from, specifier, path, reach);
  return found === null ? null : { path: found.file.path, reference: found.reference };
}

/** Where the name leads, and what can be seen there. */
function told(found: Export | null): Told {
  return found === null
    ? null
    : `${found.file.path}\n${JSON.stringify(found.reference)}\n${interfaceOf(found.file)}`;
}

/** Apart from where it is asked first, so that nothing else is held. */
function findAgain(
  project: Project,
  from: string,
  specifier: string,
  path: readonly string[],
  reach: Reach,
): () => Told {
  return () => told(find(project, from, specifier, path, reach));
}

function find(
  project: Project,
  from: string,
  specifier: string,
  path: readonly string[],
  reach: Reach,
): Export | null {
  const found = locate(project, from, specifier, path, reach);
  const file = found === null ? null : project.file(found.path);
  return found === null || file === null ? null : { file, reference: found.reference };
}

function locate(
  project: Project,
  from: string,
  specifier: string,
  path: readonly string[],
  reach: Reach,
): ExportPath | null {
  const target = project.resolve(from, specifier, path[0]);
  if (target === null || isBeyond(project, target, path, reach)) return null;
  // A barrel leads through dozens of files; what it says of a name is asked for again and again.
  const known = knownOf(project);
  const key = `${reach}\n${target}\n${path.join('.')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const file = project.file(target);
  const found = file === null ? null : lookUp(new Search(project, reach), file, path, 0);
  const where = found === null ? null : { path: found.file.path, reference: found.reference };
  known.set(key, where);
  return where;
}

/** Forgets where names lead: some file has changed. */
export function forgetExports(project: Project): void {
  answers.delete(project);
}

type Answers = Map<string, ExportPath | null>;

const answers = new WeakMap<Project, Answers>();

function knownOf(project: Project): Answers {
  let known = answers.get(project);
  if (known === undefined) answers.set(project, (known = new Map<string, ExportPath | null>()));
  return known;
}

/** A barrel is worth nothing itself; what it passes on may be. */
function isBeyond(project: Project, target: string, path: readonly string[], reach: Reach): boolean {
  if (reach === 'all' || project.worthwhile?.(target) !== false) return false;
  if (reach === 'making' && project.mayMake?.(target, path.at(-1) ?? '') !== false) return false;
  return project.passesOn?.(target, path) !== true;
}

/** One search for where a name leads. Modules that pass on all of each other would be gone through for ever. */
class Search {
  readonly project: Project;
  readonly reach: Reach;
  /** What was looked for in which file already, and after how many hops. */
  readonly #looked = new Map<string, number>();

  constructor(project: Project, reach: Reach) {
    this.project = project;
    this.reach = reach;
  }

  /** Whether it was looked for there already, with as many hops left or more: it is not there. */
  isInVain(file: string, path: readonly string[], hops: number): boolean {
    const key = `${file}\n${path.join('.')}`;
    const before = this.#looked.get(key);
    if (before !== undefined && before <= hops) return true;
    this.#looked.set(key, hops);
    return false;
  }
}

function follow(
  search: Search,
  from: FileFlow,
  specifier: string,
  path: readonly string[],
  hops: number,
): Export | null {
  if (hops > maxHops) return null;
  const { project, reach } = search;
  const target = project.resolve(from.path, specifier, path[0]);
  if (target === null || isBeyond(project, target, path, reach)) return null;
  const file = project.file(target);
  return file === null ? null : lookUp(search, file, path, hops);
}

function lookUp(search: Search, file: FileFlow, path: readonly string[], hops: number): Export | null {
  if (search.isInVain(file.path, path, hops)) return null;
  const { project } = search;
  const [name = 'default', ...rest] = path;
  // Members of classes that need no instance may be exported under their whole name.
  const whole = rest.length === 0 ? undefined : file.exports.get(path.join('.'))?.[0];
  if (whole?.kind === 'reference' && whole.reference.kind !== 'export')
    return { file, reference: whole.reference };
  for (const found of file.exports.get(name) ?? []) {
    if (found.kind === 'reexport') {
      const further = follow(search, file, found.module, [...found.path, ...rest], hops + 1);
      if (further !== null) return further;
    } else {
      const place = found.kind === 'place' ? file.places[found.place] : undefined;
      const reference =
        found.kind === 'reference'
          ? found.reference
          : place?.kind === 'variable'
            ? place.reference
            : undefined;
      if (reference === undefined) continue;
      if (reference.kind === 'export') {
        const further = follow(search, file, reference.module, [...reference.path, ...rest], hops + 1);
        if (further !== null) return further;
      } else if (rest.length === 0) return { file, reference };
    }
  }
  for (const star of file.exports.get('*') ?? []) {
    if (star.kind !== 'reexport') continue;
    const target = project.resolve(file.path, star.module, name);
    if (target === null || project.mayExport?.(target, name) === false) continue;
    const further = follow(search, file, star.module, path, hops + 1);
    if (further !== null) return further;
  }
  // A CommonJS module that is one object, imported by default: `lib.open` is its export `open`.
  if (name === 'default' && rest.length > 0) return lookUp(search, file, rest, hops + 1);
  return null;
}
