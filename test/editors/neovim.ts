/**
 * `npm run test:neovim`: a real Neovim starts the built server, shows a leak and mends it. Prints what it showed.
 * Ends with 1 if any of that fails, and with 1 if there is no Neovim.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle, bundlePath } from '../tools/build.ts';
import { inProject } from '../tools/project.ts';

const LEAK = `import { openSync, readSync, closeSync } from 'node:fs';
export function size(path: string, buffer: Buffer): number {
  const fd = openSync(path, 'r');
  if (buffer.length === 0) return 0;
  const size = readSync(fd, buffer);
  closeSync(fd);
  return size;
}
`;

await buildBundle();
let passed = false;
const folder = mkdtempSync(join(tmpdir(), 'leaklint-neovim-'));
try {
  const file = join(folder, 'leak.ts');
  writeFileSync(file, LEAK);
  const { status, stdout, stderr, error } = spawnSync(
    'nvim',
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', inProject('test/editors/neovim.lua')],
    {
      encoding: 'utf8',
      timeout: 120_000,
      env: {
        ...process.env,
        // Its log and state belong into a folder that goes.
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        LEAKLINT_NODE: process.execPath,
        LEAKLINT_PROGRAM: bundlePath,
        LEAKLINT_FILE: file,
      },
    },
  );
  process.stdout.write(stdout);
  const wanted = [
    /^3:14 The file descriptor `fd` is not closed/m,
    /^applied: Close `fd`/m,
    /^nothing is left$/m,
  ];
  const missing = wanted.filter((each) => !each.test(stdout));
  if (error !== undefined) process.stderr.write(`Neovim could not be run: ${error.message}\n`);
  passed = status === 0 && missing.length === 0;
  if (!passed) {
    process.stderr.write(`Neovim ended with ${String(status)}; not seen: ${missing.join(', ')}\n${stderr}\n`);
    process.stderr.write(readFileSync(file, 'utf8'));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Continuous integration adds up what its stages have run: passed, failed, skipped.
const counts = process.env['LEAKLINT_COUNTS'];
if (counts !== undefined) appendFileSync(counts, passed ? '1 0 0\n' : '0 1 0\n');
process.exitCode = passed ? 0 : 1;
