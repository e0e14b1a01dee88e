/** Every fixture and every README example of every rule. */
import assert from 'node:assert/strict';
import { parseFixture } from './harness/fixture.ts';
import { fixtureProjects, readmeExamples, readmeOf, type FixtureProject } from './harness/collection.ts';
import { verify, type Difference } from './harness/verify.ts';
import { rules } from '../rules/index.ts';

const headings = [
  'What it does',
  'Why it matters',
  'Examples',
  'Levels',
  'Fixes',
  'When not to use it',
  'Options',
  'References',
  'Changelog of false positives',
];

const projects = fixtureProjects();
const examples = readmeExamples();

for (const { id, status } of rules) {
  describe(`rule ${id}`, () => {
    for (const project of projects.filter(({ rule }) => rule === id))
      it(project.name.slice(id.length + 1), () => check(project));

    for (const { group, language, text, line, rule } of examples.filter((example) => example.rule === id)) {
      it(`README, line ${String(line)}: ${group}`, () => {
        const { expected } = parseFixture(text);
        assert.equal(
          expected.some((one) => one.rule === rule),
          group === 'leaking',
          'a leaking example shows the finding, a clean one none',
        );
        assertNone(verify(new Map([[`/src/snippet.${language}`, text]]), id).differences);
      });
    }

    it('has a README with the fixed headings', () => {
      const text = readmeOf(id);
      assert.match(text, new RegExp(`^# ${id}\n`));
      assert.deepEqual(
        [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1]),
        headings,
      );
    });

    // An experimental rule may still be unable to find anything.
    for (const group of status === 'stable' ? ['leaking', 'clean'] : ['clean']) {
      it(`has ${group} fixtures and README examples`, () => {
        assert.ok(projects.some((project) => project.rule === id && project.group === group));
        assert.ok(examples.some((example) => example.rule === id && example.group === group));
      });
    }
  });
}

function check({ group, name, texts, rule }: FixtureProject): void {
  const { differences } = verify(texts, rule);
  const fixtures = [...texts.values()].map(parseFixture);
  switch (group) {
    case 'leaking':
      assert.ok(
        fixtures.some(({ expected }) => expected.some((one) => one.rule === rule)),
        'it expects no finding of its own rule',
      );
      assertNone(differences);
      return;
    case 'clean':
      assert.ok(
        fixtures.every((one) => one.clean),
        'it must begin with the comment «clean: nothing here may be reported»',
      );
      assert.ok(
        fixtures.every(({ expected }) => expected.length === 0),
        'a clean fixture expects nothing',
      );
      assertNone(differences);
      return;
    case 'known':
      assert.match(name, /\/(?:FN|FP)_[^/]+$/);
      // A miss that is mended must lose its name, or the next one who breaks it will not be told.
      assert.notEqual(differences.length, 0, 'this is mended: move it to `leaking` or `clean`');
      return;
  }
}

function assertNone(differences: readonly Difference[]): void {
  assert.deepEqual(
    differences.map(({ path, line, kind, text }) => `${path}:${String(line)} ${kind} ${text}`),
    [],
  );
}
