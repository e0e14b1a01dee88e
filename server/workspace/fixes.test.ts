import assert from 'node:assert/strict';
import { join } from 'node:path';
import { temporaryProject } from '../../test/tools/temp.ts';
import { Workspace } from './workspace.ts';

describe('the fixes of a finding', () => {
  it('are all that can be made, or the best of them alone', () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts': "import axios from 'axios';\nexport const load = (url: string) => axios.get(url);\n",
    });
    const workspace = new Workspace({ cwd: root });
    const [finding] = workspace.check(join(root, 'a.ts')).findings;
    assert.ok(finding);
    const all = workspace.fixes(finding);
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ['timeout-option', 'timeout-signal'],
    );
    assert.deepEqual(workspace.fixes(finding, 'best'), all.slice(0, 1));
  });
});
