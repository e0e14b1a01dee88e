import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, findingsBecome, inWorkspace, open } from './extension.ts';

describe('commands', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('apply all safe fixes in a file', async () => {
    const document = await open('src/report.ts');
    await findingsBecome(document.uri, ['unclosed-file@5']);
    await vscode.commands.executeCommand('leaklint.fixFile');
    assert.match(document.getText(), /await using file = await open\(path, 'r'\);/);
    await findingsBecome(document.uri, []);
    // Again changes nothing.
    const { version } = document;
    await vscode.commands.executeCommand('leaklint.fixFile');
    assert.equal(document.version, version);
  });

  it('offer the fixes to the light bulb, the preferred one first', async () => {
    const { uri } = await open('src/report.ts');
    await findingsBecome(uri, ['unclosed-file@5']);
    const [diagnostic] = vscode.languages.getDiagnostics(uri);
    const actions: unknown = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      uri,
      diagnostic?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.ok(Array.isArray(actions));
    const ours = actions
      .filter((action) => action instanceof vscode.CodeAction)
      .map(({ title, isPreferred }) => `${title}${isPreferred === true ? ' *' : ''}`)
      .filter((title) => !/refactor|extract/i.test(title));
    assert.deepEqual(ours, [
      'Convert to `await using` *',
      'Close `file` in a `finally` block',
      'Suppress `unclosed-file` on this line',
      'Suppress `unclosed-file` in this file',
    ]);
  });

  it('scan the workspace: files that are not open have findings then', async () => {
    await vscode.commands.executeCommand('leaklint.scanWorkspace');
    await findingsBecome(inWorkspace('src/orders.ts'), ['missing-timeout@3', 'unreleased-connection@7']);
    await findingsBecome(inWorkspace('src/race.ts'), ['uncleared-timer@5']);
  });

  it('cancel a scan, which is no error', async () => {
    const scanning = vscode.commands.executeCommand('leaklint.scanWorkspace');
    await vscode.commands.executeCommand('leaklint.cancelScan');
    await scanning;
  });

  it('mend on saving, where that is asked for', async () => {
    const document = await open('src/report.ts');
    const before = document.getText();
    await findingsBecome(document.uri, ['unclosed-file@5']);
    const settings = vscode.workspace.getConfiguration('editor', document);
    const actions = { 'source.fixAll.leaklint': 'explicit' };
    await settings.update('codeActionsOnSave', actions, vscode.ConfigurationTarget.Workspace);
    try {
      // A file without changes is not saved.
      await edit(document, 'Reads the', 'Reads  the');
      await document.save();
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      assert.match(saved, /await using file = await open/);
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    }
  });

  it('take any argument without harm', async () => {
    for (const name of ['fixFinding', 'suppressFinding', 'openAt'])
      for (const argument of [undefined, null, 7, 'x', {}, { finding: null }, { uri: 'https://x.example' }])
        await vscode.commands.executeCommand(`leaklint.${name}`, argument);
    assert.equal(vscode.window.visibleTextEditors.length, 0);
  });
});
