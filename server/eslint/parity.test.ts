/** ESLint and the command line say the same of every fixture, with either parser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { fixtureProjects, type FixtureProject } from '../../test/harness/collection.ts';
import { eslintMajors, type Major } from '../../test/tools/eslint-majors.ts';
import { cleanUpAfterEach, temporaryProject } from '../../test/tools/temp.ts';
import { rules } from '../../rules/index.ts';
import { applyFixes } from '../../languages/shared/fixes/apply.ts';
import { Workspace } from '../workspace/workspace.ts';
import plugin from './index.ts';

/** What neither parser takes, so that ESLint runs no rule: code that is half-typed, or older than any standard. */
const unparsable = [
  'half-typed.ts',
  'flow-types.js',
  'old-octal.js',
  'old-code.js',
  // A line that makes a script run, behind the comment that fixtures begin with.
  'script.mjs',
];

interface Said {
  readonly rule: string;
  readonly place: string;
  readonly message: string;
  /** The text after each fix. */
  readonly fixed: readonly string[];
}

function byEslint(major: Major, root: string, path: string, text: string): Said[] | 'unparsable' {
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
    { filename: path },
  );
  if (messages.some(({ fatal }) => fatal === true)) return 'unparsable';
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
function ordered(said: readonly Said[]): readonly Said[] {
  const key = ({ place, rule }: Said): string => `${place.padStart(12)} ${rule}`;
  return said.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Of the languages that Leaklint reads ESLint reads one. */
function isForEslint({ texts }: FixtureProject): boolean {
  return [...texts.keys()].every((path) => /\.[cm]?[jt]sx?$/.test(path));
}

/** The tree and the scopes of TypeScript are its parser's, and the same in every ESLint. */
function isParsedByEslint(path: string): boolean {
  return !/\.[cm]?tsx?$/.test(path);
}

/** All projects side by side, each in a folder of its own. */
function checkProjects(projects: readonly FixtureProject[]): void {
  const texts = projects.flatMap((project, index) =>
    [...project.texts].map(([path, text]): [string, string] => [`${String(index + 1)}${path}`, text]),
  );
  const root = temporaryProject({ '.git/HEAD': '', ...Object.fromEntries(texts) });
  const workspace = new Workspace({ cwd: root });
  for (const [name, text] of texts) {
    const path = join(root, name);
    const wanted = ordered(byCommandLine(workspace, path, text));
    for (const major of eslintMajors) {
      if (major.version === 9 && !isParsedByEslint(path)) continue;
      const said = byEslint(major, root, path, text);
      if (said === 'unparsable') assert.ok(unparsable.includes(name.replace(/^.*\//, '')), name);
      else assert.deepEqual(ordered(said), wanted, `${name}, ESLint ${String(major.version)}`);
    }
  }
}

describe('the ESLint form says what the command line says', () => {
  cleanUpAfterEach();
  const projects = fixtureProjects().filter(isForEslint);
  for (const { id } of rules) {
    for (const group of ['leaking', 'clean', 'known'] as const) {
      const own = projects.filter((project) => project.rule === id && project.group === group);
      if (own.length === 0) continue;
      it(`of ${id}, ${group}`, () => {
        checkProjects(own);
      });
    }
  }
});
