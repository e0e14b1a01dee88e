/**
 * `npm run bench:lsp`: how long the built language server takes from a keystroke to the findings, what it costs
 * while nothing happens, and what it keeps in memory. On the same body of code as `npm run bench`.
 *
 *     npm run bench:lsp                  all of it, with two minutes of idling and 10,000 edits
 *     npm run bench:lsp -- --quick       fewer edits, and less idling
 *     npm run bench:lsp -- --edits 2000  memory over fewer edits
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { buildBundle } from '../tools/build.ts';
import { LEAK } from '../tools/temp.ts';
import { benchCache, layOutBody } from './body.ts';
import { BenchClient } from './lsp-client.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    // How many edits memory is watched over.
    edits: { type: 'string', default: '10000' },
  },
});
/** What one stretch of typing adds, letter by letter, and then takes away. */
const TYPED = 'const kept = await this.open(path);\n';

const source = (...parts: readonly string[]): string => join('mongodb', 'src', ...parts);
const parts = [
  source('sdam', 'topology.ts'),
  source('mongo_client.ts'),
  source('cursor', 'abstract_cursor.ts'),
  source('change_stream.ts'),
  source('cmap', 'connection.ts'),
];

await buildBundle();
const { folder, files, lines } = layOutBody(benchCache, 'heavy');
say(`${files} files, ${lines} lines; Node ${process.version}\n`);

const client = await BenchClient.start(folder);
try {
  const long = parts
    .map((part) => readFileSync(join(folder, part), 'utf8'))
    .join('\n')
    .split('\n')
    .slice(0, 5_000)
    .join('\n');
  const longPath = join(folder, source('sdam', 'leaklint-bench-long.ts'));
  const path = join(folder, parts[0] ?? '');
  const alone = join(folder, 'puppeteer-core', 'src', 'cdp', 'NetworkManager.ts');
  await keystrokes('a file of 1,000 lines', alone, readFileSync(alone, 'utf8'), values.quick ? 100 : 500);
  // Every edit puts in doubt what was said of functions in all files of the circle.
  await keystrokes(
    'one in a circle of a hundred imports',
    path,
    readFileSync(path, 'utf8'),
    values.quick ? 100 : 500,
  );
  await keystrokes('a file of 5,000 lines', longPath, long, values.quick ? 50 : 200);
  await fixAll(alone);
  await memory(path, values.quick ? 1_000 : Number(values.edits));
  await idle(values.quick ? 20 : 120);
} finally {
  await client.end();
}

async function keystrokes(what: string, path: string, text: string, count: number): Promise<void> {
  await client.open(path, text);
  // The first ones warm the compiler up, as an editor that has been open for a while is.
  await type(path, 60);
  const before = client.processorMilliseconds();
  const times = await type(path, count);
  const processor = (client.processorMilliseconds() - before) / count;
  const sorted = [...times].sort((left, right) => left - right);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  say(
    `keystroke to findings, ${what} (${text.split('\n').length}): median ${at(0.5)} ms, p95 ${at(0.95)} ms, largest ${at(0.999)} ms; processor ${processor.toFixed(1)} ms each`,
  );
  await client.close(path);
}

/** Types at many places, and gives the time from each letter to the answer. */
async function type(path: string, count: number): Promise<number[]> {
  const times: number[] = [];
  const text = client.text(path);
  const places = [...text.matchAll(/^ {4}(?=\w)/gm)].map(({ index }) => index);
  for (let stretch = 0; times.length < count; stretch++) {
    const at = places[(stretch * 37) % places.length] ?? 0;
    for (let typed = 0; typed < TYPED.length && times.length < count; typed++) {
      times.push(await client.keystroke(path, at + typed, at + typed, TYPED[typed] ?? ''));
    }
    await client.keystroke(path, 0, client.text(path).length, text);
  }
  return times;
}

/** What is asked for when a file is saved: first after an edit, then while nothing has changed. */
async function fixAll(path: string): Promise<void> {
  await client.open(path, `${readFileSync(path, 'utf8')}\n${LEAK}`);
  const first = await client.fixAll(path);
  const again: number[] = [];
  for (let count = 0; count < 50; count++) again.push((await client.fixAll(path)).milliseconds);
  const largest = Math.max(...again);
  say(
    `all safe fixes of a file: ${first.milliseconds.toFixed(1)} ms when they are tried first (${first.edits} edits), ${largest.toFixed(1)} ms at most of findings that are known`,
  );
  await client.close(path);
}

async function memory(path: string, edits: number): Promise<void> {
  const early = Math.min(1_000, edits / 2);
  await client.open(path, readFileSync(path, 'utf8'));
  await type(path, early);
  const alone = client.residentMegabytes();
  const first = await client.scan();
  const scanned = client.residentMegabytes();
  await type(path, edits - early);
  const second = await client.scan();
  const late = client.residentMegabytes();
  say(
    `memory: ${alone.toFixed(0)} MB after ${early} edits, ${scanned.toFixed(0)} MB after a scan of ${first.files} files (${(first.milliseconds / 1000).toFixed(1)} s), ${late.toFixed(0)} MB after ${edits} edits and another scan (${(second.milliseconds / 1000).toFixed(1)} s): ${(late / scanned).toFixed(2)}× the first, ${(late / alone).toFixed(2)}× without one`,
  );
  await client.close(path);
}

/** In windows of ten seconds: what comes late, such as a collection of garbage, shows as one of them. */
async function idle(seconds: number): Promise<void> {
  const settled = await settle();
  const windows: number[] = [];
  for (let second = 0; second < seconds; second += 10) windows.push(await processorIn(10_000));
  const sum = windows.reduce((total, each) => total + each, 0);
  say(
    `idle: ${sum.toFixed(0)} ms of processor in ${seconds} s, by windows of ten seconds: ${windows.join(', ')} (before, ${settled.milliseconds.toFixed(0)} ms in the ${settled.seconds} s in which it came to rest)`,
  );
}

/** Lets the server finish what closing a document has made due: until ten seconds went by without work, a minute at most. */
async function settle(): Promise<{ readonly seconds: number; readonly milliseconds: number }> {
  let [seconds, milliseconds, quiet] = [0, 0, 0];
  while (quiet < 10 && seconds < 60) {
    const spent = await processorIn(2_000);
    seconds += 2;
    milliseconds += spent;
    quiet = spent === 0 ? quiet + 2 : 0;
  }
  return { seconds, milliseconds };
}

/** The processor time that the server takes while nobody asks it anything. */
async function processorIn(milliseconds: number): Promise<number> {
  const before = client.processorMilliseconds();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return client.processorMilliseconds() - before;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
