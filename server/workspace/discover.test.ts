import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject, type Tree } from '../../test/tools/temp.ts';
import { diskFileSystem, type FileSystem } from './filesystem.ts';
import { relativePath } from './paths.ts';
import { Workspace } from './workspace.ts';

function found(root: string, paths: readonly string[] = ['.'], fs: FileSystem = diskFileSystem): string[] {
  const { files } = new Workspace({ cwd: root, fs }).discover(paths.map((path) => join(root, path)));
  return files.map((file) => relativePath(root, file));
}

function project(tree: Tree): string {
  return temporaryProject({ '.git/HEAD': '', ...tree });
}

describe('discovery', () => {
  cleanUpAfterEach();

  it('finds sources of every ending and nothing else', () => {
    const root = project({
      'a.ts': '',
      'b.tsx': '',
      'c.mts': '',
      'd.cts': '',
      'e.js': '',
      'f.jsx': '',
      'g.mjs': '',
      'h.cjs': '',
      'i.d.ts': '',
      'j.json': '',
      'k.d.mts': '',
      'l.css.d.ts': '',
      'm.py': '',
      'n.go': '',
      'o.java': '',
      'p.pyi': '',
      'q.rs': '',
    });
    assert.deepEqual(found(root), [
      'a.ts',
      'b.tsx',
      'c.mts',
      'd.cts',
      'e.js',
      'f.jsx',
      'g.mjs',
      'h.cjs',
      'm.py',
      'n.go',
      'o.java',
    ]);
  });

  it('honours ignore files, nested ones and exceptions included', () => {
    const root = project({
      '.gitignore': 'dist\n*.gen.js\n/only-here.js\n',
      'dist/a.js': '',
      'b.gen.js': '',
      'only-here.js': '',
      'sub/only-here.js': '',
      'sub/.gitignore': 'c.js\n!keep.gen.js\n',
      'sub/c.js': '',
      'sub/keep.gen.ts': '',
      'sub/deep/c.js': '',
      'c.js': '',
    });
    assert.deepEqual(found(root), ['c.js', 'sub/only-here.js']);
  });

  it('honours the ignore files above the folder that is named', () => {
    const root = project({
      '.gitignore': 'packages/*/out\n',
      'packages/a/out/x.js': '',
      'packages/a/y.js': '',
    });
    assert.deepEqual(found(root, ['packages/a']), ['packages/a/y.js']);
  });

  it('does not heed ignore files above the repository', () => {
    const root = temporaryProject({ '.gitignore': '*', 'repo/.git/HEAD': '', 'repo/a.js': '' });
    assert.deepEqual(found(root, ['repo']), ['repo/a.js']);
  });

  it('takes a file or folder that is named although it is ignored', () => {
    const root = project({ '.gitignore': 'dist\n', 'dist/a.js': '', 'dist/sub/b.js': '', 'x.min.js': '' });
    assert.deepEqual(found(root, ['dist/a.js']), ['dist/a.js']);
    assert.deepEqual(found(root, ['dist']), ['dist/a.js', 'dist/sub/b.js']);
    assert.deepEqual(found(root, ['x.min.js']), ['x.min.js']);
    assert.deepEqual(found(root), []);
  });

  it('leaves out node_modules, minified and generated files by name', () => {
    const root = project({
      'node_modules/a/index.js': '',
      'src/node_modules/b.js': '',
      'jquery.min.js': '',
      'api.generated.ts': '',
      'x_pb.js': '',
      'src/a.ts': '',
    });
    assert.deepEqual(found(root), ['src/a.ts']);
  });

  it('leaves out what Go has copied into a vendor folder, unless it is named', () => {
    const root = project({
      'vendor/modules.txt': '# example.com/x v1.0.0\n',
      'vendor/example.com/x/x.go': '',
      'sub/vendor/modules.txt': '',
      'sub/vendor/example.com/y/y.go': '',
      // Somebody's own package.
      'own/vendor/vendor.go': '',
      'main.go': '',
    });
    assert.deepEqual(found(root), ['main.go', 'own/vendor/vendor.go']);
    assert.deepEqual(found(root, ['vendor/example.com']), ['vendor/example.com/x/x.go']);
  });

  it('honours include and exclude, relative to the configuration', () => {
    const root = project({
      'sub/leaklint.config.json': '{ "include": ["src"], "exclude": ["src/old/", "*.test.ts"] }',
      'sub/src/a.ts': '',
      'sub/src/a.test.ts': '',
      'sub/src/old/b.ts': '',
      'sub/other/c.ts': '',
      'd.ts': '',
    });
    assert.deepEqual(found(root), ['d.ts', 'sub/src/a.ts']);
  });

  it('follows no link in circles and sees no file twice', () => {
    const root = project({ 'src/a.ts': '', 'src/deep/b.ts': '' });
    symlinkSync('..', join(root, 'src/deep/up'));
    symlinkSync('src', join(root, 'also-src'));
    symlinkSync('a.ts', join(root, 'src/c.ts'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('nowhere', join(root, 'broken.ts'));
    const files = found(root);
    assert.equal(files.length, 2);
    assert.deepEqual(files.map((file) => file.replace(/^also-src/, 'src')).sort(), [
      'src/a.ts',
      'src/deep/b.ts',
    ]);
  });

  it('tells once of a folder that cannot be read, and goes on', () => {
    const root = project({ 'src/a.ts': '', 'locked/b.ts': '' });
    const fs: FileSystem = {
      ...diskFileSystem,
      list(folder) {
        if (folder.endsWith('locked')) throw new Error("EACCES: permission denied, scandir '/locked'");
        return diskFileSystem.list(folder);
      },
    };
    const workspace = new Workspace({ cwd: root, fs });
    const discovery = workspace.discover([root]);
    assert.deepEqual(discovery.files, [join(root, 'src/a.ts')]);
    assert.equal(discovery.notices.length, 1);
    assert.match(discovery.notices[0]!.message, /could not be read \(EACCES: permission denied\)/);
  });

  it('says which named paths do not exist', () => {
    const root = project({ 'a.ts': '' });
    const { missing, files } = new Workspace({ cwd: root }).discover([
      join(root, 'a.ts'),
      join(root, 'b.ts'),
    ]);
    assert.deepEqual(missing, [join(root, 'b.ts')]);
    assert.deepEqual(files, [join(root, 'a.ts')]);
  });
});
