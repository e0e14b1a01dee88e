/** The editor shows what the command line prints: on every fixture of every rule, and on whole projects. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSourceName } from '../../server/workspace/skip.ts';
import { rulesFolder } from '../harness/collection.ts';
import { compareEditor } from '../parity/editor.ts';
import { realProjects } from '../parity/projects.ts';
import { inProject } from '../tools/project.ts';
import { cleanUpAfterEach, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach } from './editor.ts';

describe('language server: parity with the command line', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('on every fixture', async function () {
    this.timeout(300_000);
    const root = temporaryProject({ '.git/HEAD': '' });
    for (const rule of readdirSync(rulesFolder)) {
      const fixtures = join(rulesFolder, rule, 'fixtures');
      // The name «fixtures» would make all of it test code.
      if (existsSync(fixtures)) cpSync(fixtures, join(root, rule), { recursive: true });
    }
    await compare(root);
  });

  it('on the sample project', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    cpSync(inProject('test/sample'), join(root, 'app'), { recursive: true });
    await compare(root);
  });

  for (const name of realProjects) {
    it(`on a real project, ${name}`, async function () {
      this.timeout(300_000);
      const root = temporaryProject({ '.git/HEAD': '' });
      cpSync(inProject(`node_modules/${name}`), join(root, 'app'), { recursive: true, dereference: true });
      await compare(root);
    });
  }
});

async function compare(root: string): Promise<void> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => isSourceName(file));
  const paths = files.map((file) => join(root, file));
  const { findings, differences } = await compareEditor(root, paths, (index) => index % 10 === 0);
  assert.ok(files.length > 5 && findings > 2);
  assert.deepEqual(differences, []);
}
