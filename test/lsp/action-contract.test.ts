/** Every action that is offered on any fixture keeps the contract of fixes when it is made through the protocol. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver';
import { languageOf } from '../../languages/index.ts';
import { fixtureProjects } from '../harness/collection.ts';
import { cleanUpAfterEach, temporaryProject, writeTree } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor } from './editor.ts';

const PACKAGE =
  '{ "type": "module", "engines": { "node": ">=24" }, "devDependencies": { "typescript": "5.9.0" } }';

describe('language server: actions on the fixtures', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('keep the contract of fixes', async function () {
    this.timeout(300_000);
    const root = temporaryProject({ '.git/HEAD': '', 'package.json': PACKAGE });
    // `test/fixes.test.ts` makes every fix of every fixture; here a part is enough to see that the way through the
    // protocol changes none of them. `WHOLE=1` takes them all.
    const stride = process.env['WHOLE'] === undefined ? 5 : 1;
    const projects = fixtureProjects().filter(
      ({ group }, index) => group === 'leaking' && index % stride === 0,
    );
    for (const { name, texts } of projects) {
      for (const [path, text] of texts) writeTree(root, { [join('code', name, path)]: text });
    }
    // Only what is asked for is to be checked: nothing waits for the background here.
    const editor = await FakeEditor.start({ folders: [root], settings: { '': { delay: 1e9 } } });
    let tried = 0;
    for (const { name, texts } of projects) {
      for (const [file, text] of texts) {
        const path = join(root, 'code', name, file);
        await editor.open(path, text);
        tried += await tryAll(editor, path);
        await editor.close(path);
      }
    }
    assert.ok(tried > 50);
  });
});

/** Makes every action of the light bulb, looks at what came of it, and takes it back. */
async function tryAll(editor: FakeEditor, path: string): Promise<number> {
  const before = editor.text(path);
  const found = await editor.pull(path);
  const actions = await editor.actions(path, 'all', ['quickfix']);
  // All at once: making one and taking it back makes new versions, for which the others do not count.
  for (const action of await Promise.all(actions.map((each) => editor.resolve(each)))) {
    const fix = {
      kind: 'using',
      safe: true,
      title: action.title,
      edits: editor.offsets(path, action.edit),
    } as const;
    const loss = {
      rule: 'unclosed-file',
      lostPath: 'never',
      callee: '',
      acquisition: { start: 0, end: 0 },
    } as const;
    const told = `${path}: ${action.title}`;
    assert.deepEqual(languageOf(path).contract({ path, before, fix, loss }), [], told);
    await editor.edit(path, [0, before.length, editor.applied(path, action.edit)]);
    assert.deepEqual(newOnes(found, action.diagnostics ?? [], await editor.pull(path)), [], told);
    await editor.edit(path, [0, editor.text(path).length, before]);
  }
  return actions.length;
}

/** What is found after an action and was not found before, or was to go. Lines move, so names decide. */
function newOnes(
  before: readonly Diagnostic[],
  gone: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly string[] {
  const left = before.map(nameOf);
  for (const each of gone) left.splice(left.indexOf(nameOf(each)), 1);
  return after.map(nameOf).filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function nameOf({ code, message }: Diagnostic): string {
  return `${String(code)}: ${typeof message === 'string' ? message : message.value}`;
}
