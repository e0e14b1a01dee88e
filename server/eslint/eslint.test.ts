import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { cleanUpAfterEach, cli, LEAK, LEAK_JS, temporaryProject, writeTree } from '../../test/tools/temp.ts';
import { eslintMajors, type Major } from '../../test/tools/eslint-majors.ts';
import plugin from './index.ts';

type Lint = (cwd: string, file: string, text: string, settings?: object) => Linter.LintMessage[];

/** Lints a text as ESLint would in an editor that stands in the folder. */
function linting(major: Major): Lint {
  return (cwd, file, text, settings = {}) =>
    major
      .linter(cwd)
      .verify(
        text,
        [
          { files: ['**/*.ts'], languageOptions: { parser: typescriptParser } },
          plugin.configs.recommended,
          { settings: { leaklint: settings } },
        ],
        { filename: join(cwd, file) },
      );
}

function project(tree: Readonly<Record<string, string>> = {}): string {
  return temporaryProject({ '.git/HEAD': '', ...tree });
}

function placesOf(messages: readonly Linter.LintMessage[]): string[] {
  return messages.map(({ ruleId, line, column }) => `${ruleId ?? ''} ${String(line)}:${String(column)}`);
}

for (const major of eslintMajors)
  describe(`the ESLint form under ESLint ${String(major.version)}`, () => {
    const lint = linting(major);
    cleanUpAfterEach();

    it('says what is lost, where, and offers the fixes as suggestions', () => {
      const [message, ...rest] = lint(project(), 'a.js', LEAK_JS);
      assert.ok(message);
      assert.equal(rest.length, 0);
      assert.equal(message.ruleId, 'leaklint/unclosed-file');
      assert.deepEqual([message.line, message.column, message.endLine, message.endColumn], [3, 14, 3, 33]);
      assert.equal(message.severity, 1);
      assert.match(
        message.message,
        /^The file descriptor `fd` is not closed when the function returns early\. /,
      );
      const [suggestion] = message.suggestions ?? [];
      assert.match(suggestion?.desc ?? '', /`finally`/);
      assert.equal(message.fix, undefined);
    });

    it('is silenced by the comments, the configuration and the baseline of Leaklint', async () => {
      const root = project({ 'a.ts': LEAK, 'off/leaklint.config.json': '{"rules":{"unclosed-file":"off"}}' });
      const silenced = LEAK.replace('  const fd', '  // leaklint-ignore-next-line: lives on\n  const fd');
      assert.deepEqual(lint(root, 'b.ts', silenced), []);
      assert.deepEqual(lint(root, 'off/a.ts', LEAK), []);
      assert.equal(lint(root, 'a.ts', LEAK).length, 1);
      assert.equal((await cli(root, ['baseline'])).code, 0);
      assert.deepEqual(lint(root, 'a.ts', LEAK), []);
    });

    it('shows information where the settings or the configuration ask for it', () => {
      const likely = LEAK.replace('if (buffer.length === 0) return 0;', '');
      const root = project({ 'all/leaklint.config.json': '{"minSeverity":"information"}' });
      assert.deepEqual(lint(root, 'a.ts', likely), []);
      assert.equal(lint(root, 'a.ts', likely, { minSeverity: 'information' }).length, 1);
      assert.equal(lint(root, 'all/a.ts', likely).length, 1);
    });

    it('says once what is wrong with its configuration', () => {
      const root = project({ 'leaklint.config.json': '{"rulez":{}}' });
      const messages = lint(root, 'a.ts', LEAK);
      assert.equal(messages.length, 1);
      assert.match(messages[0]?.message ?? '', /^Leaklint could not check this file: [^]*"rulez"/);
      const [wrong, ...rest] = lint(project(), 'a.ts', LEAK, { minSeverity: 'loud' });
      assert.match(wrong?.message ?? '', /minSeverity cannot be loud\. Allowed: error,/);
      assert.deepEqual(rest, []);
    });

    it('follows what leads through other files, and sees when they change', () => {
      const opener =
        "import { openSync } from 'node:fs';\nexport const opened = (path: string) => openSync(path, 'r');\n";
      const user = `import { opened } from './opener.ts';
export function size(path: string, short: boolean): number {
  const fd = opened(path);
  return short ? 0 : 1;
}
`;
      const root = project({ 'opener.ts': opener, 'user.ts': user });
      assert.deepEqual(placesOf(lint(root, 'user.ts', user)), ['leaklint/unclosed-file 3:14']);
      writeTree(root, { 'opener.ts': 'export const opened = (path: string) => path.length;\n' });
      assert.deepEqual(placesOf(lint(root, 'user.ts', user)), []);
      writeTree(root, { 'opener.ts': opener });
      assert.deepEqual(placesOf(lint(root, 'user.ts', `\n${user}`)), ['leaklint/unclosed-file 4:14']);
      rmSync(join(root, 'opener.ts'));
      assert.deepEqual(placesOf(lint(root, 'user.ts', user)), []);
      writeTree(root, { 'opener.ts': opener, 'leaklint.config.json': '{"rules":{"unclosed-file":"off"}}' });
      assert.deepEqual(placesOf(lint(root, 'user.ts', user)), []);
    });

    it('takes code without a file, with a byte order mark, and of any kind of module', () => {
      const root = project();
      const commonJs = LEAK_JS.replace(/import (.*) from (.*);/, 'const $1 = require($2);').replace(
        'export ',
        '',
      );
      for (const sourceType of ['module', 'commonjs', 'script'] as const) {
        const messages = major
          .linter(root)
          .verify(`\uFEFF${commonJs}`, [plugin.configs.recommended, { languageOptions: { sourceType } }], {});
        assert.deepEqual(placesOf(messages), ['leaklint/unclosed-file 3:14'], sourceType);
      }
    });

    it('has every rule in its recommended configuration, the experimental ones off', () => {
      const levels = Object.entries(plugin.configs.recommended.rules ?? {});
      assert.deepEqual(
        levels.map(([name]) => name).sort(),
        Object.keys(plugin.rules)
          .map((id) => `leaklint/${id}`)
          .sort(),
      );
      assert.deepEqual(
        levels.filter(([, level]) => level !== 'warn'),
        [['leaklint/undisposed-value', 'off']],
      );
    });
  });
