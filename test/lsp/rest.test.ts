import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Tidying } from '../../server/lsp/rest.ts';
import { cleanUpAfterEach, LEAK, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor } from './editor.ts';

/** Memory that the test decides about. */
class FakeMemory implements Tidying {
  readonly delay = 0;
  bytes = 100e6;
  collected = 0;
  asleep = false;
  #slept: () => void = () => undefined;

  used(): number {
    return this.bytes;
  }

  collect(): void {
    this.collected++;
    this.bytes = 100e6;
  }

  sleep(): void {
    this.asleep = true;
    this.#slept();
  }

  wake(): void {
    this.asleep = false;
  }

  /** Resolves when the server falls asleep next. */
  slept(): Promise<void> {
    return new Promise((resolve) => (this.#slept = resolve));
  }
}

describe('language server: rest', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('comes after work: what it has left is collected once, and little is left lying', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const path = join(root, 'a.ts');
    const memory = new FakeMemory();
    const editor = await FakeEditor.start({ folders: [root], tidying: memory });
    memory.bytes = 200e6;
    let slept = memory.slept();
    await editor.open(path, LEAK);
    await editor.pull(path);
    await slept;
    assert.equal(memory.collected, 1);
    memory.bytes += 1e6;
    slept = memory.slept();
    await editor.edit(path, [0, 0, '\n']);
    await editor.pull(path);
    await slept;
    assert.equal(memory.collected, 1);
  });

  it('ends with the next question', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    const path = join(root, 'a.ts');
    const memory = new FakeMemory();
    const editor = await FakeEditor.start({ folders: [root], tidying: memory });
    const slept = memory.slept();
    await editor.open(path, LEAK);
    await slept;
    let awake = false;
    memory.wake = () => (awake = true);
    await editor.pull(path);
    assert.ok(awake);
  });
});
