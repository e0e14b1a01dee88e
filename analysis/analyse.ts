/**
 * The one pure entry that serves every front: lowered files in; losses, and what was given up, out.
 * Knows no language, no file system and no rule.
 */
import type { Catalogue } from './catalogue/index.ts';
import type { FileFlow } from './flow/graph.ts';
import type { GivenUp, Loss } from './finding.ts';
import { analyseOwnership } from './ownership/index.ts';
import { forgetExports } from './ownership/linking.ts';
import { Summaries } from './ownership/summaries.ts';

/** What the analysis asks of the project around a file. All answers must be pure and repeatable. */
export interface Project {
  readonly catalogue: Catalogue;
  /**
   * The path of the file that `specifier` names when imported from `from`; null when it is no file of the project.
   * Where a specifier means a package of several files, the file of it that declares `name`.
   */
  resolve(from: string, specifier: string, name?: string): string | null;
  /** The lowered file, or null if it cannot be had. */
  file(path: string): FileFlow | null;
  /**
   * Whether the file may give out or take over anything that the catalogue knows, judged without lowering it.
   * Absent: it may. A file that may not is never lowered for its functions' summaries.
   */
  worthwhile?(path: string): boolean;
  /** Whether the file passes on what others export, and one of these names among it. Absent: it does not. */
  passesOn?(path: string, names: readonly string[]): boolean;
  /** Whether the file may export something of that name, judged without lowering it. Absent: it may. */
  mayExport?(path: string, name: string): boolean;
  /** Whether a function of that name in the file may make what must be closed, judged by its head. Absent: it may. */
  mayMake?(path: string, name: string): boolean;
  /**
   * The files that may name a class of the file, one by one: null behind the last. Absent: who names what cannot be told.
   */
  user?(path: string, name: string, index: number): string | null;
  /** Whether no other project can name what the file gives to others. Absent: any can. */
  isClosed?(path: string): boolean;
  /** Texts change while the project is used: what answers rest on is kept, so that they are found again quickly. */
  readonly changing?: boolean;
}

export interface FileResult {
  readonly losses: readonly Loss[];
  readonly givenUp: readonly GivenUp[];
  /** Paths of the files whose summaries were used, in order of first use: the cache key covers them. */
  readonly dependencies: readonly string[];
}

const summariesOf = new WeakMap<Project, Summaries>();

/** Analyses one file. Never throws: a crash in one function becomes a {@link GivenUp} entry. */
export function analyseFile(project: Project, path: string): FileResult {
  const file = project.file(path);
  if (file === null) return { losses: [], givenUp: [], dependencies: [] };
  return analyseOwnership(project, summariesFor(project), file);
}

/** The summaries of a project, shared by all that is asked of it. */
export function summariesFor(project: Project): Summaries {
  let summaries = summariesOf.get(project);
  if (summaries === undefined) {
    summaries = new Summaries(project);
    summariesOf.set(project, summaries);
  }
  return summaries;
}

/**
 * Forgets the summaries of files that changed, and doubts those of files that may rest on them: these are looked
 * at again before they are used. Forgets all of them without paths.
 */
export function forgetSummariesOf(
  project: Project,
  changed: ReadonlySet<string> | null,
  doubtful: ReadonlySet<string>,
): void {
  if (changed === null) summariesOf.delete(project);
  else summariesOf.get(project)?.forget(changed, doubtful);
  forgetExports(project);
}
