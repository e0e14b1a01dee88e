/** `npm run vsix`: builds the extension and packs it into `dist/leaklint.vsix`. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { buildBundle, buildExtension } from './build.ts';
import { inProject } from './project.ts';

export const vsixPath = inProject('dist/leaklint.vsix');

/** Builds and packs. What goes in is said by `.vscodeignore`. Throws what the packer says if it fails. */
export async function packageExtension(): Promise<void> {
  await Promise.all([buildBundle(), buildExtension()]);
  const args = ['package', '--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  // The project's own page is for those who have a clone.
  args.push('--readme-path', 'client/README.md');
  const vsce = inProject('node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, ...args, '--out', vsixPath], {
    cwd: inProject('.'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The extension could not be packed:\n${stdout}${stderr}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await packageExtension();
  process.stdout.write(`${vsixPath}\n`);
}
