/**
 * `npm run bench:languages -- FOLDER…`: how much source of each language goes through in a second of one processor,
 * all files of a folder together and those that the gate turns away by themselves, and all folders after one another in
 * one process (`through.ts`): the first of them pays for the engine's own compilation. And what a scan without any file
 * of these languages takes to start. What the folders hold is up to whoever runs it: real projects.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildBundle, buildEngine, bundlePath } from '../tools/build.ts';
import { inProject } from '../tools/project.ts';
import { measure, medianOf } from './measure.ts';

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) {
  process.stderr.write('Name the folders to measure on: npm run bench:languages -- FOLDER…\n');
  process.exit(2);
}
await buildBundle();
sayStart();
// From source it would be another program than the one that is shipped: each function is named anew when it is made.
const outfile = inProject('dist/bench-languages.cjs');
await buildEngine({ entryPoints: [inProject('test/bench/through.ts')], outfile });
const { status } = spawnSync(process.execPath, [outfile, ...folders], { stdio: 'inherit' });
process.exitCode = status ?? 1;

/** A scan of one small file, and Node by itself. */
function sayStart(): void {
  const folder = mkdtempSync(join(tmpdir(), 'leaklint-start-'));
  writeFileSync(join(folder, 'a.ts'), 'export const a = 1;\n');
  const scan = [process.execPath, bundlePath, 'scan', '--no-cache', '.'];
  const seconds = (command: readonly string[]): number =>
    medianOf(Array.from({ length: 7 }, () => measure(command, folder))).seconds;
  say(
    `start: one small file ${ms(seconds(scan))}, Node alone ${ms(seconds([process.execPath, '-e', '0']))}\n`,
  );
  rmSync(folder, { recursive: true });
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
