/**
 * Fixtures of the fixes. A file says in its first lines which fix is wanted of which call; its `.expected`
 * neighbour holds the text after the fix, or it says `declined` and why. `UPDATE=1 npx mocha …` writes the
 * expectations anew; read them before you commit them.
 */

import { english } from '../../../rules/locale.ts';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { applyFixes } from '../../shared/fixes/apply.ts';
import { checkFixContract, newProblems, type Change, type TypeHost } from './contract.ts';
import { computeFixes } from './index.ts';
import { readFixture } from './fixtures.ts';

const folder = join(import.meta.dirname, 'fixtures');
const root = join(import.meta.dirname, '../../..');
const types: TypeHost = {
  readFile: (path) => ts.sys.readFile(path),
  libFolder: join(root, 'node_modules/typescript/lib'),
  root,
};

const changes: Change[] = [];

for (const kind of readdirSync(folder)) {
  describe(`fix ${kind}`, () => {
    for (const name of readdirSync(join(folder, kind)).filter((each) => !each.endsWith('.expected'))) {
      it(name, () => {
        check(join(folder, kind, name));
      });
    }
  });
}

describe('fixes of TypeScript', () => {
  it('bring no complaint of the compiler', () => {
    const problems = newProblems(changes, types).map((each, index) => [changes[index]?.path, ...each]);
    assert.deepEqual(
      problems.filter((each) => each.length > 1),
      [],
    );
  });
});

function check(path: string): void {
  const text = readFileSync(path, 'utf8');
  const fixture = readFixture(path, text);
  const request = { kind: fixture.kind, safe: true };
  const input = { path, text, loss: fixture.loss, environment: fixture.environment, requests: [request] };
  const [fix] = computeFixes({ ...input, say: english.say });
  if (fixture.declined) {
    assert.equal(fix, undefined, fix && applyFixes(text, [fix]).text);
    return;
  }
  assert.ok(fix, 'The fix was declined.');
  const after = applyFixes(text, [fix]).text;
  const expected = `${path}.expected`;
  const snapshot = `// ${fix.title}${text.includes('\r\n') ? '\r\n' : '\n'}${after.slice(fixture.headerLength)}`;
  if (process.env['UPDATE'] === '1' || !existsSync(expected)) writeFileSync(expected, snapshot);
  assert.equal(snapshot, readFileSync(expected, 'utf8'));
  assert.deepEqual(checkFixContract({ path, before: text, fix, loss: fixture.loss }), []);
  if (/\.tsx?$/.test(path)) changes.push({ path, before: text, after });
}
