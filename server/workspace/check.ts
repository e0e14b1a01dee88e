/** One file from its text to what is reported. */
import type { FileResult } from '../../analysis/analyse.ts';
import type { GivenUp } from '../../analysis/finding.ts';
import type { Locale } from '../../rules/locale.ts';
import type { Finding } from '../../rules/rule.ts';
import { brokenParts } from './broken.ts';
import type { CachedResult } from './cache.ts';
import { analyse, crashed, findingsOf, foundAgain, languageOf } from './engine.ts';
import { reasonOf } from './filesystem.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { hashOf } from './hash.ts';
import type { Notice } from './notice.ts';
import { phase } from './profile.ts';
import { skipByText } from './skip.ts';
import { linesOf, type Source } from './sources.ts';
import {
  SUPPRESSION_MARK,
  suppresses as speaksOf,
  suppressionsIn,
  type Suppression,
} from './suppressions.ts';
import { suppressionNotices } from './suppression-notices.ts';
import { inContext } from './test-files.ts';
import type { Position } from './text.ts';
import type { Scope } from './scope.ts';
import type { Workspace } from './workspace.ts';

/** A finding where people see it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly start: Position;
  readonly end: Position;
  readonly fingerprint: string;
  /** Why it is not shown: a comment, or the baseline; null if it is. */
  readonly silenced: Suppression | 'baseline' | null;
}

export interface CheckedFile {
  readonly path: string;
  /** `skipped`: nobody's own code. `quiet`: names nothing to look for. */
  readonly state: 'unread' | 'skipped' | 'quiet' | 'cached' | 'analysed';
  /** In order of their places. */
  readonly findings: readonly PlacedFinding[];
  readonly givenUp: readonly GivenUp[];
  readonly notices: readonly Notice[];
  readonly suppressions: readonly PlacedSuppression[];
}

/** A comment that suppresses, and whether it does. */
export interface PlacedSuppression {
  readonly suppression: Suppression;
  readonly start: Position;
  readonly end: Position;
  readonly used: boolean;
}

const nothing: Omit<CheckedFile, 'path' | 'state'> = {
  findings: [],
  givenUp: [],
  notices: [],
  suppressions: [],
};

/** Never throws, but for a configuration or baseline that cannot be used. */
export function checkFile(workspace: Workspace, path: string): CheckedFile {
  workspace.sources.turn();
  const source = phase('read', () => workspace.sources.read(path));
  if ('unread' in source) return unread(path, source, workspace.locale);
  if (!workspace.isNamed(path) && skipByText(source.text) !== null)
    return { path, state: 'skipped', ...nothing };
  const scope = workspace.scopeOf(path);
  const { engine } = workspace;
  const byText = phase('gate', () => scope.gate.byText(path, source.text));
  const key = engine === null ? null : hashOf(engine, source.hash, scope.catalogueHash);
  const known = key === null ? null : phase('cache', () => fromCache(workspace, scope, path, key));
  const result = known ?? found(workspace, scope, source, byText);
  if (known === null && key !== null && mayBeKept(path, result)) scope.cache.set(path, key, result);
  if (result.quiet) return { path, state: 'quiet', ...nothing };
  return place(workspace, scope, source, result, known === null ? 'analysed' : 'cached');
}

/**
 * Whether a later run may use it. That a file names nothing to look for may rest on all files of its package, of which
 * more come without any import that would tell.
 */
function mayBeKept(path: string, { quiet }: CachedResult): boolean {
  return !quiet || languageOf(path).imports.neighbours === undefined;
}

function unread(
  path: string,
  source: { unread: 'too-large'; size: number } | { unread: 'failed'; error: unknown },
  { say }: Locale,
): CheckedFile {
  if (source.unread === 'failed') {
    const message = say(
      'This file could not be read ({reason}), so it was not checked. Allow reading it, or exclude it.',
      { reason: reasonOf(source.error) },
    );
    return { path, state: 'unread', ...nothing, notices: [{ kind: 'unreadable', file: path, message }] };
  }
  const size = `${(source.size / 1e6).toFixed(1)} MB`;
  const message = say(
    'This file is too large to check ({size}, the limit is 1 MB), so nothing in it was looked at. If it is generated, exclude it.',
    { size },
  );
  const givenUp: GivenUp = { file: path, range: { start: 0, end: 0 }, reason: 'too-large', detail: size };
  return {
    path,
    state: 'unread',
    ...nothing,
    givenUp: [givenUp],
    notices: [{ kind: 'skipped', file: path, message }],
  };
}

