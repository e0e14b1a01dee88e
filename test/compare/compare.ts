/**
 * Compares Leaklint with the tools of the languages, line by line: `npm run compare -- FOLDER…`. Prints a table, then
 * every line on which they disagree, to be read. Needs the bundle (`npm run build`); a tool that is not installed is
 * left out and named. Without folders the fixtures are compared.
 */
import { relative, resolve } from 'node:path';
import { ecjTool } from './ecj.ts';
import { filesBelow, lineAt, ownPlaces, type Tool } from './places.ts';
import { pylintTool } from '../python/pylint.ts';
import { ruffTools } from '../python/ruff.ts';
import { vetTools } from './vet.ts';

const tools: readonly Tool[] = [...ruffTools, pylintTool, ecjTool, ...vetTools];
const given = process.argv.slice(2);
const folders = (given.length === 0 ? ['rules'] : given).map((folder) => resolve(folder));
const own = ownPlaces(folders);
const table: string[] = [
  '| check | files | both | only theirs | only Leaklint |',
  '| --- | --- | --- | --- | --- |',
];
const disagreements: string[] = [];

for (const { name, ending, rules, places } of tools) {
  const files = filesBelow(folders, ending).length;
  if (files === 0) continue;
  const theirs = await places(folders);
  if (theirs === null) {
    table.push(`| ${name} | ${String(files)} | not installed | | |`);
    continue;
  }
  const ours = new Set(
    [...own]
      .filter(([at, said]) => at.includes(`${ending}:`) && said.some((rule) => rules.test(rule)))
      .map(([at]) => at),
  );
  const both = [...theirs].filter((at) => ours.has(at)).length;
  const onlyTheirs = [...theirs].filter((at) => !ours.has(at)).sort();
  const onlyOurs = [...ours].filter((at) => !theirs.has(at)).sort();
  table.push(`| ${name} | ${[files, both, onlyTheirs.length, onlyOurs.length].map(String).join(' | ')} |`);
  for (const at of onlyTheirs) disagreements.push(`only ${name}: ${shown(at)}`);
  for (const at of onlyOurs) disagreements.push(`only Leaklint (${name}): ${shown(at)}`);
}
process.stdout.write(`${table.join('\n')}\n\n${disagreements.join('\n')}\n`);

function shown(at: string): string {
  return `${relative(process.cwd(), at)}  ${lineAt(at)}`;
}
