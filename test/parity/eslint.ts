/** The ESLint form beside the command line, file by file: findings, their places, words and fixes. */
import * as typescriptParser from '@typescript-eslint/parser';
import { applyFixes } from '../../languages/shared/fixes/apply.ts';
import plugin from '../../server/eslint/index.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { eslintMajors, type Major } from '../tools/eslint-majors.ts';
import type { Comparison, Difference } from './difference.ts';

interface Said {
  readonly rule: string;
  readonly place: string;
  readonly message: string;
  /** The text after each fix. */
  readonly fixed: readonly string[];
}

/**
 * Lints each file with each ESLint that the plugin is for. What ESLint cannot parse, on which it runs no rule, is
 * left out and told to `unparsable`.
 */
export function compareEslint(
  root: string,
  files: readonly string[],
  unparsable: (path: string, major: Major) => void = () => {},
): Comparison {
  const workspace = new Workspace({ cwd: root });
  const differences: Difference[] = [];
  let findings = 0;
  let leftOut = 0;
  for (const path of files) {
    const source = workspace.sources.read(path);
    if ('unread' in source) continue;
    const printed = ordered(byCommandLine(workspace, path, source.text));
    findings += printed.length;
    for (const major of eslintMajors) {
      // The tree and the scopes of TypeScript are its parser's, and the same in every ESLint.
      if (major.version === 9 && !isParsedByEslint(path)) continue;
      const said = byEslint(major, root, path, source.text);
      if (said === null) {
        leftOut++;
        unparsable(path, major);
      } else if (ordered(said).join('\n') !== printed.join('\n'))
        differences.push({
          file: path,
          how: `ESLint ${String(major.version)}`,
          said: ordered(said),
          printed,
        });
    }
  }
  return { files: files.length, findings, leftOut, differences };
}

/** Null where ESLint cannot parse the file. */
function byEslint(major: Major, root: string, path: string, text: string): Said[] | null {
  const messages = major.linter(root).verify(
    text,
    [
      {
        files: ['**/*.*'],
        languageOptions: {
          ...(!isParsedByEslint(path) && { parser: typescriptParser }),
          parserOptions: { ecmaFeatures: { jsx: true } },
        },
        settings: { leaklint: { minSeverity: 'information' } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
      plugin.configs.recommended,
    ],
    { filename: path, allowInlineConfig: false },
  );
  if (messages.some(({ fatal }) => fatal === true)) return null;
  return messages.map(({ ruleId, line, column, message, suggestions = [] }) => ({
    rule: ruleId ?? '',
    place: `${String(line)}:${String(column)}`,
    message,
    fixed: suggestions.map(({ fix }) => text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])),
  }));
}

function byCommandLine(workspace: Workspace, path: string, text: string): Said[] {
  return workspace.check(path).findings.flatMap((placed): Said[] => {
    const { finding, start, silenced } = placed;
    if (silenced !== null) return [];
    const { what, why, action } = finding.message;
    return [
      {
        rule: `leaklint/${finding.rule}`,
        place: `${String(start.line)}:${String(start.column)}`,
        message: `${what} ${why} ${action}`,
        fixed: workspace.fixes(placed).map((fix) => applyFixes(text, [fix]).text),
      },
    ];
  });
}

/** Of findings at one place ESLint decides itself which comes first. */
function ordered(said: readonly Said[]): readonly string[] {
  const key = ({ place, rule }: Said): string => `${place.padStart(12)} ${rule}`;
  return said.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((each) => JSON.stringify(each));
}

/** Of the languages that Leaklint reads ESLint reads one. */
export function isForEslint(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function isParsedByEslint(path: string): boolean {
  return !/\.[cm]?tsx?$/.test(path);
}
