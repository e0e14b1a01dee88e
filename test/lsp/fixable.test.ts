import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanUpAfterEach, LEAK, temporaryProject } from '../tools/temp.ts';
import { pushClient } from './capabilities.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';

/** The rule knows fixes, but none that could be made here: the variable belongs to the loop. */
const NO_FIX = `import { closeSync, openSync } from 'node:fs';
export function isEmpty(path: string): boolean {
  for (const fd = openSync(path, 'r'); ; ) {
    if (path === '') return true;
    closeSync(fd);
    return false;
  }
}
`;

describe('language server: fixability', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('is tried for a finding when somebody asks, also of a file that is not open, and remembered', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK, 'b.ts': NO_FIX });
    const editor = await FakeEditor.start({ folders: [root] });
    await editor.request('leaklint/scan', {});
    const known = async () => (await editor.request('leaklint/findings', {})).map(({ fixable }) => fixable);
    assert.deepEqual(await known(), [null, null]);
    const [one, other] = await editor.request('leaklint/findings', {});
    assert.ok(one && other);
    assert.equal(await editor.request('leaklint/fixable', one), true);
    assert.deepEqual(await known(), [true, null]);
    assert.equal(await editor.request('leaklint/fixable', other), false);
    assert.deepEqual(await known(), [true, false]);
    assert.equal(await editor.request('leaklint/fixable', { ...one, id: 'gone' }), false);
    assert.equal(await editor.request('leaklint/fixable', { ...one, uri: uri(join(root, 'c.ts')) }), false);
  });

  it('is that of the text as it is now', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const path = join(root, 'a.ts');
    const editor = await FakeEditor.start({ folders: [root] });
    await editor.open(path, LEAK);
    await editor.pull(path);
    await editor.actions(path, LEAK.indexOf('openSync(path'));
    const [item] = await editor.request('leaklint/findings', {});
    assert.equal(item?.fixable, true);
    await editor.edit(path, [0, LEAK.length, NO_FIX]);
    await editor.pull(path);
    const [changed] = await editor.request('leaklint/findings', {});
    assert.ok(changed);
    assert.equal(changed.fixable, null);
    assert.equal(await editor.request('leaklint/fixable', changed), false);
  });
});

describe('language server: documentation of actions', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('is a page that the client opens, where it can', async () => {
    const editor = await FakeEditor.start({ folders: [temporaryProject({ '.git/HEAD': '' })] });
    const { codeActionProvider, executeCommandProvider } = editor.initializeResult?.capabilities ?? {};
    assert.ok(typeof codeActionProvider === 'object');
    const [documentation] = codeActionProvider.documentation ?? [];
    assert.equal(documentation?.kind, 'quickfix');
    assert.match(documentation.command.title, /before it offers a fix/);
    const { command } = documentation.command;
    assert.deepEqual(executeCommandProvider?.commands, [command]);
    await editor.connection.sendRequest('workspace/executeCommand', { command });
    const [shown = ''] = editor.documentsShown;
    assert.match(shown, /fixes\.md$/);
    assert.ok(existsSync(fileURLToPath(shown)));
    assert.equal(await editor.connection.sendRequest('workspace/executeCommand', { command: 'other' }), null);
    assert.equal(editor.documentsShown.length, 1);
  });

  it('is not spoken of where the client cannot show it', async () => {
    const folders = [temporaryProject({ '.git/HEAD': '' })];
    const editor = await FakeEditor.start({ folders, capabilities: pushClient });
    const { codeActionProvider, executeCommandProvider } = editor.initializeResult?.capabilities ?? {};
    assert.ok(typeof codeActionProvider === 'object');
    assert.equal(codeActionProvider.documentation, undefined);
    assert.equal(executeCommandProvider, undefined);
  });
});
