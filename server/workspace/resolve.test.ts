import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject, type Tree } from '../../test/tools/temp.ts';
import { relativePath } from './paths.ts';
import { Workspace } from './workspace.ts';

/** Resolves `specifier` from a file in a project made of these files. */
function resolving(tree: Tree, from: string): (specifier: string) => string | null {
  const root = temporaryProject({ '.git/HEAD': '', ...tree });
  const around = new Workspace({ cwd: root }).surroundingsOf(join(root, from));
  return (specifier) => {
    const found = around.resolve(join(root, from), specifier);
    return found === null ? null : relativePath(root, found);
  };
}

describe('module resolution', () => {
  cleanUpAfterEach();

  it('finds relative files with and without their ending, and indexes', () => {
    const resolve = resolving(
      { 'src/a.ts': '', 'src/b.js': '', 'src/c/index.ts': '', 'src/d.tsx': '', 'e.ts': '' },
      'src/x.ts',
    );
    assert.equal(resolve('./a'), 'src/a.ts');
    assert.equal(resolve('./a.ts'), 'src/a.ts');
    assert.equal(resolve('./a.js'), 'src/a.ts');
    assert.equal(resolve('./b'), 'src/b.js');
    assert.equal(resolve('./c'), 'src/c/index.ts');
    assert.equal(resolve('./c/index.js'), 'src/c/index.ts');
    assert.equal(resolve('./d.js'), 'src/d.tsx');
    assert.equal(resolve('./d.jsx'), 'src/d.tsx');
    assert.equal(resolve('../e'), 'e.ts');
    assert.equal(resolve('..'), null);
    assert.equal(resolve('./nothing'), null);
    assert.equal(resolve('lodash'), null);
    assert.equal(resolve('node:fs'), null);
  });

  it('maps the endings of compiled modules', () => {
    const resolve = resolving({ 'a.mts': '', 'b.cts': '', 'c.js': '', 'c.ts': '' }, 'x.ts');
    assert.equal(resolve('./a.mjs'), 'a.mts');
    assert.equal(resolve('./b.cjs'), 'b.cts');
    assert.equal(resolve('./c.js'), 'c.js');
  });

  it('follows the paths of the nearest tsconfig.json, extended and with comments', () => {
    const tree = {
      'base.json':
        '{ "compilerOptions": { "baseUrl": ".", "target": "ES2022", "paths": { "@lib/*": ["lib/*"], "@lib/special/*": ["special/*"] } } }',
      'app/tsconfig.json': '{ // comment\n "extends": "../base", "compilerOptions": { "strict": true, }, }',
      'app/src/x.ts': '',
      'lib/a.ts': '',
      'special/b.ts': '',
      'bare.ts': '',
    };
    const resolve = resolving(tree, 'app/src/x.ts');
    assert.equal(resolve('@lib/a'), 'lib/a.ts');
    assert.equal(resolve('@lib/special/b'), 'special/b.ts');
    assert.equal(resolve('bare'), 'bare.ts');
    assert.equal(resolve('@lib/none'), null);
  });

  it('takes paths relative to the file that says them', () => {
    const resolve = resolving(
      {
        'p/tsconfig.json': '{"compilerOptions":{"paths":{"~":["./src/index.ts"],"~/*":["./src/*"]}}}',
        'p/src/index.ts': '',
        'p/src/a.ts': '',
      },
      'p/x.ts',
    );
    assert.equal(resolve('~'), 'p/src/index.ts');
    assert.equal(resolve('~/a'), 'p/src/a.ts');
  });

  it('follows a solution file to its first reference', () => {
    const resolve = resolving(
      {
        'tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
        'tsconfig.app.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
        'src/a.ts': '',
      },
      'x.ts',
    );
    assert.equal(resolve('@/a'), 'src/a.ts');
  });

  it('never leads outside the root, into packages or to ignored files', () => {
    const root = temporaryProject({
      'out.ts': '',
      'repo/.git/HEAD': '',
      'repo/.gitignore': 'dist\n',
      'repo/dist/a.js': '',
      'repo/node_modules/m/index.js': '',
      'repo/data.json': '',
    });
    const from = join(root, 'repo/x.ts');
    const around = new Workspace({ cwd: root }).surroundingsOf(from);
    for (const specifier of ['../out', './dist/a', './node_modules/m', './data.json']) {
      assert.equal(around.resolve(from, specifier), null, specifier);
    }
  });

  it('ignores a broken tsconfig.json and says so once', () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'tsconfig.json': '{ "compilerOptions": ',
      'a.ts': '',
      'sub/b.ts': '',
    });
    const workspace = new Workspace({ cwd: root });
    assert.equal(
      workspace.surroundingsOf(join(root, 'a.ts')).resolve(join(root, 'sub/b.ts'), '../a'),
      join(root, 'a.ts'),
    );
    assert.equal(workspace.surroundingsOf(join(root, 'a.ts')).compiler(join(root, 'a.ts')), null);
    assert.equal(workspace.notices().length, 1);
    assert.match(workspace.notices()[0]!.message, /no valid JSON/);
  });

  it('survives a tsconfig.json that extends itself', () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'tsconfig.json': '{"extends":"./tsconfig.json","compilerOptions":{"target":"es2020"}}',
    });
    assert.equal(
      new Workspace({ cwd: root }).surroundingsOf(join(root, 'a.ts')).compiler(join(root, 'a.ts'))?.target,
      'es2020',
    );
  });
});
