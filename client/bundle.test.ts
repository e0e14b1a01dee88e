/** Holds what VS Code has to load: small, and nothing of the engine. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { buildExtension, extensionPaths } from '../test/tools/build.ts';

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

  it('is smaller than half a megabyte, and what activation loads a tenth of that', () => {
    const [first, later] = extensionPaths.map((path) => statSync(path).size);
    assert.ok(first! + later! < 500_000);
    assert.ok(first! < 50_000);
  });
});
