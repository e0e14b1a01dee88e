/** However files are edited, the editor shows in the end what a fresh scan finds. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';
import { freshFindings, shownFindings } from './fresh.ts';

const EDITS = 1_000;
/** After so many edits the two are compared. */
const EVERY = 50;
/** Another one can be named, to look for more: `SEED=7 npm run mocha -- -g random`. */
const seed = Number(process.env['SEED'] ?? '20261121');

const files: Readonly<Record<string, string>> = {
  'open.ts': `import { openSync, closeSync } from 'node:fs';
export function open(path: string): number {
  return openSync(path, 'r');
}
export function done(file: number): void {
  closeSync(file);
}
`,
  'index.ts': `export { open, done } from './open.js';\n`,
  'use.ts': `import { open, done } from './index.js';
export function use(path: string): number {
  const 𝒇𝒅 = /* 🚰 */ open(path);
  if (path === '') return 0;
  done(𝒇𝒅);
  return 1;
}
`,
  'class.js': `const { createServer } = require('node:http');\r
class Api {\r
  start() { this.server = createServer(); this.server.listen(1); }\r
  close() { /* 🚪 */ }\r
}\r
module.exports = { Api };\r
`,
  // Two files that import each other, and give each other what they open.
  'ping.ts': `import { pong, shut } from './pong.js';
import { open } from './index.js';
export function ping(path: string): number {
  if (path === '🏓') return pong(path.slice(1));
  return open(path);
}
export function both(path: string): void {
  const file = pong(path);
  if (path === '') return;
  shut(file);
}
`,
  'pong.ts': `import { ping } from './ping.js';
import { closeSync } from 'node:fs';
export function pong(path: string): number {
  return path === '' ? ping('🏓') : ping(path);
}
export function shut(file: number): void {
  if (file > 0) closeSync(file);
}
export function lose(path: string): void {
  const file = ping(path);
  if (path === '') throw new Error();
  shut(file);
}
`,
  'unopened.ts': `import { open } from './index.js';
export function peek(path: string): boolean {
  const file = open(path);
  return path === '';
}
`,
};

const pieces = [
  ' ',
  '\n',
  '\r\n',
  '{',
  '}',
  '(',
  ')',
  '`',
  '// ',
  '/*',
  '*/',
  '🚰',
  'return 0;\n',
  'throw new Error();\n',
  'done(𝒇𝒅);\n',
  'const other = open(path);\n',
  'if (path) { ',
  'await ',
  "import { openSync } from 'node:fs';\n",
  '// leaklint-ignore-next-line unclosed-file\n',
  'this.server.close();\n',
  'export function more(path) { const fd = open(path); }\n',
  'return ping(path);\n',
  'return pong(path);\n',
  "return open('');\n",
  'shut(file);\n',
];

describe('language server: random edits', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it(`of several files end in what a fresh scan finds (seed ${seed})`, async function () {
    this.timeout(300_000);
    const random = randomFrom(seed);
    const pick = (count: number): number => Math.floor(random() * count);
    const root = temporaryProject({ '.git/HEAD': '', ...files });
    const editor = await FakeEditor.start({ folders: [root] });
    editor.watchWorkspace();
    await editor.request('leaklint/scan', {});
    const opened = Object.keys(files)
      .filter((name) => name !== 'unopened.ts')
      .map((name) => join(root, name));
    for (const path of opened) await editor.open(path, files[path.slice(root.length + 1)] ?? '');
    for (let count = 1; count <= EDITS; count++) {
      const path = opened[pick(opened.length)] ?? '';
      const text = editor.text(path);
      const original = files[path.slice(root.length + 1)] ?? '';
      const kind = pick(12);
      // Now and then all is as it was, so that the texts do not end as mere rubble.
      if (kind === 0) await editor.edit(path, [0, text.length, original]);
      else if (kind < 7) {
        const at = pick(text.length + 1);
        await editor.edit(path, [at, at, pieces[pick(pieces.length)] ?? '']);
      } else {
        const at = pick(text.length + 1);
        await editor.edit(path, [at, Math.min(text.length, at + pick(12)), '']);
      }
      // A question that nobody waits for runs while the next edits come.
      if (pick(3) === 0) void editor.pull(opened[pick(opened.length)] ?? '').catch(() => undefined);
      if (count % EVERY === 0) await compare(editor, root, opened);
    }
  });
});

async function compare(editor: FakeEditor, root: string, opened: readonly string[]): Promise<void> {
  const texts = new Map(opened.map((path) => [path, editor.text(path)]));
  const unopened = join(root, 'unopened.ts');
  const expected = freshFindings(root, texts, [...opened, unopened]);
  for (const path of opened) {
    const shown = shownFindings(await editor.pull(path));
    assert.deepEqual(shown, expected.get(path), `${path}\n${editor.text(path)}`);
  }
  const wanted = JSON.stringify(expected.get(unopened));
  await editor.until(() => JSON.stringify(shownFindings(editor.shown.get(uri(unopened)) ?? [])) === wanted);
}

/** Numbers from 0 to below 1 (mulberry32): the same for the same seed everywhere. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
