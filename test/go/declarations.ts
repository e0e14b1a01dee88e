/**
 * Checks that what Go's catalogue names is there: the standard library's entries against its own source, those of
 * others against what Debian packages as `golang-…-dev` (`LEAKLINT_GOCODE`, else `/usr/share/gocode`). What is younger
 * than the installed version of Go, or packaged nowhere, is listed as read by hand (`unchecked` of the family).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSelector } from '../../analysis/catalogue/index.ts';
import type { Family, Selector } from '../../analysis/catalogue/model.ts';
import { goFamilies } from '../../languages/go/catalogue/index.ts';

const { stdout, status } = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' });
const problems: string[] = [];
let checked = 0;
const sources = new Map<string, string>();
/** Modules whose source is not installed here. */
const missing = new Set<string>();

if (status !== 0) problems.push('Go is not installed (Debian: apt-get install golang-go).');
else for (const family of goFamilies) for (const selector of selectorsOf(family)) check(family, selector);

for (const module of missing) process.stdout.write(`${module} is not installed: not checked\n`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${String(checked)} entries are declared, ${String(problems.length)} are not\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function check(family: Family, selector: Selector): void {
  const { module, path, method } = parseSelector(selector);
  if (module === '*' || module === 'global') return;
  const [type = ''] = path;
  const byHand = family.unchecked ?? {};
  const ofType = `${module}#${type}`;
  if ([module, selector, ofType].some((one) => byHand[one] !== undefined)) return;
  if (module.includes('.') && sourceOf(module) === '') {
    missing.add(module);
    return;
  }
  const name = path.at(-1) ?? '';
  const declared =
    method === null && path.length === 1
      ? `(?:func|type|var|const)\\s+${name}\\b|^\\s+${name}\\b(?:\\s*=|\\s+[\\w*.]+$|,|\\s*$|\\s+(?:struct|interface|func))`
      : `func \\(\\w* ?\\*?\\w+\\) ${method ?? name}\\(|^\\s+${method ?? name}\\(`;
  const source = sourceOf(module);
  if (new RegExp(declared, 'm').test(source) && new RegExp(`\\b${type}\\b`).test(source)) checked += 1;
  else problems.push(`${family.id}: ${selector} is not declared`);
}

/** The text of a package's files, tests left out. */
function sourceOf(module: string): string {
  let text = sources.get(module);
  if (text !== undefined) return text;
  const root = module.includes('.') ? (process.env['LEAKLINT_GOCODE'] ?? '/usr/share/gocode') : stdout.trim();
  const folder = join(root, 'src', module);
  try {
    text = readdirSync(folder)
      .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
  } catch {
    text = '';
  }
  sources.set(module, text);
  return text;
}

function selectorsOf(family: Family): readonly Selector[] {
  const calls = [
    ...(family.acquisitions ?? []),
    ...(family.sinks ?? []),
    ...(family.callbacks ?? []),
    ...(family.behaviours ?? []),
    ...(family.deadlines ?? []),
  ].flatMap(({ call }) => (typeof call === 'string' ? [call] : call));
  const methods = (family.resources ?? []).flatMap(({ types = [], releases, members }) =>
    members === undefined
      ? types.flatMap((type) =>
          releases.flatMap((release) =>
            'method' in release && !type.includes('.') ? [`${type}::${release.method}`] : [],
          ),
        )
      : [],
  );
  return [...calls, ...(family.requests ?? []), ...Object.keys(family.constants ?? {}), ...methods];
}
