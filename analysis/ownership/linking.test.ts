/** Names that are followed across files: where modules pass on all of each other, the search comes to an end. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject } from '../../test/tools/temp.ts';
import { Workspace } from '../../server/workspace/workspace.ts';

describe('modules that pass on all of each other', () => {
  cleanUpAfterEach();

  /** How many modules there are: followed along each way of eight steps there would be billions of them. */
  const COUNT = 20;
  const names = Array.from({ length: COUNT }, (_, index) => `part${index}`);
  const parts = Object.fromEntries(
    names.map((name) => [
      `app/objects/${name}.py`,
      `from app import objects\n\ndef ${name}_of(path):\n    objects.Missing(path)\n    return open(path)\n`,
    ]),
  );
  const passing = `${names.map((name) => `from app.objects.${name} import *\n`).join('')}from app.objects.opener import *\n`;
  const opener = 'def opened(path):\n    return open(path)\n';

  async function findingsIn(text: string): Promise<readonly string[]> {
    const root = temporaryProject({
      '.git/HEAD': '',
      'app/__init__.py': '',
      'app/objects/__init__.py': passing,
      'app/objects/opener.py': opener,
      ...parts,
      'main.py': text,
    });
    const workspace = new Workspace({ cwd: root, engine: null });
    const path = join(root, 'main.py');
    await workspace.prepare([path]);
    let asked = 0;
    const { project } = workspace.scopeOf(path);
    const resolve = project.resolve.bind(project);
    project.resolve = (...wanted) => {
      asked += 1;
      return resolve(...wanted);
    };
    const found = workspace.check(path).findings.map(({ finding }) => finding.rule);
    assert.ok(asked < 10_000, `${asked} imports were followed`);
    return found;
  }

  it('are each looked at once for a name that none of them has', async () => {
    const text = [
      'from app import objects',
      '',
      'def first(path):',
      '    objects.Missing(path)',
      '    return open(path)',
      '',
    ].join('\n');
    assert.deepEqual(await findingsIn(text), []);
  });

  it('lead to what one of them has', async () => {
    const text = [
      'from app import objects',
      '',
      'kept = []',
      '',
      'def first(path):',
      '    handle = objects.opened(path)',
      '    kept.append(handle.name)',
      '',
    ].join('\n');
    assert.deepEqual(await findingsIn(text), ['unclosed-file']);
  });
});
