/** Holds what the manifest and the code say about the same. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };
import { inProject } from '../test/tools/project.ts';
import { languageIds } from './languages.ts';

const { contributes } = manifest;

describe('the manifest', () => {
  it('names the languages that are checked, and wakes the extension for nothing else', () => {
    assert.deepEqual(
      manifest.activationEvents,
      languageIds.map((id) => `onLanguage:${id}`),
    );
  });

  it('offers commands of the editor for these languages', () => {
    const clauses = [
      ...contributes.commands.map((command) => ('enablement' in command ? command.enablement : '')),
      ...contributes.menus['editor/context'].map(({ when }) => when),
    ].filter((clause) => clause.includes('editorLangId'));
    assert.ok(clauses.length > 0);
    for (const clause of clauses) {
      const pattern = /editorLangId =~ \/(.*?)\//.exec(clause)?.[1] ?? '';
      assert.deepEqual(
        ['markdown', ...languageIds].filter((id) => new RegExp(pattern).test(id)),
        languageIds,
        clause,
      );
    }
  });

  it('has menus, welcomes and walkthroughs for commands that there are', () => {
    const commands = new Set(contributes.commands.map(({ command }) => command));
    const texts = `${JSON.stringify(contributes)}${readFileSync(inProject('package.nls.json'), 'utf8')}`;
    const named = [...texts.matchAll(/(?:"command":"|command:|onCommand:)(leaklint\.\w+)/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((name) => !commands.has(name)),
      [],
    );
  });

  it('names files that there are', () => {
    const files = [
      manifest.icon,
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.jsonValidation.map(({ url }) => url),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(inProject(file))),
      [],
    );
  });
});
