/** What is found in a file that ESLint holds: once for all rules. */
import type { Rule as EslintRule, SourceCode } from 'eslint';
import { basename, join } from 'node:path';
import type { Finding, Fix, Severity } from '../../rules/rule.ts';
import { rankOf } from '../cli/format/report.ts';
import type { CheckedFile } from '../workspace/check.ts';
import { severities } from '../workspace/config/model.ts';
import { lowerParsed } from '../workspace/engine.ts';
import { CannotRun } from '../workspace/notice.ts';
import { SUPPRESSION_MARK } from '../workspace/suppressions.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { workspaceFor } from './workspaces.ts';

/** A finding that is shown, and its fixes, which cost time to find. */
export interface Shown {
  readonly finding: Finding;
  readonly fixes: () => readonly Fix[];
}

export interface EslintFile {
  readonly shown: readonly Shown[];
  /** Why nothing could be checked, in words for the user. */
  readonly problem: string | null;
}

const known = new WeakMap<SourceCode, EslintFile>();
const told = new WeakSet<EslintFile>();

/** The findings of the file that ESLint is at. Never throws for what the user can mend; that is a problem. */
export function checkedFile(context: EslintRule.RuleContext): EslintFile {
  const { sourceCode } = context;
  let file = known.get(sourceCode);
  if (file === undefined) {
    file = check(context);
    known.set(sourceCode, file);
  }
  return file;
}

/** The problem of a file for the first rule that asks, because one line about it is enough. */
export function problemOnce(file: EslintFile): string | null {
  if (file.problem === null || told.has(file)) return null;
  told.add(file);
  return file.problem;
}

function check(context: EslintRule.RuleContext): EslintFile {
  const { sourceCode } = context;
  const path = pathOf(context);
  try {
    const least = leastSeverity(context.settings['leaklint']);
    const workspace = workspaceFor(context.cwd, path, sourceCode.text);
    const checked = checkTree(workspace, path, sourceCode);
    const minimum = rankOf(least ?? workspace.scopeOf(path).config.minSeverity ?? 'warning');
    const shown = checked.findings.filter(
      ({ silenced, finding }) => silenced === null && rankOf(finding.severity) >= minimum,
    );
    return {
      shown: shown.map((each) => ({ finding: each.finding, fixes: () => workspace.fixes(each) })),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { shown: [], problem: `Leaklint could not check this file: ${error.message}` };
  }
}

function checkTree(workspace: Workspace, path: string, sourceCode: SourceCode): CheckedFile {
  const { text, ast, scopeManager } = sourceCode;
  const lowered = () =>
    lowerParsed({
      path,
      text,
      program: ast,
      scopes: scopeManager,
      // Only comments that speak to Leaklint matter to it.
      comments: text.includes(SUPPRESSION_MARK) ? commentsOf(sourceCode) : [],
    });
  return workspace.sources.adopt(path, text, lowered, () => workspace.check(path));
}

function commentsOf(sourceCode: SourceCode) {
  return sourceCode
    .getAllComments()
    .flatMap(({ range, value, type }) =>
      range === undefined
        ? []
        : [{ range: { start: range[0], end: range[1] }, text: value, block: type === 'Block' }],
    );
}

/** Code without a file (standard input, a block of a Markdown page) is taken to lie where ESLint says. */
function pathOf({ cwd, filename }: EslintRule.RuleContext): string {
  return filename.startsWith('<') ? join(cwd, `${basename(filename).replace(/[<>]/g, '')}.js`) : filename;
}

/** `settings: { leaklint: { minSeverity: 'information' } }`. */
function leastSeverity(settings: unknown): Severity | null {
  if (typeof settings !== 'object' || settings === null || !('minSeverity' in settings)) return null;
  const { minSeverity } = settings;
  const found = severities.find((each) => each === minSeverity);
  if (found !== undefined) return found;
  throw new CannotRun(
    `settings.leaklint.minSeverity cannot be ${String(minSeverity)}. Allowed: ${severities.join(', ')}.`,
  );
}
