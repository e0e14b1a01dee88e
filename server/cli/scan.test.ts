import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  cleanUpAfterEach,
  cli,
  contentOf,
  LEAK,
  LEAK_JS,
  temporaryProject,
  writeTree,
} from '../../test/tools/temp.ts';

const clean = 'export const a = 1;\n';

function git(cwd: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'ignore' });
}

describe('leaklint scan', () => {
  cleanUpAfterEach();

  it('ends with 0 where nothing is found, 1 where something is, 2 where it cannot run', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': clean, 'sub/b.ts': LEAK });
    assert.equal((await cli(root, ['scan', 'a.ts'])).code, 0);
    assert.equal((await cli(root, ['scan'])).code, 1);
    assert.equal((await cli(root, ['scan', 'sub'])).code, 1);
    assert.equal((await cli(root, ['scan', 'nothing'])).code, 2);
    assert.equal((await cli(root, ['scan', '--no-such-option'])).code, 2);
    assert.equal((await cli(root, ['scna'])).code, 2);
    assert.equal((await cli(root, ['--help'])).code, 0);
    assert.equal((await cli(root, ['--version'])).code, 0);
  });

  it('says what is wrong with its arguments and what is allowed', async () => {
    const root = temporaryProject({ 'a.ts': clean, 'b.rb': '' });
    const cases: readonly (readonly [args: readonly string[], said: RegExp])[] = [
      [['nothing.ts'], /There is no file or folder nothing\.ts\. Paths are relative to/],
      [['b.rb'], /cannot check b\.rb\. It reads TypeScript and JavaScript \(\.ts/],
      [['--format', 'jsn'], /--format cannot be "jsn"\. Did you mean "json"\? Allowed: text, json/],
      [['--min-severity', 'warn'], /Did you mean "warning"\? Allowed: error, warning, information, hint/],
      [['--rule', 'unclosed-fil'], /Did you mean "unclosed-file"\?/],
      [['--max-warnings', 'many'], /--max-warnings must be a whole number/],
      [['--stdin'], /--stdin needs --stdin-filename/],
      [['--stdin-filename', 'a.ts'], /means nothing without --stdin/],
      [['--stdin', '--stdin-filename', 'a.ts', 'b.ts'], /Leave the paths out/],
      [['--stdin', '--stdin-filename', 'a.ts', '--fix'], /Use --fix-dry-run/],
      [['--config', 'nothing.json'], /nothing\.json could not be read \(ENOENT: no such file or directory\)/],
      [['--changed'], /--changed needs git and a repository/],
      [['--output', 'a.ts/x'], /--output: a\.ts\/x could not be written/],
    ];
    for (const [args, said] of cases) {
      const { code, stderr } = await cli(root, ['scan', ...args]);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, said);
    }
  });

  it('shows warnings by default and more or less on request', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK, 'b.test.ts': LEAK });
    const shown = async (...args: readonly string[]): Promise<number> => {
      const { stdout } = await cli(root, ['scan', '--format', 'github', ...args]);
      return stdout.split('\n').length - 1;
    };
    assert.equal(await shown(), 1);
    assert.equal(await shown('--min-severity', 'information'), 2);
    assert.equal(await shown('--min-severity', 'error'), 0);
    assert.equal(await shown('--rule', 'unclosed-socket', 'unsafe-pipe'), 0);
    assert.equal(await shown('--rule', 'unclosed-socket,unclosed-file'), 1);
    writeTree(root, { 'leaklint.config.json': '{ "minSeverity": "information" }' });
    assert.equal(await shown(), 2);
    assert.equal(await shown('--min-severity', 'warning'), 1);
  });

  it('lets so many warnings pass, but no error', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    assert.equal((await cli(root, ['scan', '--max-warnings', '1'])).code, 0);
    assert.equal((await cli(root, ['scan', '--max-warnings', '0'])).code, 1);
    writeTree(root, { 'leaklint.config.json': '{ "rules": { "unclosed-file": "error" } }' });
    assert.equal((await cli(root, ['scan', '--max-warnings', '1'])).code, 1);
  });

  it('uses the nearest configuration, or the one that is named', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a/x.ts': LEAK,
      'b/x.ts': LEAK,
      'a/leaklint.config.json': '{ "rules": { "unclosed-file": "off" } }',
    });
    assert.match(
      (await cli(root, ['scan', '--format', 'github'])).stdout,
      /^::warning file=b\/x\.ts[^\n]*\n$/,
    );
    assert.equal((await cli(root, ['scan', '--config', 'a/leaklint.config.json'])).code, 0);
    assert.equal((await cli(join(root, 'a'), ['scan', '../b'])).code, 1);
  });

  it('stops at a wrong configuration with file, line and allowed values', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts': LEAK,
      'leaklint.config.json': '{\n  "rulez": {}\n}',
    });
    const { code, stderr } = await cli(root, ['scan']);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /leaklint\.config\.json:2:3: The file has no key "rulez"\. Did you mean "rules"\? Allowed: /,
    );
  });

  it('checks standard input under a name that need not exist', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const { code, stdout } = await cli(root, ['scan', '--stdin', '--stdin-filename', 'sub/new.ts'], {
      stdin: LEAK,
    });
    assert.equal(code, 1);
    assert.match(stdout, /^sub\/new\.ts:3:14/);
  });

  it('writes its output to a file, without colours', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    const { stdout, code } = await cli(root, ['scan', '--output', 'out/report.txt'], {
      env: { FORCE_COLOR: '1' },
    });
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(contentOf(root, 'out/report.txt'), /^a\.ts:3:14 {2}warning/);
  });

  it('says the same whatever the order of the paths', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK, 'b.js': LEAK_JS, 'c/d.ts': LEAK });
    const outputs = await Promise.all(
      [['a.ts', 'b.js', 'c'], ['c', 'b.js', 'a.ts'], ['.'], ['c/d.ts', '.']].map(async (paths) => {
        return (await cli(root, ['scan', '--format', 'github', ...paths])).stdout;
      }),
    );
    assert.equal(new Set(outputs).size, 1);
  });

  it('checks what differs from a commit', async () => {
    const root = temporaryProject({ 'old.ts': LEAK, 'edited.ts': clean, '.gitignore': 'ignored.ts\n' });
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'one');
    writeTree(root, { 'edited.ts': LEAK, 'sub/new name.ts': LEAK, 'ignored.ts': LEAK });
    const names = async (...args: readonly string[]): Promise<string[]> => {
      const { stdout } = await cli(root, ['scan', '--format', 'github', ...args]);
      return [...stdout.matchAll(/file=([^,]+)/g)].map(([, file = '']) => file);
    };
    assert.deepEqual(await names('--changed'), ['edited.ts', 'sub/new name.ts']);
    assert.deepEqual(await names('--changed', 'HEAD', 'sub'), ['sub/new name.ts']);
    git(root, 'checkout', '-q', '-b', 'feature');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'two');
    assert.deepEqual(await names('--changed'), []);
    assert.deepEqual(await names('--changed', 'main'), ['edited.ts', 'sub/new name.ts']);
    const wrong = await cli(root, ['scan', '--changed', 'no-such-branch']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /no common ancestor of HEAD and "no-such-branch"/);
  });

  it('shows how far it is on a terminal only', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK, 'b.ts': clean });
    assert.match((await cli(root, ['scan'], { terminal: true })).stderr, /Checking 0 of 2 files/);
    assert.equal((await cli(root, ['scan'])).stderr, '');
  });
});
