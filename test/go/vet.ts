/**
 * Applies every fix that is offered on a Go fixture and asks Go itself: `gofmt` must parse it, and where the
 * fixture needs nothing but the standard library `go vet` must not complain of anything that it did not complain of
 * before. Then says where `go vet` and Leaklint agree on the fixtures. Needs `go` (Debian: `apt-get install golang-go`).
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goImports } from '../../languages/go/imports.ts';
import { applyFixes } from '../../languages/shared/fixes/apply.ts';
import { fixtureProjects } from '../harness/collection.ts';
import { modern, offersOf } from '../harness/fixes.ts';

const folder = mkdtempSync(join(tmpdir(), 'leaklint-go-'));
const file = join(folder, 'fixture.go');
let passed = 0;
const failures: string[] = [];
const reports: string[] = [];

if (spawnSync('go', ['version']).status !== 0)
  failures.push('Go is not installed (Debian: apt-get install golang-go).');
else {
  for (const { name, texts } of fixtureProjects()) {
    if (!name.endsWith('.go')) continue;
    for (const [path, text] of texts)
      for (const report of complaints(text))
        if (/cancel|using .* before/.test(report)) reports.push(`${path}: ${report}`);
    for (const { text, fix } of offersOf(texts, modern)) {
      const before = complaints(text);
      const fixed = applyFixes(text, [fix]).text;
      const more = complaints(fixed).filter((one, _, all) => count(all, one) > count(before, one));
      if (more.length === 0) passed += 1;
      else failures.push(`${name}, ${fix.title}: ${[...new Set(more)].join('; ')}\n${fixed}`);
    }
  }
}
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) process.stderr.write(`${failure}\n`);
if (process.argv.includes('--reports')) process.stdout.write(`${reports.join('\n')}\n`);
process.stdout.write(`${String(passed)} fixes pass, ${String(failures.length)} do not\n`);
const counts = process.env['LEAKLINT_COUNTS'];
if (counts !== undefined) appendFileSync(counts, `${String(passed)} ${String(failures.length)} 0\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;

/** What Go says of a file, without places: a fix moves lines. */
function complaints(text: string): readonly string[] {
  writeFileSync(file, text);
  const parsed = spawnSync('gofmt', ['-e', '-l', file], { encoding: 'utf8' });
  const standard = goImports.specifiers(text).every((path) => !path.includes('.'));
  const checked = standard
    ? spawnSync('go', ['vet', file], {
        encoding: 'utf8',
        cwd: folder,
        env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off' },
      }).stderr
    : '';
  return `${parsed.stderr}${checked}`
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/^(?:vet: )?\S*?\.go:[\d:]+\s*/, '').replace(/line \d+/g, 'line N'));
}

function count(all: readonly string[], one: string): number {
  return all.filter((each) => each === one).length;
}
