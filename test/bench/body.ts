/** The code that is measured on: real sources from packages, pinned by version, never part of this repository. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inProject } from '../tools/project.ts';

/** Packages that ship the sources they are made from, and the folder in which these lie. */
type Packages = readonly (readonly [name: string, version: string, folder: string])[];

/** A cross-section: half of it servers, clients and tools, half of it compilers, user interfaces and data. */
const mixed: Packages = [
  ['@tanstack/query-core', '5.108.0', 'src'],
  ['ioredis', '6.0.0', 'built'],
  ['karma', '6.4.4', 'lib'],
  ['knex', '3.3.0', 'lib'],
  ['less', '4.9.1', 'lib'],
  ['moleculer', '0.15.2', 'src'],
  ['npm', '11.9.0', 'lib'],
  ['pm2', '7.0.4', 'lib'],
  ['svelte', '5.57.3', 'src'],
  ['terser', '5.51.2', 'lib'],
  ['undici', '8.12.4', 'lib'],
  ['vega-lite', '6.4.3', 'src'],
];

/** The worst case: nothing but clients, servers and tools, so that half of all text has to be parsed. */
const heavy: Packages = [
  ['ioredis', '6.0.0', 'built'],
  ['kafkajs', '2.2.4', 'src'],
  ['karma', '6.4.4', 'lib'],
  ['knex', '3.3.0', 'lib'],
  ['moleculer', '0.15.2', 'src'],
  ['mongodb', '7.8.0', 'src'],
  ['npm', '11.9.0', 'lib'],
  ['pm2', '7.0.4', 'lib'],
  ['puppeteer-core', '25.16.0', 'src'],
  ['rxjs', '7.8.2', 'src'],
  ['sequelize', '6.37.8', 'lib'],
  ['undici', '8.12.4', 'lib'],
];

export const bodies = { mixed, heavy } as const;

const SOURCE = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);

export interface Body {
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
  readonly bytes: number;
}

/** Lays the body out below the folder, unless it is there already. */
export function layOutBody(cache: string, which: keyof typeof bodies): Body {
  const packages = bodies[which];
  const folder = join(cache, `body-${which}`);
  const stamp = join(folder, 'stamp.json');
  const wanted = JSON.stringify(packages);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    // A repository of its own, so that the ignore files above do not count.
    mkdirSync(join(folder, '.git'), { recursive: true });
    for (const [name, version, sources] of packages) unpack(folder, name, version, sources);
    writeFileSync(join(folder, 'package.json'), '{ "name": "body", "private": true }\n');
    const compilerOptions = {
      target: 'es2022',
      module: 'nodenext',
      allowJs: true,
      noEmit: true,
      skipLibCheck: true,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      `${JSON.stringify({ compilerOptions, include: ['*/**/*'] })}\n`,
    );
    writeFileSync(stamp, wanted);
  }
  return measured(folder);
}

function unpack(folder: string, name: string, version: string, sources: string): void {
  process.stderr.write(`fetching ${name}@${version}\n`);
  const archive = execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', target, '--strip-components=1', `package/${sources}`], {
    cwd: folder,
  });
  rmSync(join(folder, archive));
  for (const file of filesBelow(target)) {
    // Declarations repeat what the sources say.
    if (!SOURCE.has(extname(file)) || /\.d\.[cm]?ts$/.test(file)) rmSync(file);
  }
}

function measured(folder: string): Body {
  let [files, lines, bytes] = [0, 0, 0];
  for (const file of filesBelow(folder)) {
    if (!SOURCE.has(extname(file))) continue;
    const content = readFileSync(file);
    files++;
    bytes += content.length;
    for (const byte of content) if (byte === 10) lines++;
  }
  return { folder, files, lines, bytes };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

export const benchCache = inProject('.cache/bench');
