import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { leaklint } from './extension.ts';
import { note } from './notes.ts';

describe('activation', () => {
  it('waits for a file of a language that is checked', () => {
    assert.equal(leaklint().isActive, false);
    assert.ok(manifest.activationEvents.length > 0);
    for (const event of manifest.activationEvents) assert.match(event, /^onLanguage:/);
  });

  it('is over before the server runs', async () => {
    // From asking to the answer, which goes through the window and back: more than activation by itself takes. The
    // processor's time is that of the whole extension host meanwhile, and says more on a busy machine.
    const start = performance.now();
    const before = process.cpuUsage();
    await leaklint().activate();
    const { user, system } = process.cpuUsage(before);
    const took = (performance.now() - start).toFixed(1);
    note(
      `activation took ${took} ms, ${((user + system) / 1000).toFixed(1)} ms of the processor (wanted: 50)`,
    );
    assert.equal(leaklint().isActive, true);
  });

  it('registers every command of the manifest and no other', async () => {
    const declared = manifest.contributes.commands.map(({ command }) => command).sort();
    const all = await vscode.commands.getCommands(true);
    // VS Code adds some for the view, all below its name. One is the server's, if that runs already.
    const registered = all.filter(
      (name) =>
        name.startsWith('leaklint.') && !name.startsWith('leaklint.leaks.') && name !== 'leaklint.aboutFixes',
    );
    assert.deepEqual(registered.sort(), declared);
  });
});
