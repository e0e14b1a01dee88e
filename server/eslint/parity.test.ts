/** ESLint and the command line say the same of every fixture and of real code, with either parser. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureProjects, type FixtureProject } from '../../test/harness/collection.ts';
import { compareEslint, isForEslint } from '../../test/parity/eslint.ts';
import { realProjects } from '../../test/parity/projects.ts';
import { inProject } from '../../test/tools/project.ts';
import { cleanUpAfterEach, temporaryProject } from '../../test/tools/temp.ts';
import { rules } from '../../rules/index.ts';

/** What neither parser takes, so that ESLint runs no rule: code that is half-typed, or older than any standard. */
const unparsable = [
  'half-typed.ts',
  'flow-types.js',
  'old-octal.js',
  'old-code.js',
  // A line that makes a script run, behind the comment that fixtures begin with.
  'script.mjs',
];

/** All projects side by side, each in a folder of its own. */
function checkProjects(projects: readonly FixtureProject[]): void {
  const texts = projects.flatMap((project, index) =>
    [...project.texts].map(([path, text]): [string, string] => [`${String(index + 1)}${path}`, text]),
  );
  const root = temporaryProject({ '.git/HEAD': '', ...Object.fromEntries(texts) });
  const { differences } = compareEslint(
    root,
    texts.map(([name]) => join(root, name)),
    (path) => {
      assert.ok(unparsable.includes(path.replace(/^.*\//, '')), path);
    },
  );
  assert.deepEqual(differences, []);
}

describe('the ESLint form says what the command line says', () => {
  cleanUpAfterEach();
  const projects = fixtureProjects().filter(({ texts }) => [...texts.keys()].every(isForEslint));
  for (const { id } of rules) {
    for (const group of ['leaking', 'clean', 'known'] as const) {
      const own = projects.filter((project) => project.rule === id && project.group === group);
      if (own.length === 0) continue;
      it(`of ${id}, ${group}`, () => {
        checkProjects(own);
      });
    }
  }

  for (const name of realProjects) {
    it(`of a real project, ${name}`, function () {
      this.timeout(300_000);
      const root = temporaryProject({ '.git/HEAD': '' });
      cpSync(inProject(`node_modules/${name}`), join(root, 'app'), { recursive: true, dereference: true });
      const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(isForEslint);
      const { findings, leftOut, differences } = compareEslint(
        root,
        files.map((file) => join(root, file)),
      );
      assert.ok(findings > 2);
      assert.ok(leftOut * 20 < files.length);
      assert.deepEqual(differences, []);
    });
  }
});
