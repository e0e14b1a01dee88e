/** The plugin as it is published: one file beside the user's own ESLint. */
import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { buildEslint, eslintPath } from '../../test/tools/build.ts';
import { cleanUpAfterEach, cli, LEAK_JS, temporaryProject } from '../../test/tools/temp.ts';

describe('the bundled plugin for ESLint', () => {
  cleanUpAfterEach();
  let inputs: readonly string[];
  before(async () => {
    inputs = await buildEslint();
  });

  it('does not bring an ESLint of its own', () => {
    assert.ok(inputs.some((path) => path.endsWith('server/eslint/index.ts')));
    // `eslint-scope` is not ESLint: the engine resolves the names of other files with it.
    assert.deepEqual(
      inputs.filter((path) => /node_modules\/(?:eslint|espree)\//.test(path)),
      [],
    );
  });

  it('is loaded by a configuration, and says what the command line says', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'eslint.config.cjs': `module.exports = [require(${JSON.stringify(eslintPath)}).configs.recommended];\n`,
      'package.json': '{"type":"module"}',
      'a.js': LEAK_JS,
    });
    const [result] = await new ESLint({ cwd: root }).lintFiles(['a.js']);
    const [message] = result?.messages ?? [];
    const [older] = await new ESLint9({ cwd: root }).lintFiles(['a.js']);
    const [same] = older?.messages ?? [];
    assert.deepEqual(
      [same?.line, same?.column, same?.message],
      [message?.line, message?.column, message?.message],
    );
    assert.deepEqual(same?.suggestions, message?.suggestions);
    const { stdout } = await cli(root, ['scan', '--format', 'github', '--no-cache']);
    const place = `line=${String(message?.line)},endLine=${String(message?.endLine)},col=${String(message?.column)}`;
    assert.equal(result?.messages.length, 1);
    assert.equal(message?.ruleId, 'leaklint/unclosed-file');
    assert.equal(stdout.split('\n').length, 2);
    assert.ok(stdout.startsWith(`::warning file=a.js,${place}`), stdout);
    assert.match(message.suggestions?.[0]?.fix.text ?? '', /finally \{/);
  });
});
