import assert from 'node:assert/strict';
import {
  cleanUpAfterEach,
  cli,
  contentOf,
  LEAK,
  temporaryProject,
  writeTree,
} from '../../test/tools/temp.ts';

describe('baseline', () => {
  cleanUpAfterEach();

  it('accepts what is there, so that only new findings are shown', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'src/a.ts': LEAK });
    assert.equal((await cli(root, ['scan', '--no-cache'])).code, 1);
    const { code, stdout } = await cli(root, ['baseline']);
    assert.equal(code, 0);
    assert.match(stdout, /with 1 finding\. Commit it/);
    const after = await cli(root, ['scan', '--no-cache']);
    assert.equal(after.code, 0);
    assert.match(after.stdout, /1 in the baseline/);
    writeTree(root, { 'src/b.ts': LEAK });
    assert.match((await cli(root, ['scan', '--no-cache'])).stdout, /src\/b\.ts:3:14/);
  });

  it('survives shifted lines and another indentation', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    await cli(root, ['baseline']);
    writeTree(root, { 'a.ts': `// new\n\n${LEAK.replaceAll('\n  ', '\n      ')}` });
    assert.equal((await cli(root, ['scan', '--no-cache'])).code, 0);
  });

  it('does not cover a second leak on an equal line', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    await cli(root, ['baseline']);
    const second = LEAK.split('\n').slice(1).join('\n').replace('size(path', 'other(path');
    writeTree(root, { 'a.ts': LEAK + second });
    const { code, stdout } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /1 warning .*1 in the baseline/);
  });

  it('for some paths keeps what it holds of others', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a/x.ts': LEAK, 'b/y.ts': LEAK });
    await cli(root, ['baseline']);
    writeTree(root, { 'a/x.ts': 'export {};\n' });
    await cli(root, ['baseline', 'a']);
    assert.deepEqual(Object.keys(filesIn(contentOf(root, 'leaklint-baseline.json'))), ['b/y.ts']);
  });

  it('that is damaged stops the scan with what to do', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts': LEAK,
      'leaklint-baseline.json': '{"version":1,',
    });
    const { code, stderr } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 2);
    assert.match(stderr, /baseline .* is damaged\. Write it anew/);
  });
});

function filesIn(text: string): object {
  const content: unknown = JSON.parse(text);
  assert.ok(typeof content === 'object' && content !== null && 'files' in content);
  assert.ok(typeof content.files === 'object' && content.files !== null);
  return content.files;
}
