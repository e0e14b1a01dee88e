/**
 * Compares what Leaklint says of Python projects with ruff (SIM115, S113) and pylint (R1732), line by line:
 * `npx tsx test/python/compare.ts FOLDER…`. Prints the counts, then every line on which they disagree, to be read.
 * Needs the bundle (`npm run build`); ruff is installed into `.cache`, pylint is used where it is found.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { bundlePath } from '../tools/build.ts';
import { arrayOf, isRecord, numberIn, textIn } from './json.ts';

const RUFF = '0.17.3';
const cache = resolve('.cache', 'ruff');

/** `file:line` of every place that a tool speaks of. */
type Places = ReadonlySet<string>;

/** What Leaklint says of it beside the rules of ruff and pylint is not compared: nobody else looks for it. */
const COMPARED: Readonly<Record<string, RegExp>> = {
  SIM115: /^unclosed-file$/,
  S113: /^missing-timeout$/,
  R1732: /^(?:unclosed-file|unclosed-socket|undisposed-loop|client-per-call|unreleased-connection)$/,
};

const folders = process.argv.slice(2).map((folder) => resolve(folder));
const others = new Map<string, Places>();
const files = folders.flatMap(pythonFiles);
const ruff = await ruffPlaces(files);
for (const code of ['SIM115', 'S113']) others.set(code, ruff.get(code) ?? new Set());
const pylint = pylintPlaces(folders);
if (pylint !== null) others.set('R1732', pylint);
const own = ownPlaces(folders);

for (const [code, theirs] of others) {
  const rule = COMPARED[code];
  const ours = new Set(
    [...own].filter(([, rules]) => rules.some((one) => rule?.test(one))).map(([at]) => at),
  );
  const both = [...theirs].filter((at) => ours.has(at)).length;
  const onlyTheirs = [...theirs].filter((at) => !ours.has(at)).sort();
  const onlyOurs = [...ours].filter((at) => !theirs.has(at)).sort();
  say(`${code}: ${both} both, ${onlyTheirs.length} only theirs, ${onlyOurs.length} only ours`);
  for (const at of onlyTheirs) say(`  only ${code}: ${shown(at)}`);
  for (const at of onlyOurs) say(`  only leaklint: ${shown(at)}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function shown(at: string): string {
  const cut = at.lastIndexOf(':');
  const path = at.slice(0, cut);
  const line = readFileSync(path, 'utf8').split('\n')[Number(at.slice(cut + 1)) - 1] ?? '';
  return `${relative(process.cwd(), at)}  ${line.trim()}`;
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every rule by the place that it speaks of, information included. */
function ownPlaces(paths: readonly string[]): Map<string, string[]> {
  const report = join(cache, 'leaklint.json');
  const options = ['--format', 'json', '--min-severity', 'information', '--no-cache', '--output', report];
  const found = new Map<string, string[]>();
  for (const path of paths) {
    spawnSync(process.execPath, [bundlePath, 'scan', '.', ...options], { cwd: path, stdio: 'ignore' });
    for (const finding of arrayOf(JSON.parse(readFileSync(report, 'utf8')), 'findings')) {
      const at = `${join(path, textIn(finding, 'file'))}:${String(numberIn(finding, 'line'))}`;
      found.set(at, [...(found.get(at) ?? []), textIn(finding, 'rule')]);
    }
  }
  return found;
}

/** Null where pylint is not installed (Debian: `apt-get install pylint`). */
function pylintPlaces(paths: readonly string[]): Places | null {
  const options = ['--disable=all', '--enable=R1732', '--recursive=y', '--exit-zero', '-f', 'json'];
  const ran = spawnSync('pylint', [...options, ...paths], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (ran.error !== undefined) return null;
  const parsed: unknown = JSON.parse(ran.stdout);
  const said = arrayOf({ said: parsed }, 'said');
  return new Set(said.map((one) => `${resolve(textIn(one, 'path'))}:${String(numberIn(one, 'line'))}`));
}

async function ruffPlaces(paths: readonly string[]): Promise<Map<string, Set<string>>> {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(cache, 'node_modules'))) {
    const dependencies = { '@astral-sh/ruff-wasm-nodejs': RUFF };
    writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: cache,
      stdio: 'ignore',
    });
  }
  const loaded: unknown = await import(
    createRequire(join(cache, 'package.json')).resolve('@astral-sh/ruff-wasm-nodejs')
  );
  const check = checkerOf(loaded);
  const found = new Map<string, Set<string>>();
  for (const path of paths) {
    for (const one of arrayOf({ said: check(readFileSync(path, 'utf8')) }, 'said')) {
      const start = isRecord(one) ? one['start_location'] : undefined;
      const code = isRecord(one) && typeof one['code'] === 'string' ? one['code'] : '';
      const places = found.get(code) ?? new Set();
      found.set(code, places.add(`${path}:${String(numberIn(start, 'row'))}`));
    }
  }
  return found;
}

/** The one function of ruff's module that is needed. */
function checkerOf(module: unknown): (text: string) => unknown {
  const create = isRecord(module) ? module['Workspace'] : undefined;
  const encodings = isRecord(module) ? module['PositionEncoding'] : undefined;
  if (typeof create !== 'function' || !isRecord(encodings))
    throw new Error('This is not the ruff that was asked for.');
  const options = { 'target-version': 'py312', lint: { select: ['SIM115', 'S113'] } };
  const workspace: unknown = Reflect.construct(create, [options, encodings['Utf16']]);
  if (!isRecord(workspace)) throw new Error('Ruff makes no workspace.');
  const check = workspace['check'];
  if (typeof check !== 'function') throw new Error('Ruff has no check.');
  return (text) => {
    const said: unknown = Reflect.apply(check, workspace, [text]);
    return said;
  };
}
