/**
 * `npm run test:vscode`: the extension in a real VS Code. First tests that run in its extension host, then the
 * packaged extension, used in the window as a person would. Screenshots of what was seen stay in the cache.
 */
import { readdirSync, rmSync } from 'node:fs';
import Mocha from 'mocha';
import { inProject } from '../tools/project.ts';
import { packageExtension } from '../tools/package.ts';
import { printCounts, type Counts } from '../tools/counts.cjs';
import { install } from './install.ts';
import { paths } from './paths.ts';
import { runInside } from './run-inside.ts';

install();
await packageExtension();
rmSync(paths.screenshots, { recursive: true, force: true });
const inside = await runInside();
const outside = await runOutside();
printCounts({
  passes: inside.passes + outside.passes,
  failures: inside.failures + outside.failures,
  pending: inside.pending + outside.pending,
});
process.exitCode = inside.failures + outside.failures === 0 ? 0 : 1;

/** Drives the window. Arguments narrow it down to tests whose title contains them. */
async function runOutside(): Promise<Counts> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, reporter: 'spec', color: process.stdout.isTTY });
  const folder = inProject('test/vscode/outside');
  for (const file of readdirSync(folder)) if (file.endsWith('.e2e.ts')) mocha.addFile(`${folder}/${file}`);
  const wanted = process.argv.slice(2).join(' ');
  if (wanted !== '') mocha.fgrep(wanted);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passes, failures, pending });
    });
  });
}
