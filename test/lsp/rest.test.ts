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
  #looked: () => void = () => undefined;

  used(): number {
    this.#looked();
    return this.bytes;
  }

  collect(): void {
    this.collected++;
    this.bytes = 100e6;
  }

  /** Resolves when the server looks at it next. */
  looked(): Promise<void> {
    return new Promise((resolve) => (this.#looked = resolve));
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
    let looked = memory.looked();
    await editor.open(path, LEAK);
    await editor.pull(path);
    await looked;
    await editor.hover(path, 0);
    assert.equal(memory.collected, 1);
    memory.bytes += 1e6;
    looked = memory.looked();
    await editor.edit(path, [0, 0, '\n']);
    await editor.pull(path);
    await looked;
    await editor.hover(path, 0);
    assert.equal(memory.collected, 1);
  });
});
