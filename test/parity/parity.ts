/**
 * `npm run parity -- FOLDER…`: whether the editor and the ESLint form say of whole projects what the command line
 * says. Prints what differs, and counts.
 */
import { resolve } from 'node:path';
import { Workspace } from '../../server/workspace/workspace.ts';
import { endEditors } from '../lsp/editor.ts';
import type { Comparison } from './difference.ts';
import { compareEditor } from './editor.ts';
import { compareEslint, isForEslint } from './eslint.ts';

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) {
  process.stderr.write('Name the folders of one or more projects: npm run parity -- FOLDER…\n');
  process.exitCode = 2;
}
for (const root of folders) {
  const { files } = new Workspace({ cwd: root }).discover([root]);
  report(root, 'editor', await compareEditor(root, files, () => true));
  await endEditors();
  report(root, 'ESLint', compareEslint(root, files.filter(isForEslint)));
}

function report(root: string, form: string, { files, findings, leftOut, differences }: Comparison): void {
  for (const { file, how, said, printed } of differences) {
    process.stdout.write(`${file} (${how})\n`);
    for (const line of printed.filter((one) => !said.includes(one))) process.stdout.write(`  - ${line}\n`);
    for (const line of said.filter((one) => !printed.includes(one))) process.stdout.write(`  + ${line}\n`);
  }
  process.stdout.write(
    `${root}: ${form}: ${String(files)} files, ${String(findings)} findings, ${String(leftOut)} could not be parsed, ${String(differences.length)} differ\n`,
  );
  if (differences.length > 0) process.exitCode = 1;
}
