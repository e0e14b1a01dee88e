/** How Go files know of one another: all files of a folder are one package, and modules name folders. */
import type { FunctionHead, Imports, ModuleHost } from '../language.ts';
import { PerHost } from '../shared/per-host.ts';
import { isPartOfName } from '../shared/words.ts';
import { packageName } from './packages.ts';
import { VALUE_TYPES } from './values.ts';

const IMPORTED = /^\s*(?:import\s+)?(?:(?<alias>[\w.]+)\s+)?"(?<path>[^"\n]+)"\s*(?:\/\/.*)?$/gm;

export const goImports: Imports = {
  specifiers(text) {
    const found = new Set<string>();
    // A package of the standard library has no dot before its first slash; it is none of the project.
    const packages = new Map<string, string>();
    for (const { groups = {} } of importBlock(text).matchAll(IMPORTED)) {
      const { alias, path = '' } = groups;
      found.add(path);
      if (!/^[^/]*\./.test(path)) continue;
      packages.set(alias ?? packageName(path), path);
      if (alias === undefined) packages.set(path.slice(path.lastIndexOf('/') + 1), path);
    }
    for (const name of namesOf(packages, text)) found.add(name);
    return [...found];
  },
  passesOn: () => false,
  neighbours: (host, path) => packageFiles(host, path).filter((each) => each !== path),
  byName: true,
  resolve(host, from, specifier) {
    const hash = specifier.lastIndexOf('#');
    if (hash < 0) return null;
    const name = specifier.slice(hash + 1);
    const folder = packageFolder(host, from, specifier.slice(0, hash));
    return folder === null ? null : declaringFile(host, from, folder, name);
  },
  // Methods are exported under the name of their type too, which nobody writes so.
  exported: (text) => functionsIn(text).flatMap(({ name, head }) => (givesOnlyValues(head) ? [] : [name])),
  functions: functionsIn,
  redeclared(host, path) {
    // Another file of the package may be the first to declare a name now.
    packageAt(host, folderOf(path)).declaring.clear();
    const before = declared.known(host)?.get(path)?.names;
    return before === undefined ? new Set() : difference(before, declaredIn(host, path));
  },
};

function functionsIn(text: string): readonly FunctionHead[] {
  return [...text.matchAll(/^func\s+(\w+)((?:\b(?:interface|struct)\s*\{\s*\}|[^{])*)/gm)].map(
    ([, name = '', head = '']) => ({ name, head }),
  );
}

/** Whether the results stand there, after parameters that end where the head says so, and hold nothing. */
function givesOnlyValues(head: string): boolean {
  let depth = 0;
  for (let at = 0; at < head.length; at++) {
    const sign = head[at];
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    // Type parameters stand before the others.
    if (depth === 0 && sign === ')') return areValues(head.slice(at + 1).trim());
  }
  return false;
}

/** None, one type, or types in brackets, which may have names. */
function areValues(results: string): boolean {
  const bracketed = /^\((?<inner>[^()]*)\)$/.exec(results)?.groups?.['inner'];
  if (bracketed === undefined) return results === '' || VALUE_TYPES.includes(results);
  return bracketed.split(',').every((result) => {
    const [type = '', name] = result.trim().split(/\s+/).reverse();
    return VALUE_TYPES.includes(type) && name !== 'chan';
  });
}

/** What is named of these packages, as `path#Name`. Looked for from dot to dot: most dots stand behind something else. */
function* namesOf(packages: ReadonlyMap<string, string>, text: string): Generator<string> {
  if (packages.size === 0) return;
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    if (!isCapital(text.charCodeAt(dot + 1))) continue;
    let start = dot;
    while (isPartOfName(text.charCodeAt(start - 1))) start--;
    const path = packages.get(text.slice(start, dot));
    if (path === undefined) continue;
    let end = dot + 2;
    while (isPartOfName(text.charCodeAt(end))) end++;
    yield `${path}#${text.slice(dot + 1, end)}`;
  }
}

/** What begins with one is exported. */
function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** The paths that a text imports. */
export function importedPaths(text: string): readonly string[] {
  return [...importBlock(text).matchAll(IMPORTED)].map(({ groups = {} }) => groups['path'] ?? '');
}

/** What a text calls a package that it imports, `.` if nothing: its own name for it, or how it calls itself. */
export function namesOfImport(text: string, path: string, own: string): readonly string[] {
  return [...importBlock(text).matchAll(IMPORTED)].flatMap(({ groups = {} }) =>
    groups['path'] === path ? [groups['alias'] ?? own] : [],
  );
}

