/** `npx tsx test/seeds/score.ts FOLDER`: what Leaklint says of the five incidents, as a table. See the README here. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Severity } from '../../rules/rule.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { seedRows, type SeedFile } from './rows.ts';

const folder = resolve(process.argv[2] ?? '.');
const only = process.argv[3];
let failed = 0;
for (const row of seedRows) {
  if (only !== undefined && row.id !== only) continue;
  const problems: string[] = [];
  const found: string[] = [];
  for (const file of row.files) {
    const path = find(join(folder, row.id, file.state), file.path);
    if (path === null) problems.push(`${file.state}/${file.path} is not laid out`);
    else await judge(join(folder, row.id, file.state), path, file, problems, found);
  }
  if (problems.length > 0) failed++;
  say(
    `| ${row.id} | ${row.system} | ${found.join('; ')} | ${problems.length === 0 ? 'yes' : problems.join('; ')} |`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;

async function judge(
  root: string,
  path: string,
  file: SeedFile,
  problems: string[],
  found: string[],
): Promise<void> {
  // What the file imports lies beside its folder.
  const workspace = new Workspace({ cwd: root });
  workspace.name(path);
  await workspace.prepare([path]);
  const { findings, notices } = workspace.check(path);
  const at = (line: number, levels: readonly Severity[]): boolean =>
    findings.some(({ finding, start }) => start.line === line && levels.includes(finding.severity));
  const loud = ['error', 'warning'] as const;
  const any = [...loud, 'information'] as const;
  for (const line of file.warn ?? [])
    if (at(line, loud)) found.push(`${basename(path)}:${String(line)} warning`);
    else problems.push(`${file.path}:${String(line)} is no warning`);
  for (const line of file.inform ?? [])
    if (at(line, any)) found.push(`${basename(path)}:${String(line)} information`);
    else problems.push(`${file.path}:${String(line)} is not found`);
  for (const { finding, start } of findings) {
    if (!loud.some((level) => level === finding.severity)) continue;
    if (file.silent === 'all' || file.silent?.includes(start.line) === true)
      problems.push(
        `${file.state}/${file.path}:${String(start.line)} should be silent: ${finding.message.what}`,
      );
  }
  problems.push(...notices.filter(({ kind }) => kind === 'unreadable').map(({ message }) => message));
}

/** The file, wherever below the folder its path ends so. */
function find(below: string, path: string): string | null {
  const direct = join(below, path);
  if (existsSync(direct)) return direct;
  if (!existsSync(below)) return null;
  const all = readdirSync(below, { recursive: true, encoding: 'utf8' });
  const match = all.find((each) => each.replaceAll('\\', '/').endsWith(`/${path}`) || each === path);
  return match === undefined ? null : join(below, match);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
