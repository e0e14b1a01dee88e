/** Running a scan: files in, a report out. Says nothing but progress. */
import type { RuleId } from '../../analysis/catalogue/model.ts';
import type { Locale } from '../../rules/locale.ts';
import type { Severity } from '../../rules/rule.ts';
import { DiskCache, noCache } from '../workspace/cache.ts';
import type { CheckedFile, PlacedFinding } from '../workspace/check.ts';
import { CannotRun, type Notice } from '../workspace/notice.ts';
import { isInside, relativePath } from '../workspace/paths.ts';
import { phase } from '../workspace/profile.ts';
import { isSourceName, readableLanguages } from '../workspace/skip.ts';
import { Workspace } from '../workspace/workspace.ts';
import { changedFiles } from './changed.ts';
import { diffOf, fixFile, writeFixed, type FixedFile } from './fix/fix-files.ts';
import { rankOf, type Report, type ReportedFinding, type Summary } from './format/report.ts';
import { givenUpNotice } from '../workspace/given-up.ts';
import type { Io } from './io.ts';
import { Progress } from './progress.ts';

export interface ScanRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly changedSince: string | null;
  readonly stdinPath: string | null;
  /** Only these; null for all. */
  readonly rules: ReadonlySet<RuleId> | null;
  /** Null: what the configuration says, else warnings. */
  readonly minSeverity: Severity | null;
  readonly configPath: string | null;
  readonly cache: boolean;
  readonly fix: 'none' | 'write' | 'dry-run';
  /** Which fixes the report names; finding them costs time. */
  readonly withFixes: 'none' | 'best' | 'all';
  /** Whether findings that the baseline holds are reported all the same. */
  readonly ignoreBaseline?: boolean;
}

export interface ScanResult {
  readonly report: Report;
  readonly fixed: readonly FixedFile[];
  /** What was or would be changed. */
  readonly diff: string;
}

/** Throws {@link CannotRun} for what the user can mend. */
export async function runScan(io: Io, request: ScanRequest): Promise<ScanResult> {
  const started = performance.now();
  const workspace = new Workspace({
    cwd: io.cwd,
    configPath: request.configPath,
    cache: request.cache ? (root) => new DiskCache(root) : () => noCache,
    // Without an engine's name nothing is noted of what results rest on.
    ...(request.cache ? {} : { engine: null }),
  });
  const { files, notices } = phase('discover', () => filesOf(io, workspace, request));
  await workspace.prepare(files);
  const progress = new Progress(io, files.length);
  const checked: CheckedFile[] = [];
  const findings: ReportedFinding[] = [];
  const fixed: FixedFile[] = [];
  const shows = (path: string) => shownIn(workspace, path, request);
  for (const path of files) {
    progress.update(checked.length);
    const found = workspace.check(path);
    const mended = request.fix === 'none' ? null : fixFile(workspace, found, shows(path));
    if (mended !== null) fixed.push(mended.fixed);
    const left = mended?.checked ?? found;
    checked.push(left);
    // Now what was found out about the file is still there to try its fixes on.
    findings.push(...reported(workspace, left, shows(path), request));
  }
  progress.end();
  const writing = request.fix === 'write' ? writeFixed(workspace, fixed) : [];
  const summary = summaryOf(workspace, checked, findings, performance.now() - started);
  workspace.save();
  const report: Report = {
    locale: workspace.locale,
    cwd: io.cwd,
    findings,
    notices: [
      ...notices,
      ...workspace.notices(),
      ...checked.flatMap((file) => noticesOf(file, workspace.locale)),
      ...writing,
    ],
    summary,
    lines: (path) => workspace.lines(path),
  };
  return { report, fixed, diff: diffOf(io.cwd, fixed) };
}

function filesOf(
  io: Io,
  workspace: Workspace,
  request: ScanRequest,
): { files: readonly string[]; notices: readonly Notice[] } {
  if (request.stdinPath !== null) {
    refuseOtherLanguages(io, [request.stdinPath]);
    workspace.sources.put(request.stdinPath, io.stdin());
    workspace.name(request.stdinPath);
    return { files: [request.stdinPath], notices: [] };
  }
  const found = workspace.discover(request.paths);
  const missing = found.missing.map((path) => relativePath(io.cwd, path));
  if (missing.length > 0) {
    throw new CannotRun(`There is no file or folder ${missing.join(', ')}. Paths are relative to ${io.cwd}.`);
  }
  refuseOtherLanguages(io, [...found.named]);
  if (request.changedSince === null) return found;
  const changed = new Set(changedFiles(workspace.fs.realPath(io.cwd), request.changedSince));
  const files = found.files.filter((path) => changed.has(workspace.fs.realPath(path)));
  return { files, notices: found.notices.filter((notice) => isInside(io.cwd, notice.file ?? io.cwd)) };
}

function refuseOtherLanguages(io: Io, named: readonly string[]): void {
  const others = named.filter((path) => !isSourceName(path)).map((path) => relativePath(io.cwd, path));
  if (others.length === 0) return;
  throw new CannotRun(`Leaklint cannot check ${others.join(', ')}. It reads ${readableLanguages()}.`);
}

/** Whether a finding is to be shown, suppressions aside. */
function shownIn(workspace: Workspace, path: string, request: ScanRequest): (each: PlacedFinding) => boolean {
  const least = rankOf(request.minSeverity ?? workspace.scopeOf(path).config.minSeverity ?? 'warning');
  return ({ finding }) => rankOf(finding.severity) >= least && (request.rules?.has(finding.rule) ?? true);
}

function reported(
  workspace: Workspace,
  file: CheckedFile,
  shown: (each: PlacedFinding) => boolean,
  request: ScanRequest,
): ReportedFinding[] {
  return file.findings
    .filter(
      (each) => each.silenced === null || (each.silenced === 'baseline' && request.ignoreBaseline === true),
    )
    .filter(shown)
    .map((each) => ({
      ...each,
      path: file.path,
      fixes: request.withFixes === 'none' ? [] : workspace.fixes(each, request.withFixes),
    }));
}

function noticesOf(file: CheckedFile, locale: Locale): readonly Notice[] {
  const givenUp = givenUpNotice(file, locale);
  return givenUp === null ? file.notices : [...file.notices, givenUp];
}

function summaryOf(
  workspace: Workspace,
  checked: readonly CheckedFile[],
  findings: readonly ReportedFinding[],
  milliseconds: number,
): Summary {
  const count = (severity: Severity) => findings.filter((each) => each.finding.severity === severity).length;
  const silenced = checked.flatMap((file) => file.findings.filter((each) => each.silenced !== null));
  const baseline = silenced.filter((each) => each.silenced === 'baseline').length;
  return {
    files: checked.filter((file) => file.state !== 'skipped').length,
    parsed: workspace.sources.lowered,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
    hints: count('hint'),
    suppressed: silenced.length - baseline,
    baseline,
    givenUp: checked.reduce((sum, file) => sum + file.givenUp.length, 0),
    milliseconds: Math.round(milliseconds),
  };
}
