import assert from 'node:assert/strict';
import { join } from 'node:path';
import { temporaryProject } from '../../test/tools/temp.ts';
import { diskFileSystem } from './filesystem.ts';
import { Roots } from './roots.ts';

describe('the root of a folder', () => {
  it('is the nearest repository, whatever lies between', () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a/package.json': '{}',
      'a/b/.git/HEAD': '',
      'a/b/c/x.ts': '',
    });
    const roots = new Roots(diskFileSystem);
    assert.equal(roots.of(join(root, 'a'), '/elsewhere'), root);
    assert.equal(roots.of(join(root, 'a/b/c'), '/elsewhere'), join(root, 'a/b'));
  });

  it('is the working folder or the outermost project where there is none', () => {
    const root = temporaryProject({
      'a/package.json': '{}',
      'a/b/package.json': '{}',
      'a/b/c/x.ts': '',
      'd/x.ts': '',
    });
    const roots = new Roots(diskFileSystem);
    assert.equal(roots.of(join(root, 'a/b/c'), join(root, 'a/b')), join(root, 'a/b'));
    assert.equal(roots.of(join(root, 'a/b/c'), '/elsewhere'), join(root, 'a'));
    assert.equal(roots.of(join(root, 'd'), '/elsewhere'), join(root, 'd'));
  });

  it('is asked for again when it was forgotten', () => {
    const seen = new Set<string>();
    const roots = new Roots({
      ...diskFileSystem,
      info: (path) => (seen.has(path) ? { kind: 'directory', size: 0 } : null),
    });
    assert.equal(roots.of('/a/b', '/elsewhere'), '/a/b');
    seen.add('/a/.git');
    assert.equal(roots.of('/a/b', '/elsewhere'), '/a/b');
    roots.forget();
    assert.equal(roots.of('/a/b', '/elsewhere'), '/a');
  });
});
