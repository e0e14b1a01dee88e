/** Runs the tests of `inside/` in the extension host of a real VS Code, over the sources' own build. */
import { existsSync, mkdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { build } from 'esbuild';
import type { Counts } from '../tools/counts.cjs';
import { inProject } from '../tools/project.ts';
import { launchBrowser } from './browser.ts';
import { Editor } from './editor.ts';
import { isInsideResult } from './inside/result.ts';
import { paths } from './paths.ts';
import { removeWorkspaces, shop, workspace } from './workspaces.ts';

const TIMEOUT = 300_000;

/** Runs them, prints how each ended and what was measured, and gives the counts. */
export async function runInside(): Promise<Counts> {
  process.stdout.write('\n  in the extension host\n');
  await bundleTests();
  const target = `${paths.cache}/inside/result.json`;
  rmSync(target, { force: true });
  const editor = await Editor.start({ env: { LEAKLINT_INSIDE_RESULT: target } });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const done = appears(target);
    await page.goto(editor.url(workspace('shop', shop), { extension: inProject('.'), tests: paths.inside }));
    await done;
  } finally {
    await browser.close();
    await editor.stop();
    removeWorkspaces();
  }
  const result: unknown = JSON.parse(readFileSync(target, 'utf8'));
  if (!isInsideResult(result)) throw new Error(`${target} is no result of tests`);
  for (const title of result.passes) process.stdout.write(`    ✔ ${title}\n`);
  for (const { title, message } of result.failures) process.stdout.write(`    ✖ ${title}\n${message}\n`);
  for (const note of result.notes) process.stdout.write(`    ${note}\n`);
  return { passes: result.passes.length, failures: result.failures.length, pending: 0 };
}

async function bundleTests(): Promise<void> {
  await build({
    absWorkingDir: inProject('.'),
    entryPoints: [inProject('test/vscode/inside/index.ts')],
    outfile: paths.inside,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** Resolves when a file is there. Rejects if it does not come in time. */
async function appears(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  let late: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(file));
  try {
    await new Promise<void>((resolve, reject) => {
      late = setTimeout(() => reject(new Error('the tests inside VS Code did not end')), TIMEOUT);
      watcher.on('change', (_, name) => {
        if (name === basename(file) && existsSync(file)) resolve();
      });
      watcher.on('error', reject);
    });
  } finally {
    clearTimeout(late);
    watcher.close();
  }
}
