/** Which file of the project an import names. Packages that are installed are none. */
import type { Imports, ModuleHost } from '../language.ts';
import { PerHost } from '../shared/per-host.ts';
import { bindingsOf } from './bindings.ts';

const IMPORT = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+([^\n#]*)|import[ \t]+([\w., \t]+))/gm;

/** Functions, and variables of the module to which one may be assigned. */
const DEFINED = /^(?:[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)|[ \t]*(\w+)[ \t]*(?::[^=\n]*)?=)/gm;

/** What a statement `from … import` names, perhaps in several lines. */
const ITEMS = /^[ \t]*from[ \t]+\.*[\w.]*[ \t]+import\b[ \t]*(\([^)]*|(?:[^\n\\]|\\\r?\n|\\)*)/gm;

export const pythonImports: Imports = {
  specifiers: (text) =>
    [...text.matchAll(IMPORT)].flatMap(([, from, names = '', plain = '']) => {
      if (from === undefined) return plain.split(',').map((each) => each.trim().split(/\s/)[0] ?? '');
      const members = names.match(/\w+/g) ?? [];
      return [from, ...members.map((name) => `${from}#${name}`)];
    }),
  passesOn: (text) => /^[ \t]*from[ \t]+\.*[\w.]*[ \t]+import\b/m.test(text),
  exported: (text) => [...text.matchAll(DEFINED)].map(([, name, variable]) => name ?? variable ?? ''),
  passedOn(text) {
    const found = new Set<string>();
    for (const [, items = ''] of text.matchAll(ITEMS)) {
      if (items.trimStart().startsWith('*')) return null;
      for (const [name] of items.matchAll(/\w+/g)) found.add(name);
    }
    return found;
  },
  bindings: bindingsOf,
  byName: true,
  resolve: resolveModule,
};

/** @param wanted a module's name, behind it `#` and the name that is wanted, which may be a module as well */
export function resolveModule(host: ModuleHost, from: string, wanted: string): string | null {
  const [module = '', name] = wanted.split('#');
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split('.').filter(Boolean);
  for (const base of dots > 0 ? [upwards(folderOf(from), dots - 1)] : searched(host, from)) {
    if (parts[0] !== undefined && !holds(host, base, parts[0])) continue;
    const path = [base, ...parts].join('/');
    const member = name === undefined ? null : moduleAt(host, `${path}/${name}`);
    const found = member ?? moduleAt(host, path);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a folder has a module of that name, or a folder of modules: most imports are of libraries. */
function holds(host: ModuleHost, folder: string, name: string): boolean {
  const known = held.of(host);
  const path = `${folder}/${name}`;
  let holding = known.get(path);
  if (holding === undefined) known.set(path, (holding = host.isFolder(path) || host.isFile(`${path}.py`)));
  return holding;
}

const held = new PerHost(() => new Map<string, boolean>());

function moduleAt(host: ModuleHost, path: string): string | null {
  return [`${path}.py`, `${path}/__init__.py`].find((each) => host.isFile(each)) ?? null;
}

/** Where absolute imports are sought: beside the outermost package around the file, at the root, and in `src`. */
function searched(host: ModuleHost, from: string): readonly string[] {
  const own = folderOf(from);
  const known = searchedFrom.of(host);
  let folders = known.get(own);
  if (folders === undefined) {
    let folder = own;
    while (folder.length > host.root.length && host.isFile(`${folder}/__init__.py`))
      folder = folderOf(folder);
    known.set(own, (folders = [...new Set([folder, host.root, `${host.root}/src`])]));
  }
  return folders;
}

/** By folder: asked for each import. */
const searchedFrom = new PerHost(() => new Map<string, readonly string[]>());

function upwards(folder: string, levels: number): string {
  let at = folder;
  for (let level = 0; level < levels; level += 1) at = folderOf(at);
  return at;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
