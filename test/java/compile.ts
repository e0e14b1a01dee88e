/**
 * Applies every fix that is offered on a Java fixture and asks a real compiler: it must not complain of anything
 * that it did not complain of before (libraries that are not there it names both times). Needs `javac` or `ecj`
 * (Debian: `apt-get install ecj`).
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { applyFixes } from '../../languages/shared/fixes/apply.ts';
import { fixtureProjects } from '../harness/collection.ts';
import { modern, offersOf } from '../harness/fixes.ts';

const compilers: readonly (readonly [string, readonly string[]])[] = [
  ['javac', ['-proc:none', '-Xmaxerrs', '500', '-J-Xmx256m']],
  ['ecj', ['-17', '-proc:none', '-nowarn']],
];
const found = compilers.find(([name]) => spawnSync(name, ['-version']).status === 0);
const folder = mkdtempSync(join(tmpdir(), 'leaklint-java-'));
let passed = 0;
const failures: string[] = [];

if (found === undefined) failures.push('Neither javac nor ecj is installed (Debian: apt-get install ecj).');
else {
  for (const { name, texts } of fixtureProjects()) {
    if (!name.endsWith('.java')) continue;
    for (const { path, text, fix } of offersOf(texts, modern)) {
      const before = complaints(found, path, text);
      const fixed = applyFixes(text, [fix]).text;
      const after = complaints(found, path, fixed);
      const more = after.filter((one) => count(after, one) > count(before, one));
      if (more.length === 0) passed += 1;
      else failures.push(`${name}, ${fix.title}: ${[...new Set(more)].join('; ')}\n${fixed}`);
    }
  }
}
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stdout.write(`${String(passed)} fixes compile, ${String(failures.length)} do not\n`);
const counts = process.env['LEAKLINT_COUNTS'];
if (counts !== undefined) appendFileSync(counts, `${String(passed)} ${String(failures.length)} 0\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;

/** What the compiler says of a file, without places: a fix moves lines. */
function complaints(
  [name, options]: (typeof compilers)[number],
  path: string,
  text: string,
): readonly string[] {
  const sources = join(folder, 'src');
  rmSync(sources, { recursive: true, force: true });
  mkdirSync(sources, { recursive: true });
  const file = join(sources, basename(path));
  writeFileSync(file, text);
  const { stderr } = spawnSync(name, [...options, '-d', join(folder, 'out'), file], { encoding: 'utf8' });
  return [...stderr.matchAll(/error: (.*)|ERROR in .*\n(?:.*\n){2}(.*)/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
}

function count(all: readonly string[], one: string): number {
  return all.filter((each) => each === one).length;
}
