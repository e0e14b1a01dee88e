/** Names of libraries that a module of the project passes on: found in files that name no library themselves. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject } from '../../test/tools/temp.ts';
import { Workspace } from './workspace.ts';

const COMPAT = 'from urllib.request import urlopen\n';
const OWN = 'def urlopen(address):\n    return len(address)\n';
const FETCH = `from helpers import urlopen

def status(address):
    response = urlopen(address, timeout=10)
    return response.status
`;

describe('what modules of the project pass on', () => {
  cleanUpAfterEach();

  async function projectOf(files: Readonly<Record<string, string>>): Promise<{
    readonly workspace: Workspace;
    readonly pathOf: (name: string) => string;
    readonly found: () => readonly string[];
  }> {
    const root = temporaryProject({ '.git/HEAD': '', ...files });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const pathOf = (name: string): string => join(root, name);
    const fetch = pathOf('fetch.py');
    await workspace.prepare([fetch]);
    return {
      workspace,
      pathOf,
      found: () => workspace.check(fetch).findings.map(({ finding }) => finding.rule),
    };
  }

  const through = { 'helpers.py': 'from compat import *\n', 'compat.py': COMPAT, 'fetch.py': FETCH };

  it('opens the gate, though the text names no library', async () => {
    const { found } = await projectOf(through);
    assert.deepEqual(found(), ['unclosed-socket']);
  });

  it('opens it for members of a module, too', async () => {
    const { found } = await projectOf({
      'compat.py': COMPAT,
      'fetch.py': FETCH.replace('from helpers import urlopen', 'import compat').replace(
        '= urlopen',
        '= compat.urlopen',
      ),
    });
    assert.deepEqual(found(), ['unclosed-socket']);
  });

  it('is asked again where a module on the way is edited', async () => {
    const { workspace, pathOf, found } = await projectOf({ ...through, 'compat.py': OWN });
    const compat = pathOf('compat.py');
    assert.deepEqual(found(), []);
    for (const [text, rules] of [
      [COMPAT, ['unclosed-socket']],
      [OWN, []],
      [`${COMPAT}\n\n# Nothing else.\n`, ['unclosed-socket']],
    ] as const) {
      workspace.sources.open(compat, text);
      assert.ok(workspace.changed([compat]).has(pathOf('fetch.py')));
      assert.deepEqual(found(), rules);
    }
  });

  it('is asked again where it is found in a file that itself opens something', async () => {
    const { workspace, pathOf, found } = await projectOf({
      ...through,
      'fetch.py': `${FETCH}\ndef name():\n    return open('name')\n`,
    });
    const compat = pathOf('compat.py');
    assert.deepEqual(found(), ['unclosed-socket']);
    workspace.sources.open(compat, OWN);
    workspace.changed([compat]);
    assert.deepEqual(found(), []);
    workspace.sources.open(compat, COMPAT);
    workspace.changed([compat]);
    assert.deepEqual(found(), ['unclosed-socket']);
  });

  it('ends where modules import one another in a circle', async () => {
    const { found } = await projectOf({ ...through, 'compat.py': 'from helpers import *\n' });
    assert.deepEqual(found(), []);
  });
});
