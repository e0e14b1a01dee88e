/**
 * What `npm run bench:languages` runs, bundled like the engine that is shipped: the folders one after another, in this
 * one process, and what of their source goes through in a second.
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { languages } from '../../languages/index.ts';
import type { Language } from '../../languages/language.ts';
import { setV8Flags } from '../../server/cli/v8-flags.ts';
import { Workspace } from '../../server/workspace/workspace.ts';

const sums = new Map<string, Sum>();
void main();

interface Sum {
  files: number;
  bytes: number;
  seconds: number;
}

async function main(): Promise<void> {
  // As the command line runs.
  setV8Flags(false);
  for (const folder of process.argv.slice(2)) await sayFolder(folder);
  for (const [name, { files, bytes, seconds }] of sums)
    say(`all | ${name} | ${files} files, ${(bytes / 1e6).toFixed(2)} MB | whole ${rate(bytes, seconds)}`);
}

async function sayFolder(folder: string): Promise<void> {
  const workspace = new Workspace({ cwd: folder, engine: null });
  const { files } = workspace.discover([folder]);
  await workspace.prepare(files);
  for (const language of languages) {
    const own = files.filter((file) => language.endings.includes(extname(file)));
    if (own.length > 0) sayLanguage(folder, language, workspace, own);
  }
}

function sayLanguage(
  folder: string,
  { name }: Language,
  workspace: Workspace,
  files: readonly string[],
): void {
  const bytes = (paths: readonly string[]): number =>
    paths.reduce((sum, path) => sum + readFileSync(path).length, 0);
  const texts = files.map((path) => {
    const source = workspace.sources.read(path);
    return { path, text: 'unread' in source ? '' : source.text };
  });
  const gate = (): string[] =>
    texts
      .filter(({ path, text }) => !workspace.scopeOf(path).project.catalogue.gate(text))
      .map(({ path }) => path);
  const rejected = gate();
  const rejectedTexts = texts.filter(({ path }) => rejected.includes(path));
  // Once is too short to be measured.
  const rounds = 20;
  const gating = spent(() => {
    for (let round = 0; round < rounds; round++)
      for (const { path, text } of rejectedTexts) workspace.scopeOf(path).project.catalogue.gate(text);
  });
  const whole = spent(() => {
    for (const file of files) workspace.check(file);
  });
  const size = bytes(files);
  const sum = sums.get(name) ?? { files: 0, bytes: 0, seconds: 0 };
  sums.set(name, {
    files: sum.files + files.length,
    bytes: sum.bytes + size,
    seconds: sum.seconds + whole,
  });
  say(
    [
      folder.split(/[\\/]/).at(-1) ?? folder,
      name,
      `${files.length} files, ${(size / 1e6).toFixed(2)} MB`,
      `whole ${rate(size, whole)}`,
      `${rejected.length} turned away at ${rate(bytes(rejected) * rounds, gating)}`,
      `${workspace.sources.lowered} lowered so far`,
    ].join(' | '),
  );
}

/** Seconds of processor time, those of the collector's and the compiler's threads included. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function rate(bytes: number, seconds: number): string {
  return seconds > 0 ? `${(bytes / 1e6 / seconds).toFixed(2)} MB/s` : '-';
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
