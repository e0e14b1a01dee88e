/**
 * Bad input brings a clear message or nothing, never a crash. The time limit of each test is a watchdog only:
 * far above what a file may take, far below what a runaway takes.
 */
import assert from 'node:assert/strict';
import { closeSync, openSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  cleanUpAfterEach,
  cli,
  LEAK,
  LEAK_JS,
  temporaryProject,
  type CliResult,
} from '../../test/tools/temp.ts';

const LEVELS = 10_000;
const HEAD = "import { openSync } from 'node:fs';\n";

function around(open: string, inner: string, close: string): string {
  return open.repeat(LEVELS) + inner + close.repeat(LEVELS);
}

/** Deep nesting in every place that a parser recurses into. */
const nested: Readonly<Record<string, string>> = {
  arrays: `export const x = ${around('[', 'openSync("a")', ']')};`,
  parentheses: `export const x = ${around('(', 'openSync("a")', ')')};`,
  objects: `export const x = ${around('{a:', 'openSync("a")', '}')};`,
  blocks: around('{', 'openSync("a");', '}'),
  'if statements': `export function f(a) { ${around('if (a) {', 'openSync("a");', '}')} }`,
  'else branches': `export function f(a) { ${'if (a === 1) { openSync("a"); } else '.repeat(LEVELS)} {} }`,
  'try statements': around('try {', 'openSync("a");', '} finally {}'),
  functions: around('(() => {', 'openSync("a");', '})();'),
  calls: `export const x = ${around('f(', 'openSync("a")', ')')};`,
  chains: `export const x = openSync("a")${'.b()'.repeat(LEVELS)};`,
  sums: `export const x = openSync("a")${' + 1'.repeat(LEVELS)};`,
  conditions: `export const x = ${'a ? b : '.repeat(LEVELS)} openSync("a");`,
  templates: `export const x = ${around('`${', 'openSync("a")', '}`')};`,
  negations: `export const x = ${'!'.repeat(LEVELS)} openSync("a");`,
  types: `export const fd: ${around('Array<', 'number', '>')} = openSync("a");`,
  elements: `export const x = ${around('<a>', '{openSync("a")}', '</a>')};`,
  unfinished: `export const x = ${'['.repeat(LEVELS)} openSync("a"`,
  'comments and quotes': `${'/*'.repeat(LEVELS)}'"\``,
};

/** Nests whose resource is rightly seen as nothing to report. */
const quiet = new Set(['comments and quotes']);

function assertCalm({ code, stdout, stderr }: CliResult, what: string): void {
  assert.ok(code === 0 || code === 1, `${what}: code ${String(code)} ${stderr}`);
  assert.doesNotMatch(stderr, /defect of Leaklint|RangeError|Maximum call stack/, what);
  assert.notEqual(stdout, '', what);
}

describe('bad input', () => {
  cleanUpAfterEach();

  for (const [what, text] of Object.entries(nested)) {
    it(`${String(LEVELS)} levels of ${what}`, async () => {
      const root = temporaryProject({ '.git/HEAD': '', 'a.tsx': HEAD + text, 'b.ts': LEAK });
      const result = await cli(root, ['scan', 'a.tsx', 'b.ts', '--min-severity', 'hint', '--no-cache']);
      assertCalm(result, what);
      // Whatever was not looked at is told of, and the other file is checked all the same.
      assert.ok(/a\.tsx:\d/.test(result.stdout) || /a\.tsx: /.test(result.stderr) || quiet.has(what), what);
      assert.match(result.stdout, /b\.ts:3:14/);
    }).timeout(20_000);
  }

  it('a file of 50 MB', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'b.ts': LEAK });
    const path = join(root, 'huge.js');
    closeSync(openSync(path, 'w'));
    // Sparse: large to whoever asks, nothing on the disk.
    truncateSync(path, 50_000_000);
    const { code, stdout, stderr } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /1 given up/);
    assert.match(stderr, /huge\.js: This file is too large to check \(50\.0 MB, the limit is 1 MB\)/);
  }).timeout(20_000);

  it('lines without end', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'long.js': `${HEAD}var a = "${'x'.repeat(900_000)}";\n`,
      'b.ts': LEAK,
    });
    assertCalm(await cli(root, ['scan', 'long.js', 'b.ts', '--no-cache']), 'long line');
  }).timeout(20_000);

  it('links that lead in circles', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'src/a.ts': LEAK });
    symlinkSync('..', join(root, 'src/up'));
    symlinkSync('self', join(root, 'self'));
    const { code, stdout } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /1 warning \(1 file checked\)/);
    assert.equal((await cli(root, ['scan', 'self'])).code, 2);
  });

  it('bytes that are no UTF-8', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts': Buffer.concat([Buffer.from(LEAK), Buffer.from([0xc3, 0x28, 0xff])]),
    });
    const { code, stdout, stderr } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /a\.ts:3:14/);
    assert.match(stderr, /a\.ts: This file holds bytes that are no UTF-8/);
  });

  it('files that are binary, empty or nothing but a byte order mark', async () => {
    const root = temporaryProject({
      'a.ts': '',
      'b.ts': '\uFEFF',
      'c.ts': new Uint8Array(10_000),
      'd.js': Buffer.from('7f454c4602010100', 'hex'),
    });
    assertCalm(await cli(root, ['scan', 'a.ts', 'b.ts', 'c.ts', 'd.js', '--no-cache']), 'binary');
  });

  it('folders with the names of files', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts/b.ts': LEAK,
      '.gitignore/x': '',
      'tsconfig.json/x': '',
      'leaklint.config.json/x': '',
      'leaklint-baseline.json/x': '',
    });
    const { code, stdout } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /a\.ts\/b\.ts:3:14/);
  });

  it('imports that lead in circles', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'a.ts': `import { b } from './b';\nexport * from './b';\nexport function a(fd: number): void { b(fd); }\n${LEAK}`,
      'b.ts': `import { a } from './a';\nexport * from './a';\nexport function b(fd: number): void { a(fd); }\nimport { openSync } from 'node:fs';\nexport const c = (): void => { b(openSync('x')); };\n`,
    });
    assertCalm(await cli(root, ['scan', '--no-cache']), 'import cycle');
  });

  it('functions with syntax errors, which are told of while the others are checked', async () => {
    const broken = 'export function f(a) { const x = ; if ( return 1 }\n';
    const root = temporaryProject({ '.git/HEAD': '', 'a.js': `${broken}${LEAK_JS}` });
    const { code, stdout, stderr } = await cli(root, ['scan', '--no-cache']);
    assert.equal(code, 1);
    assert.match(stdout, /a\.js:4:14/);
    assert.match(stderr, /a\.js: .* not analysed to the end: syntax errors/);
  });

  it('half of a file, at every point', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    for (let length = 0; length < LEAK_JS.length; length += 7) {
      const args = ['scan', '--stdin', '--stdin-filename', 'a.js', '--no-cache'];
      assertCalm(await cli(root, args, { stdin: LEAK_JS.slice(0, length) }), String(length));
    }
  });
});
