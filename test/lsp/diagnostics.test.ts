import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, LEAK, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';

const LEAKING = ['3 unclosed-file'];

describe('language server: diagnostics', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('are pulled, with an address for the rule and the path on which the resource is lost', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    const [found] = await editor.pull(path);
    assert.equal(found?.code, 'unclosed-file');
    assert.deepEqual(found.range, { start: { line: 2, character: 13 }, end: { line: 2, character: 32 } });
    assert.match(found.codeDescription?.href ?? '', /^file:.*unclosed-file/);
    assert.deepEqual(
      found.relatedInformation?.map(({ location, message }) => [
        location.uri,
        location.range.start.line,
        message,
      ]),
      [
        [uri(path), 2, 'opened here'],
        [uri(path), 3, 'this branch is taken'],
        [uri(path), 3, 'returns here without closing it'],
      ],
    );
  });

  it('follow every edit, and say so when nothing changed', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    await editor.pull(path);
    assert.deepEqual(editor.findings(path), LEAKING);
    await editor.edit(path, [0, 0, '\n']);
    await editor.pull(path);
    assert.deepEqual(editor.findings(path), ['4 unclosed-file']);
    await editor.replace(path, 'openSync(path', 'Number(path');
    await editor.pull(path);
    assert.deepEqual(editor.findings(path), []);
    await editor.edit(path, [0, 0, '// no leak\n']);
    await editor.pull(path);
    assert.match(editor.trace(), /"kind":"unchanged"/);
  });

  it('are pushed with their version to clients that cannot pull', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root], mode: 'push' });
    assert.equal(editor.initializeResult?.capabilities.diagnosticProvider, undefined);
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    await editor.until(() => editor.findings(path).length > 0);
    assert.deepEqual(editor.findings(path), LEAKING);
    await editor.replace(path, 'openSync(path', 'Number(path');
    await editor.until(() => editor.findings(path).length === 0);
    assert.equal(editor.versions.get(uri(path)), 2);
  });
});
