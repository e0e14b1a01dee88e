import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUpAfterEach, LEAK, temporaryProject, writeTree } from '../../test/tools/temp.ts';
import { DiskCache, type CachedResult } from './cache.ts';
import { Workspace } from './workspace.ts';

const result: CachedResult = {
  quiet: false,
  losses: [],
  givenUp: [],
  suppressions: [],
  dependencies: [['/b', 'h']],
  resolutions: [],
};

/** A root whose cache lies inside it. */
function root(): string {
  const made = temporaryProject({});
  mkdirSync(join(made, 'node_modules'));
  return made;
}

function cacheFile(of: string): string {
  const folder = join(of, 'node_modules/.cache/leaklint');
  return join(folder, readdirSync(folder)[0] ?? 'none');
}

describe('result cache', () => {
  cleanUpAfterEach();

  it('gives back what an earlier run found, for the same key only', () => {
    const at = root();
    const first = new DiskCache(at);
    first.set('/a', 'k1', result);
    first.save();
    const second = new DiskCache(at);
    assert.deepEqual(second.get('/a', 'k1'), result);
    assert.equal(second.get('/a', 'k2'), null);
    assert.equal(second.get('/b', 'k1'), null);
  });

  it('takes a torn or changed line as a miss and keeps the others', () => {
    const at = root();
    const cache = new DiskCache(at);
    cache.set('/a', 'k', result);
    cache.set('/b', 'k', result);
    cache.save();
    const [first = '', second = ''] = readFileSync(cacheFile(at), 'utf8').split('\n');
    writeFileSync(cacheFile(at), `${first}\n${second.slice(0, -5)}`);
    assert.deepEqual(new DiskCache(at).get('/a', 'k'), result);
    assert.equal(new DiskCache(at).get('/b', 'k'), null);
    writeFileSync(cacheFile(at), `${first.replace('"h"', '"x"')}\n\u0000\n{}`);
    assert.equal(new DiskCache(at).get('/a', 'k'), null);
  });

  it('of two writers at once loses nothing and stays whole', () => {
    const at = root();
    const [one, other] = [new DiskCache(at), new DiskCache(at)];
    one.get('/x', 'k');
    other.get('/x', 'k');
    one.set('/a', 'k', result);
    other.set('/b', 'k', result);
    one.save();
    other.save();
    const after = new DiskCache(at);
    assert.deepEqual([after.get('/a', 'k'), after.get('/b', 'k')], [result, result]);
    assert.equal(readdirSync(join(at, 'node_modules/.cache/leaklint')).length, 1);
  });

  it('replaces what is old of the same file', () => {
    const at = root();
    for (const key of ['k1', 'k2', 'k3']) {
      const cache = new DiskCache(at);
      cache.set('/a', key, result);
      cache.save();
    }
    assert.equal(readFileSync(cacheFile(at), 'utf8').split('\n').length, 1);
  });

  it('that cannot be written is no failure', () => {
    const at = temporaryProject({ 'node_modules/.cache': 'a file where a folder is wanted' });
    const cache = new DiskCache(at);
    cache.set('/a', 'k', result);
    cache.save();
  });
});

describe('cached results', () => {
  cleanUpAfterEach();

  const caller = `import { openSync } from 'node:fs';
import { close } from './close.js';
export function f(path: string): void {
  const fd = openSync(path, 'r');
  close(fd);
}
`;
  const closes = `import { closeSync } from 'node:fs';\nexport function close(fd: number): void {\n  closeSync(fd);\n}\n`;
  const borrows = `import { fsyncSync } from 'node:fs';\nexport function close(fd: number): void {\n  fsyncSync(fd);\n}\n`;

  /** The state of `a.ts` after a run, and how many findings it has. */
  function check(at: string): [state: string, findings: number] {
    const workspace = new Workspace({ cwd: at, cache: (folder) => new DiskCache(folder), engine: 'test' });
    const { state, findings } = workspace.check(join(at, 'a.ts'));
    workspace.save();
    return [state, findings.length];
  }

  it('are used until the file changes', () => {
    const at = temporaryProject({ 'node_modules/x/package.json': '', 'a.ts': LEAK });
    assert.deepEqual(check(at), ['analysed', 1]);
    assert.deepEqual(check(at), ['cached', 1]);
    writeTree(at, { 'a.ts': `\n${LEAK}` });
    assert.deepEqual(check(at), ['analysed', 1]);
  });

  it('are used until a file that they rest on changes, appears or goes', () => {
    const at = temporaryProject({ 'node_modules/x/package.json': '', 'a.ts': caller, 'close.ts': closes });
    assert.deepEqual(check(at), ['analysed', 0]);
    assert.deepEqual(check(at), ['cached', 0]);
    writeTree(at, { 'close.ts': borrows });
    assert.deepEqual(check(at), ['analysed', 1]);
    // Imported under the name of what it compiles to, a real file of that name comes first.
    writeTree(at, { 'close.js': closes.replace(/: (?:number|void)/g, '') });
    assert.deepEqual(check(at), ['analysed', 0]);
    assert.deepEqual(check(at), ['cached', 0]);
  });

  it('rest on files at any distance', () => {
    const through = `import { close as inner } from './far.js';\nexport function close(fd: number): void {\n  inner(fd);\n}\n`;
    const other = caller.replace('f(path', 'g(path');
    const at = temporaryProject({
      'node_modules/x/package.json': '',
      'a.ts': caller,
      'b.ts': other,
      'close.ts': through,
      'far.ts': closes,
    });
    const both = (): string[] => {
      const workspace = new Workspace({ cwd: at, cache: (folder) => new DiskCache(folder), engine: 'test' });
      // The second file finds the summaries that the first one made already.
      const states = ['b.ts', 'a.ts'].map((file) => workspace.check(join(at, file)));
      workspace.save();
      return states.map(({ state, findings }) => `${state} ${findings.length}`);
    };
    assert.deepEqual(both(), ['analysed 0', 'analysed 0']);
    assert.deepEqual(both(), ['cached 0', 'cached 0']);
    writeTree(at, { 'far.ts': borrows });
    assert.deepEqual(both(), ['analysed 1', 'analysed 1']);
  });

  it('do not depend on levels and suppressions, which are applied afterwards', () => {
    const at = temporaryProject({ 'node_modules/x/package.json': '', 'a.ts': LEAK });
    check(at);
    writeTree(at, { 'leaklint.config.json': '{ "rules": { "unclosed-file": "off" } }' });
    assert.deepEqual(check(at), ['cached', 0]);
  });

  it('does not believe that a file of Go is quiet: a helper of its package may open something by now', async () => {
    const user = 'package m\n\nfunc first(path string) {\n\tfile := openLog(path)\n\tfile.Name()\n}\n';
    const at = root();
    writeTree(at, {
      'helper.go': 'package m\n\nfunc openLog(path string) int {\n\treturn 0\n}\n',
      'user.go': user,
    });
    const findings = async (): Promise<number> => {
      const workspace = new Workspace({ cwd: at, engine: 'e', cache: (of) => new DiskCache(of) });
      const { files } = workspace.discover([at]);
      await workspace.prepare(files);
      const checked = files.map((path) => workspace.check(path));
      workspace.save();
      return checked.reduce((sum, each) => sum + each.findings.length, 0);
    };
    assert.equal(await findings(), 0);
    writeTree(at, {
      'helper.go':
        'package m\n\nimport "os"\n\nfunc openLog(path string) *os.File {\n\tfile, _ := os.Open(path)\n\treturn file\n}\n',
    });
    assert.equal(await findings(), 1);
  });
});
