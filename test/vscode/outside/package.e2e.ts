/** What is in the package, and how large it is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { inProject } from '../../tools/project.ts';
import { vsixPath } from '../../tools/package.ts';

describe('the package', () => {
  it('has 3 MB at most', () => {
    assert.ok(statSync(vsixPath).size <= 3_000_000, `it has ${statSync(vsixPath).size} bytes`);
  });

  it('holds what users need and nothing else', () => {
    const vsce = inProject('node_modules/@vscode/vsce/vsce');
    const { stdout } = spawnSync(process.execPath, [vsce, 'ls', '--no-dependencies'], {
      cwd: inProject('.'),
      encoding: 'utf8',
    });
    const files = stdout.split('\n').filter((file) => /^\S+\.\w+$|^LICENSE$/.test(file));
    const allowed =
      /^(?:dist\/[\w-]+\.(?:cjs|wasm)|dist\/(?:leaklint|compiler|extension)\.licences\.txt|dist\/rules\/.*\.md|schema\/.*|client\/(?:l10n|media)\/.*|(?:client\/)?README\.md|package(?:\.nls.*)?\.json|CHANGELOG\.md|LICENSE)$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
    for (const needed of [
      'dist/extension.cjs',
      'dist/language-client.cjs',
      'dist/leaklint.cjs',
      'dist/compiler.cjs',
      'dist/typescript.cjs',
      'dist/flow-types.cjs',
      'dist/compiler.licences.txt',
      'dist/leaklint.licences.txt',
      'dist/extension.licences.txt',
      'LICENSE',
    ])
      assert.ok(files.includes(needed), needed);
  });
});
