/** Languages whose files see one another without imports: what is declared where may change by editing alone. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor } from './editor.ts';

const HARMLESS = `func OpenLog(path string) int {
	return len(path)
}
`;
const OPENER = `func OpenLog(path string) *os.File {
	file, _ := os.Open(path)
	return file
}
`;
const body = (call: string): string => `func Log(path string, short bool) bool {
	file := ${call}
	if short {
		return false
	}
	file.Close()
	return true
}
`;
const USER = `package m\n\n${body('OpenLog(path)')}`;
/** Opens something itself too, so that it is looked at whatever its helpers do. */
const FAR = `package far

import (
	"os"

	"example.com/m/logs"
)

func Touch(path string) {
	file, _ := os.Create(path)
	defer file.Close()
}

${body('logs.OpenLog(path)')}`;
/** It is looked at because of its helper alone. */
const NEAR = `package near\n\nimport "example.com/m/logs"\n\n${body('logs.OpenLog(path)')}`;
const logs = (text: string): string => `package logs\n\nimport "os"\n\n${text}`;
const m = (text: string): string => `package m\n\nimport "os"\n\n${text}`;

describe('language server: packages', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  async function opened(tree: Readonly<Record<string, string>>): Promise<(file: string) => string> {
    const root = temporaryProject({ '.git/HEAD': '', 'go.mod': 'module example.com/m\n', ...tree });
    editor = await FakeEditor.start({ folders: [root] });
    editor.watchWorkspace();
    await editor.request('leaklint/scan', {});
    for (const [file, text] of Object.entries(tree)) await editor.open(join(root, file), text);
    for (const file of Object.keys(tree)) await editor.pull(join(root, file));
    return (file) => join(root, file);
  }
  let editor: FakeEditor;

  it('a function of the same package that opens something from now on', async () => {
    const at = await opened({ 'helper.go': m(HARMLESS), 'user.go': USER });
    assert.deepEqual(editor.findings(at('user.go')), []);
    await editor.replace(at('helper.go'), HARMLESS, OPENER);
    await editor.until(() => editor.findings(at('user.go')).length > 0);
    await editor.replace(at('helper.go'), OPENER, HARMLESS);
    await editor.until(() => editor.findings(at('user.go')).length === 0);
  });

  it('a function that was not there before', async () => {
    const at = await opened({ 'helper.go': m(''), 'user.go': USER });
    assert.deepEqual(editor.findings(at('user.go')), []);
    await editor.replace(at('helper.go'), m(''), m(OPENER));
    await editor.until(() => editor.findings(at('user.go')).length > 0);
  });

  it('a function of another package that was not there before', async () => {
    const at = await opened({ 'logs/helper.go': logs(''), 'near/user.go': NEAR });
    assert.deepEqual(editor.findings(at('near/user.go')), []);
    await editor.replace(at('logs/helper.go'), logs(''), logs(OPENER));
    await editor.until(() => editor.findings(at('near/user.go')).length > 0);
  });

  for (const [what, user, text, line, from, to, head] of [
    ['the same package', 'user.go', USER, 4, 'a.go', 'b.go', m],
    ['another package', 'far/user.go', FAR, 15, 'logs/a.go', 'logs/b.go', logs],
    ['a package that opens nothing itself', 'near/user.go', NEAR, 6, 'logs/a.go', 'logs/b.go', logs],
  ] as const) {
    it(`a function that is moved to another file, used in ${what}`, async () => {
      const at = await opened({ [from]: head(OPENER), [to]: head(''), [user]: text });
      assert.deepEqual(editor.findings(at(user)), [`${line} unclosed-file`]);
      await editor.replace(at(from), OPENER, '');
      await editor.until(() => editor.findings(at(user)).length === 0);
      await editor.replace(at(to), head(''), head(OPENER));
      await editor.until(() => editor.findings(at(user)).length > 0);
      // And on, the other way round: for a moment it is in both.
      await editor.replace(at(from), head(''), head(HARMLESS));
      await editor.until(() => editor.findings(at(user)).length === 0);
      await editor.replace(at(from), HARMLESS, '');
      await editor.until(() => editor.findings(at(user)).length > 0);
    });
  }
});
