import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import Draft04 from 'ajv-draft-04';
import { cleanUpAfterEach, cli, LEAK, temporaryProject } from '../../test/tools/temp.ts';

const require = createRequire(import.meta.url);

function project(name = 'a.ts', text = LEAK): string {
  return temporaryProject({ '.git/HEAD': '', [name]: text });
}

async function output(
  root: string,
  format: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await cli(root, ['scan', '--format', format, '--no-cache'], { env })).stdout;
}

describe('output', () => {
  cleanUpAfterEach();

  it('as text shows the place, the line, the squiggle, the path and the fix', async () => {
    const text = await output(project(), 'text');
    const lines = text.split('\n');
    assert.match(lines[0]!, /^a\.ts:3:14 {2}warning {2}unclosed-file$/);
    assert.equal(lines[3], "  3 |   const fd = openSync(path, 'r');");
    assert.equal(lines[4], '    |              ~~~~~~~~~~~~~~~~~~~');
    assert.match(text, /\n {2}1\. 3:14 +opened here\n/);
    assert.match(text, /\n {2}why {2}.*\n {2}do {3}.*\n/);
    assert.match(text, /\n1 warning \(1 file checked\)\n$/);
  });

  it('as text has colours as the environment wants them', async () => {
    const root = project();
    const coloured = async (env: Readonly<Record<string, string>>, terminal: boolean): Promise<boolean> => {
      return (await cli(root, ['scan'], { env, terminal })).stdout.includes('\u001B[');
    };
    assert.equal(await coloured({}, false), false);
    assert.equal(await coloured({}, true), true);
    assert.equal(await coloured({ NO_COLOR: '1' }, true), false);
    assert.equal(await coloured({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
    assert.equal(await coloured({ FORCE_COLOR: '1' }, false), true);
    assert.equal(await coloured({ FORCE_COLOR: '0' }, true), false);
    assert.equal(await coloured({ TERM: 'dumb' }, true), false);
  });

  it('as text keeps tabs below tabs and cuts long lines around the squiggle', async () => {
    const tabs = await output(project('a.ts', LEAK.replaceAll('  ', '\t')), 'text');
    assert.match(tabs, /\n {4}\| \t +~+\n/);
    const long = await output(
      project('a.ts', LEAK.replace('const fd', `/* ${'x'.repeat(400)} */ const fd`)),
      'text',
    );
    const [source = '', squiggle = ''] = long.split('\n').slice(3);
    assert.ok(source.length < 140);
    assert.equal(source.slice(squiggle.indexOf('~'), squiggle.lastIndexOf('~') + 1), "openSync(path, 'r')");
  });

  it('as JSON has version 1 of the form', async () => {
    const report: unknown = JSON.parse(await output(project('sub/a.ts'), 'json'));
    const finding = member(member(report, 'findings'), 0);
    assert.equal(member(report, 'version'), 1);
    assert.equal(member(member(report, 'tool'), 'name'), 'leaklint');
    const wanted = {
      rule: 'unclosed-file',
      severity: 'warning',
      file: 'sub/a.ts',
      line: 3,
      column: 14,
      endLine: 3,
      endColumn: 33,
      kind: 'file-handle',
      lostPath: 'early-return',
      evidence: 'certain',
    };
    for (const [key, value] of Object.entries(wanted)) assert.equal(member(finding, key), value, key);
    for (const key of ['message', 'why', 'action', 'fingerprint'])
      assert.equal(typeof member(finding, key), 'string', key);
    const step = member(member(finding, 'path'), 0);
    assert.deepEqual(
      [member(step, 'file'), member(step, 'line'), member(step, 'role')],
      ['sub/a.ts', 3, 'acquired'],
    );
    assert.equal(typeof member(member(member(finding, 'fixes'), 0), 'title'), 'string');
    const { milliseconds, ...counts } = record(member(report, 'summary'));
    assert.equal(typeof milliseconds, 'number');
    assert.deepEqual(counts, {
      files: 1,
      parsed: 1,
      errors: 0,
      warnings: 1,
      information: 0,
      hints: 0,
      suppressed: 0,
      baseline: 0,
      givenUp: 0,
    });
  });

  it('as SARIF is valid, with flows, fixes, help and fingerprints', async () => {
    const log: unknown = JSON.parse(await output(project('sub dir/ä#.ts'), 'sarif'));
    const schema: unknown = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const validate = new Draft04.default({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(record(schema));
    assert.ok(validate(log), JSON.stringify(validate.errors));
    const run = member(member(log, 'runs'), 0);
    const result = member(member(run, 'results'), 0);
    const place = member(member(member(result, 'locations'), 0), 'physicalLocation');
    assert.equal(member(member(place, 'artifactLocation'), 'uri'), 'sub%20dir/%C3%A4%23.ts');
    assert.deepEqual(member(place, 'region'), { startLine: 3, startColumn: 14, endLine: 3, endColumn: 33 });
    assert.ok(member(member(result, 'codeFlows'), 0));
    assert.ok(member(member(result, 'fixes'), 0));
    assert.ok(member(member(result, 'partialFingerprints'), 'leaklint/v1'));
    const rule = member(
      member(member(member(run, 'tool'), 'driver'), 'rules'),
      Number(member(result, 'ruleIndex')),
    );
    assert.equal(member(rule, 'id'), 'unclosed-file');
    assert.ok(member(member(rule, 'help'), 'text'));
  });

  it('as SARIF is valid without findings and with notices', async () => {
    const root = project('a.ts', '// leaklint-ignore-next-line unclosed-file\n\n');
    const log: unknown = JSON.parse(await output(root, 'sarif'));
    const schema: unknown = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const validate = new Draft04.default({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(record(schema));
    assert.ok(validate(log), JSON.stringify(validate.errors));
    assert.deepEqual(member(member(member(log, 'runs'), 0), 'results'), []);
  });

  it('for GitHub escapes what would end a command or a property', async () => {
    const line = await output(project('a,b:c%.ts'), 'github');
    assert.match(
      line,
      /^::warning file=a%2Cb%3Ac%25\.ts,line=3,endLine=3,col=14,endColumn=33,title=Leaklint%3A unclosed-file::[^\n]+%0A[^\n]+\n$/,
    );
  });

  it('for JUnit is well-formed, and a passing test where nothing is found', async () => {
    const xml = await output(project('a&<b>.ts'), 'junit');
    assert.match(
      xml,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="leaklint" tests="1" failures="1">/,
    );
    assert.match(xml, /<testsuite name="a&amp;&lt;b&gt;\.ts" tests="1" failures="1">/);
    assert.match(xml, /<failure type="warning" message="[^"]+">/);
    assert.match(await output(project('a.ts', ''), 'junit'), /tests="1" failures="0"/);
  });
});

function record(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}

function member(value: unknown, key: string | number): unknown {
  return record(value)[key];
}
