/** Holds what VS Code has to load: small, and nothing of the engine. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { buildExtension, extensionPath } from '../test/tools/build.ts';

describe('what VS Code loads', () => {
  it('holds neither the compiler nor the engine nor the server', async () => {
    const inputs = await buildExtension();
    const heavy = inputs.filter((path) =>
      /node_modules\/(?:typescript|@typescript-eslint)\/|\/(?:analysis|languages|rules|server)\//.test(
        path.replace(/node_modules\/vscode-.*/, ''),
      ),
    );
    assert.deepEqual(heavy, []);
    assert.ok(inputs.some((path) => path.endsWith('client/extension.ts')));
  });

  it('is smaller than half a megabyte', () => {
    assert.ok(statSync(extensionPath).size < 500_000);
  });
});
