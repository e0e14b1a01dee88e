import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver';
import { cleanUpAfterEach, LEAK, temporaryProject } from '../tools/temp.ts';
import { pushClient } from './capabilities.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';

describe('language server: life', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('ends with 0 when told to, with 1 when its client dies, and the next one knows the same', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const path = join(root, 'a.ts');
    const first = await FakeEditor.start({ folders: [root] });
    await first.open(path, LEAK);
    await first.pull(path);
    assert.equal(await first.kill(), 1);
    const second = await FakeEditor.start({ folders: [root] });
    await second.open(path, LEAK);
    await second.pull(path);
    assert.deepEqual(second.findings(path), first.findings(path));
    assert.equal(await second.end(), 0);
  });

  it('answers a cancelled question at once, at whatever point it is cancelled', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    const textDocument = { uri: uri(path) };
    const range = { start: { line: 2, character: 15 }, end: { line: 2, character: 15 } };
    const questions: readonly [string, object][] = [
      ['textDocument/diagnostic', { textDocument }],
      ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
      ['textDocument/hover', { textDocument, position: range.start }],
      ['leaklint/explain', { uri: uri(path), position: range.start }],
      ['leaklint/scan', {}],
      ['workspace/diagnostic', { previousResultIds: [] }],
    ];
    for (const [method, params] of questions) {
      for (let turns = 0; turns < 12; turns++) {
        const source = new CancellationTokenSource();
        const answer = editor.connection.sendRequest(method, params, source.token).then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? error.message : ''),
        );
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setImmediate(resolve));
        source.cancel();
        assert.match(await answer, /^(?:answered$|Cancelled|Request .* got cancelled|.*[Cc]ancel)/, method);
        source.dispose();
      }
      await editor.edit(path, [0, 0, '\n']);
      assert.equal((await editor.pull(path)).length, 1);
    }
  });

  it('drops changes that come out of order, and says so', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    await editor.edit(path, [0, 0, '\n\n']);
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(path), version: 1 },
      contentChanges: [{ text: '' }],
    });
    await editor.pull(path);
    assert.deepEqual(editor.findings(path), ['5 unclosed-file']);
    assert.match(editor.log.join('\n'), /was dropped/);
  });

  it('places findings in UTF-16 columns behind emoji, whatever ends the lines', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    for (const lineEnd of ['\n', '\r\n']) {
      const text = LEAK.replace('const fd', '/* 🚰🚰 */ const fd').replaceAll('\n', lineEnd);
      await editor.open(path, text);
      const [found] = await editor.pull(path);
      const document = editor.document(path);
      assert.ok(found);
      assert.equal(document.getText(found.range), "openSync(path, 'r')");
      assert.equal(found.range.start.character, 13 + '/* 🚰🚰 */ '.length);
      await editor.close(path);
    }
  });

  it('serves several folders, each with its own configuration, and follows their coming and going', async () => {
    const off = '{ "rules": { "unclosed-file": "off" } }';
    const one = temporaryProject({ 'a.ts': LEAK, 'leaklint.config.json': off });
    const two = temporaryProject({ 'a.ts': LEAK });
    const editor = await FakeEditor.start({ folders: [one, two] });
    editor.watchWorkspace();
    const { files, warnings } = await editor.request('leaklint/scan', {});
    assert.deepEqual([files, warnings], [2, 1]);
    const path = join(two, 'a.ts');
    await editor.until(() => editor.findings(path).length === 1);
    assert.deepEqual(editor.findings(join(one, 'a.ts')), []);
    const change = (added: readonly string[], removed: readonly string[]): Promise<void> => {
      const folders = (paths: readonly string[]): object[] =>
        paths.map((each) => ({ uri: uri(each), name: each }));
      const event = { added: folders(added), removed: folders(removed) };
      return editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    };
    await change([], [two]);
    await editor.until(() => editor.findings(path).length === 0);
    editor.settings = { '': { scanOnStart: true } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.refreshes > 0);
    await change([two], []);
    await editor.until(() => editor.findings(path).length === 1);
  });

  it('shows the progress of a scan, and ends it when that is cancelled', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`a${index}.ts`, LEAK]));
    const root = temporaryProject({ '.git/HEAD': '', ...files });
    const editor = await FakeEditor.start({ folders: [root] });
    const scan = editor.request('leaklint/scan', {});
    await editor.until(() => editor.progress.length > 0);
    const [begin] = editor.progress;
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token: begin?.token });
    const { cancelled, files: done } = await scan;
    assert.equal(cancelled, true);
    assert.ok(done < 60);
    await editor.until(() => JSON.stringify(editor.progress.at(-1)?.value) === '{"kind":"end"}');
    const whole = await editor.request('leaklint/scan', {});
    assert.deepEqual([whole.files, whole.warnings, whole.cancelled], [60, 60, false]);
    assert.equal((await editor.request('leaklint/findings', {})).length, 60);
    assert.ok(editor.statuses.some(({ state }) => state === 'scanning'));
    assert.equal(editor.statuses.at(-1)?.state, 'idle');
  });

  it('answers what the client asks besides: report, configuration, debug information', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'leaklint.config.json': '{ "tests": "off" }',
      'a.ts': LEAK,
    });
    const editor = await FakeEditor.start({ folders: [root] });
    await editor.request('leaklint/scan', { uri: uri(root) });
    const [item] = await editor.request('leaklint/findings', {});
    assert.deepEqual(
      [item?.rule, item?.resource, item?.lostPath, item?.fixable],
      ['unclosed-file', 'file descriptor', 'on an early return', null],
    );
    assert.ok((item?.steps.length ?? 0) >= 2);
    const { content } = await editor.request('leaklint/report', { format: 'sarif' });
    assert.match(content, /"ruleId": "unclosed-file"/);
    const { settings } = await editor.request('leaklint/effectiveConfiguration', {
      uri: uri(join(root, 'a.ts')),
    });
    const config = join(root, 'leaklint.config.json');
    assert.deepEqual(
      settings.find(({ name }) => name === 'tests'),
      { name: 'tests', value: '"off"', source: config },
    );
    assert.equal(settings.find(({ name }) => name === 'rules.unclosed-file')?.source, 'default');
    assert.equal(settings.find(({ name }) => name === 'leaklint.delay')?.source, 'editor settings');
    const { text } = await editor.request('leaklint/debugInformation', {});
    assert.match(text, /Findings: 1 warnings/);
    assert.ok(!text.includes('openSync'));
  });

  it('drops caches above the ceiling of memory and still finds the same', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`a${index}.ts`, LEAK]));
    const root = temporaryProject({ '.git/HEAD': '', ...files });
    // Less than any process of ours uses.
    const editor = await FakeEditor.start({ folders: [root], settings: { '': { memoryLimit: 16 } } });
    const { warnings } = await editor.request('leaklint/scan', {});
    assert.equal(warnings, 40);
    const { text } = await editor.request('leaklint/debugInformation', {});
    assert.doesNotMatch(text, /dropped 0 times/);
  });

  it('takes settings from clients that send them by themselves', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const capabilities = { ...pushClient, workspace: {} };
    const settings = { '': { enable: false, delay: 0 } };
    const editor = await FakeEditor.start({ folders: [root], capabilities, settings });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    await editor.until(() => editor.statuses.some(({ state }) => state === 'idle'));
    assert.deepEqual(editor.findings(path), []);
    const sent = { settings: { leaklint: { delay: 0 } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', sent);
    await editor.until(() => editor.findings(path).length > 0);
  });
});
