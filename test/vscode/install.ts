/**
 * Installs a real VS Code to test in, where it is missing: Debian's Chromium, Node 24 and the VS Code server that
 * the package `code-server` holds. What is there is reused. About two minutes and 700 MB the first time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { paths } from './paths.ts';

const NODE = 'node@24.21.0';
const EDITOR = 'code-server@4.139.1';
/** The browser, and what the editor's native modules are compiled with. */
const packages = {
  chromium: 'chromium',
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
  'pkg-config': 'pkg-config',
} as const;
const libraries = ['libkrb5-dev', 'libx11-dev', 'libxkbfile-dev', 'libsecret-1-dev'];

/** Makes sure that everything is there. Throws with what to do if something cannot be installed. */
export function install(): void {
  // The libraries are needed only while the editor is compiled.
  const compiling = !isInstalled(paths.editorFolder, EDITOR);
  installPackages(compiling);
  installFromRegistry(paths.nodeFolder, NODE);
  installFromRegistry(paths.editorFolder, EDITOR);
}

/** The browser's program. */
export function chromium(): string {
  const found = find('chromium');
  if (found === null) throw new Error('Chromium is missing: apt-get install chromium');
  return found;
}

function installPackages(compiling: boolean): void {
  const programs = Object.entries(packages).filter(([program]) => compiling || program === 'chromium');
  const missing: string[] = programs.filter(([program]) => find(program) === null).map(([, name]) => name);
  if (compiling) missing.push(...libraries.filter((library) => !hasPackage(library)));
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(`Something is missing. As root: ${command}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', command.split(' ').slice(1), { env });
}

function installFromRegistry(folder: string, spec: string): void {
  if (isInstalled(folder, spec)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // The scripts of the packages have to find the Node that will run the editor.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: [paths.nodeBin, process.env['PATH'] ?? ''].join(delimiter),
  };
  // An npm that started this has left its own there, and code-server reads its Node's version from it.
  delete env['npm_config_user_agent'];
  // Headers are looked for beside the running Node, because node-gyp would download them. The editor's native
  // modules use the stable interface, which is the same in all of them.
  const headers = join(dirname(process.execPath), '..');
  if (existsSync(join(headers, 'include/node/node_api.h'))) env['npm_config_nodedir'] ??= headers;
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', spec], { cwd: folder, env });
  // Only now: what was interrupted is done again.
  writeFileSync(join(folder, 'installed'), spec);
}

function isInstalled(folder: string, spec: string): boolean {
  const mark = join(folder, 'installed');
  return existsSync(mark) && readFileSync(mark, 'utf8') === spec;
}

function find(program: string): string | null {
  const found = spawnSync('sh', ['-c', `command -v '${program}'`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

function hasPackage(name: string): boolean {
  return spawnSync('dpkg', ['-s', name]).status === 0;
}

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv },
): void {
  process.stdout.write(`> ${command} ${args.join(' ')}\n`);
  const { status } = spawnSync(command, args, { ...options, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) install();