/** The result of an earlier run, if everything that it rested on is as it was. */
function fromCache(workspace: Workspace, scope: Scope, path: string, key: string): CachedResult | null {
  const entry = scope.cache.get(path, key);
  if (entry === null) return null;
  const sameTexts = entry.dependencies.every(([file, hash]) => {
    const source = workspace.sources.read(file);
    return !('unread' in source) && source.hash === hash;
  });
  const sameFiles = entry.resolutions.every(
    ([from, specifier, to]) => scope.surroundings.resolve(from, specifier) === to,
  );
  return sameTexts && sameFiles ? entry : null;
}

/** What is found; as before where nothing that it rests on has changed. */
function found(workspace: Workspace, scope: Scope, source: Source, byText: boolean): CachedResult {
  const { path } = source;
  const find = (): CachedResult => compute(workspace, scope, source, byText);
  try {
    const now = foundAgain(scope.project, scope.results.get(path), find);
    // What could not be lowered may be tried again: its grammar may come.
    const isWhole = now.value.quiet || workspace.sources.flow(path) !== null;
    if (now.trace !== null && isWhole) scope.results.set(path, now);
    return now.value;
  } catch {
    // To see whether all is as before may crash where finding it anew says what crashed.
    scope.results.delete(path);
    return find();
  }
}

function compute(workspace: Workspace, scope: Scope, source: Source, byText: boolean): CachedResult {
  let result: FileResult = { losses: [], givenUp: [], dependencies: [] };
  let suppressions: readonly Suppression[] = [];
  let quiet = false;
  try {
    const passes = byText || phase('gate', () => scope.gate.passes(source.path));
    const suppresses = source.text.includes(SUPPRESSION_MARK);
    quiet = !passes && !suppresses;
    const flow = quiet ? null : phase('lower', () => workspace.sources.flow(source.path));
    if (passes) result = phase('analyse', () => analyse(scope.project, source.path));
    if (passes && flow !== null) result = { ...result, givenUp: [...result.givenUp, ...brokenParts(flow)] };
    if (suppresses) suppressions = suppressionsIn(flow?.comments ?? [], linesOf(source));
  } catch (error) {
    // The engine promises not to throw. If it does all the same, one file is lost and not the run.
    result = { ...result, givenUp: [...result.givenUp, crashed(source.path, error, source.text.length)] };
  }
  const { losses, givenUp } = result;
  if (workspace.engine === null)
    return { quiet, losses, givenUp, suppressions, dependencies: [], resolutions: [] };
  const { files, resolutions } = scope.links.reachable(source.path);
  const dependencies = files.map((file): [string, string] => {
    const read = workspace.sources.read(file);
    return [file, 'unread' in read ? '' : read.hash];
  });
  return { quiet, losses, givenUp, suppressions, dependencies, resolutions };
}

function place(
  workspace: Workspace,
  scope: Scope,
  source: Source,
  result: CachedResult,
  state: 'analysed' | 'cached',
): CheckedFile {
  const { path } = source;
  const notices: Notice[] = [];
  if (source.lossy) {
    const message = workspace.locale.say(
      'This file holds bytes that are no UTF-8. It was checked as far as it can be read; fixes are not applied to it.',
    );
    notices.push({ kind: 'encoding', file: path, message });
  }
  if (result.losses.length === 0 && result.suppressions.length === 0) {
    return { path, state, ...nothing, givenUp: result.givenUp, notices };
  }
  const lines = linesOf(source);
  const losses = inContext(result.losses, scope.surroundings.root, path, scope.config.tests);
  const { findings: found, givenUp } = phase('rules', () =>
    findingsOf(losses, scope.config, workspace.locale),
  );
  const fingerprints = fingerprintsOf(found, lines);
  const used = new Set<Suppression>();
  const findings = found.map((finding, index): PlacedFinding => {
    const start = lines.position(finding.range.start);
    const fingerprint = fingerprints[index] ?? '';
    const by = result.suppressions.filter((each) => speaksOf(each, finding.rule, start.line));
    for (const each of by) used.add(each);
    const silenced = by[0] ?? (workspace.baselines.knows(path, fingerprint) ? 'baseline' : null);
    return { finding, start, end: lines.position(finding.range.end), fingerprint, silenced };
  });
  notices.push(...suppressionNotices(path, result.suppressions, used, lines, workspace.locale));
  const suppressions = result.suppressions.map((suppression) => ({
    suppression,
    start: lines.position(suppression.range.start),
    end: lines.position(suppression.range.end),
    used: used.has(suppression),
  }));
  return { path, state, findings, givenUp: [...result.givenUp, ...givenUp], notices, suppressions };
}
