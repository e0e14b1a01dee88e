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
    const start = performance.now();
    await leaklint().activate();
    note(`activation took ${(performance.now() - start).toFixed(1)} ms (wanted: 50 at most)`);
    assert.equal(leaklint().isActive, true);
  });

  it('registers every command of the manifest and no other', async () => {
    const declared = manifest.contributes.commands.map(({ command }) => command).sort();
    const all = await vscode.commands.getCommands(true);
    // VS Code adds some for the view, all below its name.
    const registered = all.filter(
      (name) => name.startsWith('leaklint.') && !name.startsWith('leaklint.leaks.'),
    );
    assert.deepEqual(registered.sort(), declared);
  });
});
