import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, LEAK, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';

describe('language server: code actions', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  async function opened(
    name: string,
    text: string,
    mode: 'pull' | 'push' = 'pull',
  ): Promise<{ editor: FakeEditor; path: string }> {
    const root = temporaryProject({ '.git/HEAD': '', [name]: text });
    const editor = await FakeEditor.start({ folders: [root], mode });
    const path = join(root, name);
    await editor.open(path, text);
    return { editor, path };
  }

  /** The text after an action whose title matches, chosen at the first place of `at`. */
  async function after(name: string, text: string, at: string, title: RegExp): Promise<string> {
    const { editor, path } = await opened(name, text);
    const actions = await editor.actions(path, text.indexOf(at));
    const action = actions.find((each) => title.test(each.title));
    assert.ok(action, `offered are ${actions.map((each) => each.title).join(', ')}`);
    await editor.apply(path, action);
    const left = await editor.pull(path);
    assert.deepEqual(
      left.filter(({ code }) => code === 'unclosed-file' || code === 'unused-suppression'),
      [],
    );
    return editor.text(path);
  }

  it('offer fixes with one preferred, and their edits only when chosen', async () => {
    const { editor, path } = await opened('a.ts', LEAK);
    const actions = await editor.actions(path, LEAK.indexOf('openSync(path'));
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ['Close `fd` in a `finally` block', true],
        ['Suppress `unclosed-file` on this line', false],
        ['Suppress `unclosed-file` in this file', false],
      ],
    );
    assert.ok(actions.every(({ edit, diagnostics }) => edit === undefined && diagnostics?.length === 1));
    const [fix] = actions;
    assert.ok(fix);
    const { edit } = await editor.resolve(fix);
    assert.deepEqual(
      edit?.documentChanges?.map((each) => 'textDocument' in each && each.textDocument),
      [{ uri: uri(path), version: 1 }],
    );
    assert.match(editor.applied(path, edit), /finally \{\n {4}closeSync\(fd\);\n/);
  });

  it('bring their edits along for clients that do not ask', async () => {
    const { editor, path } = await opened('a.ts', LEAK, 'push');
    const [fix] = await editor.actions(path, LEAK.indexOf('openSync(path'));
    assert.match(editor.applied(path, fix?.edit), /finally/);
  });

  it('are refused when the document has another version by then', async () => {
    const { editor, path } = await opened('a.ts', LEAK);
    const [fix] = await editor.actions(path, LEAK.indexOf('openSync(path'));
    assert.ok(fix);
    await editor.edit(path, [0, 0, '\n']);
    await assert.rejects(editor.resolve(fix), /has changed meanwhile/);
  });

  it('apply all safe fixes of a file at once, with its line ends', async () => {
    const text = `${LEAK}${LEAK.slice(LEAK.indexOf('export')).replace('size(path', 'more(path')}`.replaceAll(
      '\n',
      '\r\n',
    );
    const { editor, path } = await opened('a.ts', text);
    const [all, ...others] = await editor.actions(path, 'all', ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.equal(all?.kind, 'source.fixAll.leaklint');
    await editor.apply(path, all);
    assert.equal(editor.text(path).split('finally').length, 3);
    assert.equal(editor.text(path).replaceAll('\r\n', '').includes('\n'), false);
    assert.deepEqual(await editor.pull(path), []);
    assert.deepEqual(await editor.actions(path, 'all', ['source.fixAll.leaklint']), []);
  });

  it('suppress a line', async () => {
    const text = await after('a.ts', LEAK, 'openSync(path', /on this line/);
    assert.match(text, /^ {2}\/\/ leaklint-ignore-next-line unclosed-file\n {2}const fd/m);
  });

  it('suppress a file, below a shebang', async () => {
    const text = `#!/usr/bin/env node\n${LEAK}`;
    assert.match(
      await after('a.ts', text, 'openSync(path', /in this file/),
      /^#!.*\n\/\* leaklint-ignore-file unclosed-file \*\/\nimport/,
    );
  });

  it('suppress above comments that speak of the next line', async () => {
    const text = LEAK.replace('  const fd', '  // eslint-disable-next-line no-x\n  const fd');
    assert.match(
      await after('a.ts', text, 'openSync(path', /on this line/),
      /unclosed-file\n {2}\/\/ eslint-disable/,
    );
  });

  it('suppress in a template, where a line of its own would be text', async () => {
    const text = `import { openSync } from 'node:fs';
export function f(path: string) {
  return \`
    \${openSync(path, 'r') > 3 ? 1 : 2}
  \`;
}
`;
    assert.match(
      await after('a.ts', text, 'openSync(path', /on this line/),
      /\{\/\* leaklint-ignore-line unclosed-file \*\/ openSync/,
    );
  });

  it('suppress between JSX elements in braces, and beside text right before the call', async () => {
    const text = (inside: string): string => `import { openSync } from 'node:fs';
export function F({ path }: { path: string }) {
  return (
    <p>
${inside}
    </p>
  );
}
`;
    const alone = text("      {openSync(path, 'r') > 3 ? 'a' : 'b'}");
    assert.match(
      await after('a.tsx', alone, 'openSync(path', /on this line/),
      /^ {6}\{\/\* leaklint-ignore-next-line unclosed-file \*\/\}$/m,
    );
    const beside = text("      some words\n      and {openSync(path, 'r') > 3 ? 'a' : 'b'}");
    assert.match(
      await after('a.tsx', beside, 'openSync(path', /on this line/),
      /and \{\/\* leaklint-ignore-line/,
    );
  });

  it('extend a comment that suppresses something else on the line', async () => {
    const text = LEAK.replace(
      '  const fd',
      '  // leaklint-ignore-next-line unsafe-pipe: why not\n  const fd',
    );
    const { editor, path } = await opened('a.ts', text);
    const actions = await editor.actions(path, text.indexOf('openSync(path'));
    await editor.apply(
      path,
      actions.find(({ title }) => /on this line/.test(title))!,
    );
    assert.match(
      editor.text(path),
      /^ {2}\/\/ leaklint-ignore-next-line unsafe-pipe, unclosed-file: why not$/m,
    );
  });

  it('delete a comment that suppresses nothing, which is drawn as unnecessary', async () => {
    const text = LEAK.replace('  const fd = openSync', '  // leaklint-ignore-next-line\n  const fd = Number');
    const { editor, path } = await opened('a.ts', text);
    const [unused] = await editor.pull(path);
    assert.deepEqual(unused?.tags, [1]);
    const [action] = await editor.actions(path, text.indexOf('leaklint-'));
    await editor.apply(path, action!);
    assert.equal(editor.text(path), LEAK.replace('openSync(path', 'Number(path'));
  });
});

describe('language server: hover', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('tells of a resource what it is, who has it and why it is reported', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, LEAK);
    for (const at of ['fd = ', 'openSync(path']) {
      const hover = JSON.stringify(await editor.hover(path, LEAK.indexOf(at)));
      assert.match(hover, /`openSync`\*\* gives a file descriptor.*line 6: released.*Reported as warning/);
    }
    assert.equal(await editor.hover(path, LEAK.indexOf('readSync(fd')), null);
    const found = await editor.request('leaklint/explain', {
      uri: uri(path),
      position: { line: 2, character: 0 },
    });
    assert.match(found?.markdown ?? '', /gives a file descriptor/);
    assert.equal(
      await editor.request('leaklint/explain', { uri: uri(path), position: { line: 0, character: 0 } }),
      null,
    );
  });

  it('tells of a comment what it suppresses', async () => {
    const text = LEAK.replace('  const fd', '  // leaklint-ignore-next-line unclosed-file: kept\n  const fd');
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root] });
    const path = join(root, 'a.ts');
    await editor.open(path, text);
    const hover = JSON.stringify(await editor.hover(path, text.indexOf('leaklint-')));
    assert.match(
      hover,
      /Suppresses `unclosed-file` on the next line of code.*line 4, `unclosed-file`.*Reason: kept/,
    );
  });

  it('says all of it in the language of the editor', async () => {
    const suppressed = '  // leaklint-ignore-next-line unclosed-file: 保留\n  const fd';
    const text = `${LEAK}${LEAK.replace('  const fd', suppressed).replace(/^import.*\n/, '')}`;
    const root = temporaryProject({ '.git/HEAD': '' });
    const editor = await FakeEditor.start({ folders: [root], locale: 'zh-CN' });
    const path = join(root, 'a.ts');
    await editor.open(path, text);
    const said = await Promise.all([
      editor.hover(path, text.indexOf('fd = ')),
      editor.hover(path, text.indexOf('leaklint-')),
      editor.request('leaklint/explain', { uri: uri(path), position: { line: 2, character: 0 } }),
    ]);
    for (const each of said) {
      assert.ok(each);
      const prose = JSON.stringify(each).replace(/`[^`]*`|\]\(.*?\)|"\w+"|\\n/g, ' ');
      assert.doesNotMatch(prose, /[a-z]{2,} [a-z]{2,}/i);
    }
    assert.match(
      JSON.stringify(said),
      /返回一个文件描述符。.*第 6 行：释放.*报告为警告.*在下一行代码忽略 `unclosed-file`.*原因：保留/,
    );
  });
});
