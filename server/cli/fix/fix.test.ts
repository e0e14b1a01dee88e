import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { cleanUpAfterEach, cli, contentOf, LEAK, temporaryProject } from '../../../test/tools/temp.ts';
import type { Fix } from '../../../rules/rule.ts';
import { applyEdits, compatible } from './apply.ts';

function fix(...edits: readonly (readonly [start: number, end: number, text: string])[]): Fix {
  return {
    kind: 'try-finally',
    title: 'x',
    safe: true,
    edits: edits.map(([start, end, text]) => ({ range: { start, end }, text })),
  };
}

describe('fixes', () => {
  cleanUpAfterEach();

  it('are applied until nothing is left, and then offer nothing', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    const { code, stderr } = await cli(root, ['scan', '--fix', '--no-cache']);
    assert.equal(code, 0);
    assert.match(stderr, /Fixed 1 in 1 file\./);
    assert.match(contentOf(root, 'a.ts'), /finally \{\n {4}closeSync\(fd\);\n/);
    assert.match((await cli(root, ['scan', '--fix', '--no-cache'])).stderr, /Nothing was fixed/);
  });

  it('keep CRLF, a byte order mark, the mode, and links', async () => {
    const text = `\uFEFF${LEAK.replaceAll('\n', '\r\n')}`;
    const root = temporaryProject({ '.git/HEAD': '', 'real.ts': text });
    chmodSync(join(root, 'real.ts'), 0o755);
    symlinkSync('real.ts', join(root, 'link.ts'));
    await cli(root, ['scan', 'link.ts', '--fix', '--no-cache']);
    const fixed = readFileSync(join(root, 'real.ts'), 'utf8');
    assert.match(fixed, /finally/);
    assert.equal(fixed.charCodeAt(0), 0xfeff);
    assert.equal(fixed.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(statSync(join(root, 'real.ts')).mode & 0o777, 0o755);
    assert.ok(lstatSync(join(root, 'link.ts')).isSymbolicLink());
    assert.deepEqual(readdirSync(root).sort(), ['.git', 'link.ts', 'real.ts']);
  });

  it('leave files alone whose bytes are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(LEAK), Buffer.from([0x2f, 0x2f, 0xff, 0x0a])]);
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': bytes });
    const { code, stderr } = await cli(root, ['scan', '--fix', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stderr, /bytes that are no UTF-8/);
    assert.deepEqual(readFileSync(join(root, 'a.ts')), bytes);
  });

  it('leave what is suppressed or not shown', async () => {
    const text = `${LEAK}// leaklint-ignore-file\n`;
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': text, 'b.ts': LEAK });
    await cli(root, ['scan', '--fix', '--rule', 'unsafe-pipe', '--no-cache']);
    assert.equal(contentOf(root, 'b.ts'), LEAK);
    await cli(root, ['scan', '--fix', '--no-cache']);
    assert.equal(contentOf(root, 'a.ts'), text);
    assert.notEqual(contentOf(root, 'b.ts'), LEAK);
  });

  it('as a diff are what --fix would do, and change nothing', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'sub/a.ts': LEAK });
    const { stdout } = await cli(root, ['scan', '--fix-dry-run', '--no-cache']);
    assert.equal(contentOf(root, 'sub/a.ts'), LEAK);
    const [patch] = parsePatch(stdout);
    assert.equal(patch?.newFileName, 'b/sub/a.ts');
    await cli(root, ['scan', '--fix', '--no-cache']);
    assert.equal(applyPatch(LEAK, stdout), contentOf(root, 'sub/a.ts'));
  });

  it('work on standard input as a diff', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const args = ['scan', '--stdin', '--stdin-filename', 'a.ts', '--fix-dry-run'];
    assert.match((await cli(root, args, { stdin: LEAK })).stdout, /^--- a\/a\.ts\n\+\+\+ b\/a\.ts\n/);
  });

  it('that overlap are not applied together', () => {
    const [one, two, three] = [fix([0, 5, 'a'], [20, 20, 'b']), fix([3, 8, 'c']), fix([10, 12, 'd'])];
    assert.deepEqual(compatible([one, two, three]), [one, three]);
    assert.deepEqual(compatible([fix([4, 4, 'x']), fix([4, 4, 'y'])]).length, 1);
  });

  it('end their lines as the file does', () => {
    assert.equal(applyEdits('a\r\nb\r\n', fix([1, 1, '\n!']).edits), 'a\r\n!\r\nb\r\n');
    assert.equal(applyEdits('a\nb', fix([3, 3, '\nc'], [0, 1, 'x']).edits), 'x\nb\nc');
  });
});
