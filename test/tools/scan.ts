/** `npm run scan -- PATH`: builds if anything is newer than the bundle, and scans. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { buildBundle, bundlePath } from './build.ts';
import { inProject } from './project.ts';

const folders = ['analysis', 'languages', 'rules', 'server'];

function isStale(): boolean {
  const built = statSync(bundlePath, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  const sources = folders.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      inProject(folder, file),
    ),
  );
  return [inProject('package-lock.json'), ...sources].some((file) => statSync(file).mtimeMs > built);
}

if (isStale()) await buildBundle();
// npm runs scripts in the project; paths are meant from where the user stands.
const cwd = process.env['INIT_CWD'] ?? process.cwd();
const { status } = spawnSync(process.execPath, [bundlePath, 'scan', ...process.argv.slice(2)], {
  cwd,
  stdio: 'inherit',
});
process.exitCode = status ?? 2;
