import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUpAfterEach, LEAK, temporaryProject, writeTree } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';

const HELPER = `import { openSync } from 'node:fs';
export function openLog(path: string): number {
  return openSync(path, 'a');
}
`;
const HARMLESS = `export function openLog(path: string): number {
  return path.length;
}
`;
const USER = `import { openLog } from './helper.js';
export function log(path: string): boolean {
  const file = openLog(path);
  return path === '';
}
`;

describe('language server: what changes', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('in one file brings findings in another that nobody has opened', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'helper.ts': HARMLESS, 'user.ts': USER });
    const editor = await FakeEditor.start({ folders: [root] });
    const [helper, user] = [join(root, 'helper.ts'), join(root, 'user.ts')];
    editor.watchWorkspace();
    assert.deepEqual(await scan(editor), { files: 2, warnings: 0, information: 0 });
    await editor.open(helper, HARMLESS);
    await editor.replace(helper, HARMLESS, HELPER);
    await editor.until(() => editor.findings(user).length > 0);
    assert.deepEqual(editor.findings(user), ['3 unclosed-file']);
    await editor.replace(helper, HELPER, HARMLESS);
    await editor.until(() => editor.findings(user).length === 0);
  });

  it('in one file has the client ask again for another that is open', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'helper.ts': HARMLESS, 'user.ts': USER });
    const editor = await FakeEditor.start({ folders: [root] });
    const [helper, user] = [join(root, 'helper.ts'), join(root, 'user.ts')];
    await editor.open(helper, HARMLESS);
    await editor.open(user, USER);
    assert.deepEqual(await editor.pull(user), []);
    await editor.replace(helper, HARMLESS, HELPER);
    await editor.until(() => editor.refreshes > 0);
    await editor.pull(user);
    assert.deepEqual(editor.findings(user), ['3 unclosed-file']);
  });

  it('on disk is seen: files changed, created, renamed and deleted, and whole folders', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'user.ts': USER, 'sub/a.ts': LEAK, 'sub/b.ts': LEAK });
    const at = (file: string): string => join(root, file);
    const editor = await FakeEditor.start({ folders: [root] });
    editor.watchWorkspace();
    assert.deepEqual(await scan(editor), { files: 3, warnings: 2, information: 0 });
    writeTree(root, { 'helper.ts': HELPER });
    await editor.watched([[at('helper.ts'), 1]]);
    await editor.until(() => editor.findings(at('user.ts')).length > 0);
    writeTree(root, { 'helper.ts': HARMLESS });
    await editor.watched([[at('helper.ts'), 2]]);
    await editor.until(() => editor.findings(at('user.ts')).length === 0);
    writeTree(root, { 'helper.ts': HELPER, 'other.ts': LEAK });
    await editor.watched([
      [at('helper.ts'), 2],
      [at('other.ts'), 1],
    ]);
    await editor.until(() => editor.findings(at('other.ts')).length > 0);
    rmSync(at('sub'), { recursive: true });
    rmSync(at('helper.ts'));
    await editor.watched([
      [at('sub'), 3],
      [at('helper.ts'), 3],
    ]);
    const shown = () => ['sub/a.ts', 'sub/b.ts', 'user.ts'].flatMap((file) => editor.findings(at(file)));
    await editor.until(() => shown().length === 0);
    const items = await editor.request('leaklint/findings', {});
    assert.deepEqual(
      items.map((item) => item.uri),
      [uri(at('other.ts'))],
    );
  });

  it('in the configuration counts at once, and a broken one leaves things as they were', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'leaklint.config.json': '{}', 'a.ts': LEAK });
    const at = (file: string): string => join(root, file);
    const config = at('leaklint.config.json');
    const editor = await FakeEditor.start({ folders: [root] });
    editor.watchWorkspace();
    await scan(editor);
    const change = async (text: string): Promise<void> => {
      writeTree(root, { 'leaklint.config.json': text });
      await editor.watched([[config, 2]]);
    };
    await change('{ "rules": { "unclosed-file": "off" } }');
    await editor.until(() => editor.findings(at('a.ts')).length === 0);
    await change('{ "rules": { "unclosed-file": "error" } }');
    await editor.until(() => editor.shown.get(uri(at('a.ts')))?.[0]?.severity === 1);
    await change('{ "rules": { "unclosed-fil');
    await editor.until(() => (editor.shown.get(uri(config)) ?? []).length > 0);
    assert.equal(editor.shown.get(uri(at('a.ts')))?.[0]?.severity, 1);
    const { problems } = await editor.request('leaklint/effectiveConfiguration', { uri: uri(at('a.ts')) });
    assert.match(problems.join(), /no valid JSON/);
    await change('{}');
    await editor.until(() => (editor.shown.get(uri(config)) ?? []).length === 0);
    await editor.until(() => editor.shown.get(uri(at('a.ts')))?.[0]?.severity === 2);
  });

  it('in ignore files decides which files are known', async () => {
    const root = temporaryProject({ '.git/HEAD': '', '.gitignore': 'a.ts\n', 'a.ts': LEAK, 'b.ts': LEAK });
    const at = (file: string): string => join(root, file);
    const editor = await FakeEditor.start({ folders: [root] });
    editor.watchWorkspace();
    assert.deepEqual(await scan(editor), { files: 1, warnings: 1, information: 0 });
    writeTree(root, { '.gitignore': 'b.ts\n' });
    await editor.watched([[at('.gitignore'), 2]]);
    await editor.until(
      () => editor.findings(at('a.ts')).length > 0 && editor.findings(at('b.ts')).length === 0,
    );
  });

  it('in settings counts at once', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    await editor.pull(path);
    editor.settings = { [uri(root)]: { minimumSeverity: 'error' } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.refreshes > 0);
    assert.deepEqual(await editor.pull(path), []);
    editor.settings = { [uri(root)]: { enable: false } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.refreshes > 1);
    assert.deepEqual(await editor.pull(path), []);
  });

  it('when a document is closed: the disk counts again, and what nobody scanned is forgotten', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    editor.watchWorkspace();
    await editor.open(path, LEAK.replace('openSync(path', 'Number(path'));
    assert.deepEqual(await editor.pull(path), []);
    await scan(editor);
    await editor.close(path);
    await editor.until(() => editor.findings(path).length > 0);
    const other = join(root, 'b.ts');
    await editor.open(other, LEAK);
    await editor.until(() => editor.findings(other).length > 0);
    await editor.close(other);
    // It was never on disk.
    await editor.until(() => editor.findings(other).length === 0);
  });
});

async function scan(editor: FakeEditor): Promise<{ files: number; warnings: number; information: number }> {
  const { files, warnings, information } = await editor.request('leaklint/scan', {});
  return { files, warnings, information };
}
