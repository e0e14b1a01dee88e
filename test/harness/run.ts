/**
 * Prints what differs between the fixtures and the engine: `npx tsx test/harness/run.ts [filter]`.
 * The filter is a part of a fixture's name: a rule, `clean`, `early-return`.
 */
import { fixtureProjects, readmeExamples } from './collection.ts';
import { verify, type Difference } from './verify.ts';

const filter = process.argv[2] ?? '';
const totals = { projects: 0, failing: 0, expected: 0, missing: 0, unexpected: 0, 'given-up': 0 };

for (const { rule, name, group, texts } of fixtureProjects()) {
  if (!name.includes(filter)) continue;
  const { differences } = verify(texts, rule);
  const known = group === 'known';
  totals.projects += 1;
  if (known ? differences.length > 0 : differences.length === 0) continue;
  print(known ? `${name}: mended, so it can leave \`known\`` : name, differences);
}
for (const { rule, group, language, text, line } of readmeExamples()) {
  const name = `${rule}/README.md:${String(line)} (${group})`;
  if (!name.includes(filter)) continue;
  totals.projects += 1;
  const { differences } = verify(new Map([[`/src/snippet.${language}`, text]]), rule);
  if (differences.length > 0) print(name, differences);
}
const { projects, failing, missing, unexpected } = totals;
say(
  `${String(projects)} fixtures and examples, ${String(failing)} differ: ${String(missing)} missing, ${String(unexpected)} unexpected, ${String(totals['given-up'])} given up`,
);

function print(name: string, differences: readonly Difference[]): void {
  totals.failing += 1;
  say(name);
  for (const { line, kind, text } of differences) {
    totals[kind] += 1;
    say(
      `  ${String(line).padStart(3)} ${kind === 'missing' ? '−' : kind === 'unexpected' ? '+' : '!'} ${text}`,
    );
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
