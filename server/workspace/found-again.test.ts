/** What is typed in one file leaves what was found in others, unless it changes what the file gives to them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject } from '../../test/tools/temp.ts';
import { Workspace } from './workspace.ts';

const OPEN = `import { openSync } from 'node:fs';
import { use } from './use.js';
export function open(path: string) {
  return openSync(path, 'r');
}
export function again(path: string) { use(path); }
`;
/** Imports the file that imports it. */
const USE = `import { open } from './open.js';
export function use(path: string) {
  const file = open(path);
  return path.length;
}
`;

describe('what rests on a file that is edited', () => {
  cleanUpAfterEach();

  function edited(change: (text: string) => string): { before: object; after: object; findings: number } {
    const root = temporaryProject({ '.git/HEAD': '', 'open.ts': OPEN, 'use.ts': USE });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const [open, use] = [join(root, 'open.ts'), join(root, 'use.ts')];
    const look = (): { result: object; findings: number } => {
      workspace.check(open);
      const findings = workspace.check(use).findings.length;
      return { result: workspace.scopeOf(use).results.get(use)?.value ?? {}, findings };
    };
    const { result: before, findings } = look();
    assert.equal(findings, 1);
    workspace.sources.open(open, change(OPEN));
    assert.ok(workspace.changed([open]).has(use));
    const after = look();
    return { before, after: after.result, findings: after.findings };
  }

  it('stays as it was found, also in a circle, while others are given the same', () => {
    const { before, after, findings } = edited((text) =>
      text.replace('  return openSync', '  const longer = `${path}!`;\n  return openSync'),
    );
    assert.equal(after, before);
    assert.equal(findings, 1);
  });

  it('is found anew where they are given something else', () => {
    const { before, after, findings } = edited((text) => text.replace("openSync(path, 'r')", '1'));
    assert.notEqual(after, before);
    assert.equal(findings, 0);
  });

  it('is found anew where the name leads elsewhere', () => {
    const { findings } = edited((text) => text.replace('function open', 'function opened'));
    assert.equal(findings, 0);
  });
});
