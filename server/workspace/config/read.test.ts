import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { cleanUpAfterEach, contentOf, temporaryProject, type Tree } from '../../../test/tools/temp.ts';
import { inProject } from '../../../test/tools/project.ts';
import { starterConfig } from '../../cli/init.ts';
import { diskFileSystem } from '../filesystem.ts';
import { CONFIG_NAME, configSchema, type Config } from './model.ts';
import { ConfigError, Configs } from './read.ts';

function read(tree: Tree, folder = '.'): Config {
  const root = temporaryProject({ '.git/HEAD': '', ...tree });
  return new Configs(diskFileSystem).of(join(root, folder));
}

/** What is said of a configuration with this text, without the folder. */
function complaint(text: string): string {
  const root = temporaryProject({ [CONFIG_NAME]: text });
  try {
    new Configs(diskFileSystem).of(root);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message.replaceAll(`${root}/`, '');
  }
  return 'nothing is wrong';
}

const entry = {
  id: 'my.Handle',
  kind: 'file-handle',
  noun: 'handle',
  rule: 'unclosed-file',
  cost: 'costs',
  discipline: 'always',
  documentation: 'x',
};

describe('configuration', () => {
  cleanUpAfterEach();

  it('is the nearest one upwards, within the repository', () => {
    const tree = {
      'leaklint.config.json': '{ "rules": { "unclosed-file": "error" } }',
      'a/leaklint.config.json': '{ "rules": { "unclosed-file": "off" } }',
      'b/.git/HEAD': '',
    };
    assert.equal(read(tree, 'x/y').rules.get('unclosed-file'), 'error');
    assert.equal(read(tree, 'a/y').rules.get('unclosed-file'), 'off');
    assert.equal(read(tree, 'b/y').rules.get('unclosed-file'), undefined);
  });

  it('may have comments and trailing commas, and a byte order mark', () => {
    const config = read({
      'leaklint.config.json': '\uFEFF{ // why\n "tests": "off", /* x */ "minSeverity": "hint", }',
    });
    assert.equal(config.tests, 'off');
    assert.equal(config.minSeverity, 'hint');
  });

  it('extends others: what is said nearest wins, patterns keep their folder', () => {
    const config = read({
      'base/base.json':
        '{ "rules": { "unclosed-file": "error", "unsafe-pipe": "off" }, "exclude": ["x"], "runtime": { "node": "24" } }',
      'leaklint.config.json':
        '{ "extends": ["./base/base.json"], "rules": { "unclosed-file": "hint" }, "exclude": ["y"] }',
    });
    assert.deepEqual(
      [...config.rules],
      [
        ['unclosed-file', 'hint'],
        ['unsafe-pipe', 'off'],
      ],
    );
    assert.equal(config.nodeVersion, '24');
    assert.deepEqual(
      config.filters.map(({ folder, exclude }) => [folder.endsWith('base'), exclude]),
      [
        [true, ['x']],
        [false, ['y']],
      ],
    );
  });

  it('names file, line, column, nearest spelling and allowed keys of a wrong key', () => {
    assert.equal(
      complaint('{\n  "ruels": {}\n}'),
      'leaklint.config.json:2:3: The file has no key "ruels". Did you mean "rules"? Allowed: $schema, extends, rules, minSeverity, include, exclude, catalogue, runtime, tests',
    );
  });

  it('names the allowed values of a wrong value', () => {
    assert.match(
      complaint('{ "rules": { "unclosed-file": "warn" } }'),
      /:1:31: "rules\.unclosed-file" must be one of "off", "error", "warning", "information", "hint", not "warn"\. Did you mean "warning"\?/,
    );
    assert.match(
      complaint('{ "rules": { "unclosd-file": "off" } }'),
      /no key "unclosd-file"\. Did you mean "unclosed-file"\?/,
    );
    assert.match(
      complaint('{ "exclude": "dist" }'),
      /"exclude" must be a list, each entry a text, not "dist"/,
    );
    assert.match(complaint('{ "tests": null }'), /"tests" must be one of .*, not null/);
    assert.match(complaint('[]'), /The file must be an object/);
  });

  it('tells every problem at once', () => {
    assert.equal(complaint('{ "tests": 1, "rules": [], "x": 2 }').split('\n').length, 3);
  });

  it('tells where it is no JSON', () => {
    assert.match(complaint('{ "rules": {\n'), /:2:1: This is no valid JSON: close brace expected/);
    assert.match(complaint(''), /no valid JSON/);
  });

  it('tells of bases that do not exist and of circles', () => {
    assert.match(
      complaint('{ "extends": "./nothing.json" }'),
      /:1:14: "extends" names "\.\/nothing\.json", but there is no file/,
    );
    assert.match(complaint('{ "extends": "./leaklint.config.json" }'), /leads back to/);
  });

  it('takes catalogue entries and checks their form', () => {
    const catalogue = {
      resources: [{ ...entry, releases: [{ method: 'close' }] }],
      acquisitions: [{ call: 'mylib#open', resource: 'my.Handle', yields: { callback: 1, parameter: 1 } }],
    };
    const config = read({ 'leaklint.config.json': JSON.stringify({ catalogue }) });
    assert.equal(config.families[0]?.resources?.[0]?.id, 'my.Handle');
    const wrong = (resource: object): string =>
      complaint(JSON.stringify({ catalogue: { resources: [resource] } }));
    assert.match(wrong({ ...entry }), /"catalogue\.resources\[0\]" lacks the key "releases"/);
    assert.match(
      wrong({ ...entry, releases: [{ method: 'close', awaitible: true }] }),
      /"catalogue\.resources\[0\]\.releases\[0\]" has no key "awaitible"\. Did you mean "awaitable"\?/,
    );
    assert.match(wrong({ ...entry, kind: 'file-handel', releases: [] }), /Did you mean "file-handle"\?/);
  });

  it('is refused where a catalogue entry names an unknown resource or a malformed selector', () => {
    const acquisition = (call: string, resource: string): string =>
      complaint(JSON.stringify({ catalogue: { acquisitions: [{ call, resource, yields: 'result' }] } }));
    assert.match(acquisition('mylib#open', 'nobody.Knows'), /"catalogue": .*nobody\.Knows/);
    assert.match(acquisition('mylib open', 'nobody.Knows'), /"catalogue": .*mylib open/);
  });

  it('has a schema that is shipped fresh and accepts what is accepted', () => {
    assert.deepEqual(
      JSON.parse(contentOf(inProject('schema'), 'leaklint.config.schema.json')),
      configSchema(),
    );
    const validate = new Ajv({ strict: false }).compile(configSchema());
    assert.ok(validate({ rules: { 'unclosed-file': 'off' }, tests: 'off', extends: ['./a.json'] }));
    assert.ok(validate({ catalogue: { resources: [{ ...entry, releases: [{ method: 'close' }] }] } }));
    assert.ok(!validate({ ruels: {} }));
    assert.ok(!validate({ rules: { 'unclosed-file': 'warn' } }));
  });

  it('to start from is accepted as it is', () => {
    assert.equal(complaint(starterConfig), 'nothing is wrong');
  });
});
