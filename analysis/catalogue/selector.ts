/** Selectors, taken apart: the strings by which catalogue entries name what is called (see `model.ts`). */
import type { Selector } from './model.ts';

/** A selector's parts, normalised: no `node:`, no leading `default`, no `window.` or `globalThis.`. */
export interface ParsedSelector {
  readonly construct: boolean;
  /** The module, `global` for globals, `*` for a method of any receiver. */
  readonly module: string;
  readonly path: readonly string[];
  /** The method behind `::`. */
  readonly method: string | null;
}

/** Why a string is no selector. */
export class SelectorError extends Error {
  constructor(selector: string, reason: string) {
    super(`malformed selector “${selector}”: ${reason}`);
    this.name = 'SelectorError';
  }
}

/** Most names are plain; the second form is slow. */
const PLAIN_NAME = /^[A-Za-z_$#][\w$]*$/;
const NAME = /^[\p{ID_Start}$_#][\p{ID_Continue}$]*$/u;
const WINDOWS = new Set(['globalThis', 'window', 'self', 'global']);

/** The module that stands for globals. */
export const GLOBAL = 'global';
/** The module that stands for receivers of any type. */
export const ANY = '*';

/** Takes a selector apart. Throws a {@link SelectorError} that says what is wrong with it. */
export function parseSelector(selector: Selector): ParsedSelector {
  let parsed = cache.get(selector);
  if (parsed === undefined) cache.set(selector, (parsed = parse(selector)));
  return parsed;
}

/** Each selector is asked for by the index, by the gate and by validation; there are some thousands. */
const cache = new Map<Selector, ParsedSelector>();

function parse(selector: Selector): ParsedSelector {
  const construct = selector.startsWith('new ');
  const text = construct ? selector.slice(4) : selector;
  if (/\s/.test(text)) throw new SelectorError(selector, 'only “new ” may be followed by a space');
  if (text.startsWith('*::')) {
    if (construct) throw new SelectorError(selector, 'a method cannot be constructed');
    return { construct, module: ANY, path: [], method: nameIn(selector, text.slice(3)) };
  }
  const hash = text.indexOf('#', 1);
  if (hash < 0) throw new SelectorError(selector, 'it has no “#” between module and export');
  const module = moduleName(text.slice(0, hash));
  if (module === '') throw new SelectorError(selector, 'the module before “#” is empty');
  const colons = text.indexOf('::', hash);
  if (construct && colons >= 0) throw new SelectorError(selector, 'a method cannot be constructed');
  const method = colons < 0 ? null : nameIn(selector, text.slice(colons + 2));
  const names = text.slice(hash + 1, colons < 0 ? undefined : colons);
  if (names === '') {
    if (module === GLOBAL) throw new SelectorError(selector, 'nothing is named behind “#”');
    return { construct, module, path: [], method };
  }
  const path = names.split('.').map((name) => nameIn(selector, name));
  return { construct, module, path: memberPath(module, path), method };
}

/** A member path below a module, normalised as in selectors. */
export function memberPath(module: string, path: readonly string[]): readonly string[] {
  const first = path[0];
  if (first === undefined) return path;
  if (module === GLOBAL)
    return path.length > 1 && WINDOWS.has(first) ? memberPath(module, path.slice(1)) : path;
  return first === 'default' ? path.slice(1) : path;
}

/** A module's name without `node:`. */
export function moduleName(specifier: string): string {
  return specifier.startsWith('node:') && specifier !== 'node:' ? specifier.slice(5) : specifier;
}

/** The selector of an export or global, without `new` and method. */
export function typeSelector(module: string, path: readonly string[]): Selector {
  return `${module}#${path.join('.')}`;
}

function nameIn(selector: Selector, name: string): string {
  if (PLAIN_NAME.test(name) || NAME.test(name)) return name;
  throw new SelectorError(selector, name === '' ? 'a name is empty' : `“${name}” is no name`);
}