/** Imports stand before everything else. */
function importBlock(text: string): string {
  const end = text.search(/^(?:func|type|var|const)\b/m);
  return end < 0 ? text : text.slice(0, end);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The files of the package that the file is in. */
export function packageFiles(host: ModuleHost, path: string): readonly string[] {
  return goFiles(host, folderOf(path), path);
}

/** The files of a package; those of its tests only for tests. */
function goFiles(host: ModuleHost, folder: string, from: string): readonly string[] {
  const { own, all } = packageAt(host, folder);
  return isTest(from) ? all : own;
}

export function isTest(path: string): boolean {
  return path.endsWith('_test.go');
}

function packageAt(host: ModuleHost, folder: string): Package {
  const names = host.files(folder);
  let found = packages.get(names);
  // Each name that a file uses is asked of its whole package.
  if (found?.folder !== folder) packages.set(names, (found = packageIn(folder, names)));
  return found;
}

interface Package {
  readonly folder: string;
  /** Without its tests. */
  readonly own: readonly string[];
  readonly all: readonly string[];
  /** The first file that declared a name when it was last looked for. */
  readonly declaring: Map<string, string>;
}

/** By the list of names, which is another one as soon as a file comes or goes. */
const packages = new WeakMap<readonly string[], Package>();

function packageIn(folder: string, names: readonly string[]): Package {
  const paths = names.filter((name) => name.endsWith('.go')).map((name) => `${folder}/${name}`);
  const own = paths.filter((path) => !isTest(path));
  return { folder, own, all: [...own, ...paths.filter(isTest)], declaring: new Map() };
}

/** How files of the project import the package that the file is in; null where that cannot be told. */
export function importPathOf(host: ModuleHost, path: string): string | null {
  const own = folderOf(path);
  // What a project has taken over from others is imported as theirs.
  if (own.slice(host.root.length).includes('/vendor/')) return null;
  const found = moduleAbove(host, own);
  return found === null ? null : found.module + own.slice(found.folder.length);
}

/** The folder of a package of this module; `.` is the one that the file is in. */
function packageFolder(host: ModuleHost, from: string, specifier: string): string | null {
  if (specifier === '.') return folderOf(from);
  const above = moduleOf(host, from);
  if (above === null) return null;
  const { module, folder } = above;
  if (specifier === module) return folder;
  return specifier.startsWith(`${module}/`) ? folder + specifier.slice(module.length) : null;
}

/** The module that the file belongs to. */
export function moduleOf(host: ModuleHost, path: string): Module | null {
  return moduleAbove(host, folderOf(path));
}

export interface Module {
  readonly module: string;
  /** Where its `go.mod` is. */
  readonly folder: string;
}

/** The module that a folder belongs to. */
function moduleAbove(host: ModuleHost, inside: string): Module | null {
  for (let folder = inside; folder.length >= host.root.length && folder !== ''; folder = folderOf(folder)) {
    const module = moduleIn(host.text(`${folder}/go.mod`));
    if (module !== undefined) return { module, folder };
  }
  return null;
}

/** What a `go.mod` calls its module. */
function moduleIn(text: string): string | undefined {
  return text === '' ? undefined : /^module\s+(\S+)/m.exec(text)?.[1];
}

/** The file of a package that declares a name, `Type.method` for a method. */
function declaringFile(host: ModuleHost, from: string, folder: string, name: string): string | null {
  const { own, all, declaring } = packageAt(host, folder);
  const known = declaring.get(name);
  // Its text may have changed since.
  if (known !== undefined && (isTest(from) || !isTest(known)) && declaredIn(host, known).has(name))
    return known;
  const found = (isTest(from) ? all : own).find((path) => declaredIn(host, path).has(name));
  if (found !== undefined) declaring.set(name, found);
  return found ?? null;
}

interface Declared {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

/** What files declare, as long as their texts stay the same: each name of a package is asked of all its files. */
const declared = new PerHost(() => new Map<string, Declared>());

function declaredIn(host: ModuleHost, path: string): ReadonlySet<string> {
  const files = declared.of(host);
  const text = host.text(path);
  let known = files.get(path);
  if (known?.text !== text) files.set(path, (known = { text, names: namesDeclared(text) }));
  return known.names;
}

const DECLARATION =
  /^(?:func\s+(?<function>\w+)|func\s*\(\s*(?:\w+\s+)?\*?\s*(?<type>\w+)(?:\[[^\]\n]*\])?\s*\)\s*(?<method>\w+)|(?:type|var|const)\s+(?:\((?<group>[^]*?)^\)|(?<names>\w+(?:\s*,\s*\w+)*)))/gm;

/** The names of the package's level, methods as `Type.method`, found without parsing. */
function namesDeclared(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { groups = {} } of text.matchAll(DECLARATION)) {
    const { function: name, type, method, group, names } = groups;
    if (name !== undefined) found.add(name);
    else if (type !== undefined && method !== undefined) found.add(`${type}.${method}`);
    else if (group !== undefined)
      // What lies deeper are fields.
      for (const [, line = ''] of group.matchAll(/^(?:\t| {1,4})(\w+(?:\s*,\s*\w+)*)/gm)) addAll(found, line);
    else if (names !== undefined) addAll(found, names);
  }
  return found;
}

function difference(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  const onlyRight = [...right].filter((name) => !left.has(name));
  return new Set([...[...left].filter((name) => !right.has(name)), ...onlyRight]);
}

function addAll(found: Set<string>, names: string): void {
  for (const name of names.split(',')) found.add(name.trim());
}
