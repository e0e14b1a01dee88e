import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { edit, findingsBecome, findingsIn, inWorkspace, open } from './extension.ts';

const LEAK = 'unclosed-file@5';

describe('findings', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('appear when a file is opened, with the path on which it is lost', async () => {
    const { uri } = await open('src/report.ts');
    await findingsBecome(uri, [LEAK]);
    const [diagnostic] = vscode.languages.getDiagnostics(uri);
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(
      diagnostic.relatedInformation?.map(({ location }) => location.range.start.line + 1),
      [5, 8, 8],
    );
    assert.ok(typeof diagnostic.code === 'object', 'the code links to the page of the rule');
  });

  it('go and come while the file is edited', async () => {
    const document = await open('src/report.ts');
    await findingsBecome(document.uri, [LEAK]);
    await edit(document, 'const file =', 'await using file =');
    await findingsBecome(document.uri, []);
    await edit(document, 'await using file =', 'const file =');
    await findingsBecome(document.uri, [LEAK]);
  });

  it('of a file follow an edit in another', async () => {
    const caller = await open('src/caller.ts');
    const closing = await open('src/closing.ts');
    assert.deepEqual(findingsIn(caller.uri), []);
    await edit(closing, 'closeSync(file);', '');
    await findingsBecome(caller.uri, [LEAK]);
    await edit(closing, 'return length;', 'closeSync(file); return length;');
    await findingsBecome(caller.uri, []);
  });

  it('appear in a new file that has no name yet', async () => {
    const report = await open('src/report.ts');
    const document = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: report.getText(),
    });
    await findingsBecome(document.uri, [LEAK]);
  });

  it('are not looked for in languages that are not checked', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: "```ts\nconst file = openSync('a', 'r');\n```",
    });
    await findingsBecome((await open('src/report.ts')).uri, [LEAK]);
    assert.deepEqual(findingsIn(document.uri), []);
  });

  it('go where they are switched off, and come back', async () => {
    const { uri } = await open('src/report.ts');
    await findingsBecome(uri, [LEAK]);
    const settings = vscode.workspace.getConfiguration('leaklint', inWorkspace('.'));
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    await findingsBecome(uri, []);
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await findingsBecome(uri, [LEAK]);
  });

  it('come back after the server was restarted', async () => {
    const { uri } = await open('src/report.ts');
    await findingsBecome(uri, [LEAK]);
    await vscode.commands.executeCommand('leaklint.restartServer');
    await findingsBecome(uri, [LEAK]);
  });

  it('come back after the server died', async () => {
    const document = await open('src/report.ts');
    await findingsBecome(document.uri, [LEAK]);
    const died = serverProcesses();
    assert.equal(died.length, 1);
    for (const pid of died) process.kill(pid, 'SIGKILL');
    // One line further down, so that it is the new server that has found it.
    await edit(document, '/** Reads', '\n/** Reads');
    await findingsBecome(document.uri, ['unclosed-file@6']);
    assert.equal(serverProcesses().length, 1);
    assert.notDeepEqual(serverProcesses(), died);
  });
});

/** The processes of our server that this extension host has started. */
function serverProcesses(): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return Number(parent) === process.pid && command.includes('leaklint.cjs') ? [pid] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
