/** Ruff, as WebAssembly: it is installed into `.cache`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { arrayOf, isRecord, numberIn } from '../compare/json.ts';
import { cache, filesBelow, type Places, type Tool } from '../compare/places.ts';

const RUFF = '0.17.3';
const PYTHON = '.py';

export const ruffTools: readonly Tool[] = [
  tool('SIM115', /^unclosed-file$/),
  tool('S113', /^missing-timeout$/),
];

function tool(code: string, rules: RegExp): Tool {
  return { name: `ruff ${code}`, ending: PYTHON, rules, places: (folders) => placesOf(code, folders) };
}

async function placesOf(code: string, folders: readonly string[]): Promise<Places> {
  const check = await checker(code);
  const found = new Set<string>();
  for (const path of filesBelow(folders, PYTHON)) {
    for (const one of arrayOf({ said: check(readFileSync(path, 'utf8')) }, 'said')) {
      if (!isRecord(one) || one['code'] !== code) continue;
      found.add(`${path}:${String(numberIn(one['start_location'], 'row'))}`);
    }
  }
  return found;
}

async function checker(code: string): Promise<(text: string) => unknown> {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(cache, 'node_modules'))) {
    const dependencies = { '@astral-sh/ruff-wasm-nodejs': RUFF };
    writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: cache,
      stdio: 'ignore',
    });
  }
  const at = createRequire(join(cache, 'package.json')).resolve('@astral-sh/ruff-wasm-nodejs');
  const loaded: unknown = await import(at);
  const create = isRecord(loaded) ? loaded['Workspace'] : undefined;
  const encodings = isRecord(loaded) ? loaded['PositionEncoding'] : undefined;
  if (typeof create !== 'function' || !isRecord(encodings))
    throw new Error('This is not the ruff that was asked for.');
  const options = { 'target-version': 'py312', lint: { select: [code] } };
  const workspace: unknown = Reflect.construct(create, [options, encodings['Utf16']]);
  const check = isRecord(workspace) ? workspace['check'] : undefined;
  if (typeof check !== 'function') throw new Error('Ruff has no check.');
  return (text) => {
    const said: unknown = Reflect.apply(check, workspace, [text]);
    return said;
  };
}
