/** Which file of the project declares a class. */

import type { ModuleHost } from '../../language.ts';
import { VALUE_CLASSES } from '../values.ts';
import { splitName } from './imports.ts';

export const IMPORT = /^\s*import\s+(static\s+)?([\w.]+?)(\.\*)?\s*;/gm;
export const PACKAGE = /^\s*package\s+([\w.]+)\s*;/m;

/** A method that is called on a class, for all that the text tells. */
const STATIC_CALL = /(?<![\w$.])(\p{Lu}\w*)\s*\.\s*\w+\s*\(/gu;

/**
 * The classes that a text imports by name, as `package#Class`, and those of its own package whose methods it calls, or
 * which it extends: they need no import.
 */
export function importedClasses(text: string): readonly string[] {
  const found = new Set<string>();
  const own = PACKAGE.exec(text)?.[1] ?? '';
  for (const [, name = ''] of text.matchAll(STATIC_CALL)) found.add(`${own}#${name}`);
  for (const name of superclasses(text)) found.add(`${own}#${name}`);
  for (const [, isStatic, name = '', star] of text.matchAll(IMPORT)) {
    const { module, path } = splitName(name);
    // `import java.io.*` names no class; `import static a.B.*` does.
    if (path[0] !== undefined && (star === undefined || isStatic !== undefined))
      found.add(`${module}#${path[0]}`);
  }
  return [...found];
}

/** What methods give that give nothing anybody could have to close. */
const VALUE = new RegExp(
  `(?:^|\\s)(?:void|boolean|byte|char|double|float|int|long|short|${VALUE_CLASSES.join('|')})\\s+$`,
);

/**
 * The static methods of all classes in a text that may give their caller something, as `Class.method`, with some that
 * are of another class.
 */
export function staticMethods(text: string): readonly string[] {
  const methods = [...text.matchAll(/\bstatic\b([^;={}()]*?)(\w+)\s*\(/g)].flatMap(
    ([, type = '', name = '']) => (VALUE.test(type) ? [] : [name]),
  );
  if (methods.length === 0) return [];
  return [...text.matchAll(/\b(?:class|interface|enum|record)\s+(\w+)/g)].flatMap(([, name = '']) =>
    methods.map((method) => `${name}.${method}`),
  );
}

/** The classes that the classes of a text extend, by the names of the files that they are in. */
export function superclasses(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\bextends\s+(?:\w+\.)*(\w+)/g)].map(([, name = '']) => name));
}

/**
 * The file of a class, by the rule that all builds follow: a folder for each part of the package's name, below the
 * folder of sources in which the asking file is itself. Tests may also ask for what they test.
 */
export function fileOf(host: ModuleHost, from: string, specifier: string): string | null {
  const [module = '', name] = specifier.split('#');
  if (name === undefined) return null;
  const folder = from.slice(0, from.lastIndexOf('/'));
  const own = PACKAGE.exec(host.text(from))?.[1] ?? '';
  const path = `${module === '' ? '' : `${module.replaceAll('.', '/')}/`}${name}.java`;
  const below = own === '' ? '' : `/${own.replaceAll('.', '/')}`;
  // Files that lie elsewhere than their package says are at least together with the rest of it.
  if (!folder.endsWith(below)) return module === own ? existing(host, [`${folder}/${name}.java`]) : null;
  const sources = folder.slice(0, folder.length - below.length);
  const tested = sources.replace(/\/src\/test\/java$/, '/src/main/java');
  return existing(host, [`${sources}/${path}`, `${tested}/${path}`]);
}

function existing(host: ModuleHost, paths: readonly string[]): string | null {
  return paths.find((path) => host.isFile(path)) ?? null;
}
