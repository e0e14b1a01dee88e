/**
 * How a text names the modules that it uses, told without parsing it. Words that only read like a module are many:
 * a variable `requests`, a package `java.util` of which every file imports something.
 */
import type { Family } from './model.ts';

/** A module that a text names. */
export interface Mention {
  readonly kind: 'module';
  readonly specifier: string;
  readonly naming: Naming;
  /**
   * Where it is `dotted`: the class of it that is named, or `*` for all of them. Where it is `imported`: what is
   * imported from it, or `*` for all of that. Absent: any.
   */
  readonly member?: string;
  /**
   * Where it is `listed` or `imported`: only under another name than its own, or only without; absent: either. Of a
   * list of imports it is enough that one of them has another name, unless it is known which of them is meant.
   */
  readonly aliased?: boolean;
}

/**
 * - `quoted`: a string behind `from`, `import` or `require`;
 * - `listed`: a string that has its line for itself, or stands behind `import`;
 * - `dotted`: in full, before a member: `java.io.File`, `java.io.*`, `package java.io;`
 * - `imported`: its words in a statement `import` or `from`.
 */
export type Naming = 'quoted' | 'listed' | 'dotted' | 'imported';

export function namingOf(language: Family['language']): Naming {
  switch (language) {
    case 'go':
      return 'listed';
    case 'java':
      return 'dotted';
    case 'python':
      return 'imported';
    default:
      return 'quoted';
  }
}

/** The word of a mention that is looked for, and where in what {@link isMentioned} is asked of it stands. */
export function wordOf({ specifier, naming, member }: Mention): {
  readonly text: string;
  readonly offset: number;
} {
  if (naming === 'quoted' || naming === 'listed') return longestWord(specifier);
  if (naming === 'imported')
    return member !== undefined && member !== '*'
      ? { text: member, offset: 0 }
      : { ...longestWord(specifier), offset: 0 };
  if (member !== undefined && member !== '*') return { text: member, offset: specifier.length + 1 };
  // The first parts are in every line of imports.
  const offset = specifier.lastIndexOf('.') + 1;
  return { text: specifier.slice(offset), offset };
}

/**
 * Whether what begins at `start` names the module.
 *
 * @param place says what {@link importAround} says of it, asked only where modules are `imported`
 */
export function isMentioned(
  mention: Mention,
  text: string,
  start: number,
  place: { item(): ImportItem | null },
): boolean {
  const { specifier, naming, member, aliased } = mention;
  switch (naming) {
    case 'quoted':
      return isQuoted(text, start, specifier, isBehindImport);
    case 'listed':
      return isQuoted(text, start, specifier, (before) => isListed(before, aliased));
    case 'dotted':
      return isDotted(text, start, specifier, member);
    case 'imported':
      return isImported(mention, text, start, place.item());
  }
}

/** `@param {import('pg').PoolClient} client` says as much as an annotation. */
export function isDocumented({ specifier, naming }: Mention, text: string, start: number): boolean {
  if (naming !== 'quoted' || !isQuoted(text, start, specifier, isBehindImport)) return false;
  return /\bimport\(\s*['"](?:node:)?$/.test(text.slice(Math.max(0, start - 20), start));
}

/** Whether the text has this specifier in quotes there, perhaps with `node:` before or a path behind it. */
function isQuoted(
  text: string,
  start: number,
  specifier: string,
  isImport: (before: string) => boolean,
): boolean {
  if (start < 1 || !text.startsWith(specifier, start)) return false;
  const after = text.charAt(start + specifier.length);
  if (!isQuote(after) && after !== '/') return false;
  const first = text.startsWith('node:', start - 5) ? start - 5 : start;
  return isQuote(text.charAt(first - 1)) && isImport(text.slice(Math.max(0, first - 41), first - 1));
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`';
}

/** What stands before the quote makes the string a module's name: any other string may read the same. */
function isBehindImport(before: string): boolean {
  return /(?:\b(?:from|import|require(?:\.\w+)?|importActual|mock)|\*\/)\s*\(?\s*$/.test(before);
}

function isListed(before: string, aliased: boolean | undefined): boolean {
  const alias = /(?:^|[\n;(]|\bimport\b)[ \t]*(?<alias>[\w.]+[ \t]+)?$/.exec(before)?.groups;
  if (alias === undefined) return false;
  return aliased === undefined || aliased === (alias.alias !== undefined && !/^import\s/.test(alias.alias));
}

/**
 * The name by which a package that is listed without alias is sure to be known: one of the standard library, which has
 * no dot before its first slash. Others may be called otherwise than their path says.
 */
export function packageNameOf(specifier: string): string | null {
  if (/^[^/]*\./.test(specifier)) return null;
  const parts = specifier.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = parts.at(-1) ?? '';
  return /^\w+$/.test(last) ? last : null;
}

function isDotted(text: string, start: number, specifier: string, member: string | undefined): boolean {
  if (start < 0 || !text.startsWith(specifier, start) || /[\w$.]/.test(text.charAt(start - 1))) return false;
  const end = start + specifier.length;
  const after = text.charAt(end);
  // The files of a package need not import what is in it.
  if (after === ';') return member === undefined || member === '*';
  if (after !== '.') return false;
  const next = text.charAt(end + 1);
  if (member === '*') return next === '*';
  // Packages are written small: `java.nio.file` is another one than `java.nio`.
  return member !== undefined || next === '*' || !/[\p{Ll}]/u.test(next);
}

/** A statement of Python's that imports, around one of its words. */
export interface ImportItem {
  /** Behind `from`; null where the word stands behind `import` alone, or is of the module's name. */
  readonly from: string | null;
}

/** How far back the beginning of an import is looked for that goes over several lines. */
const LONGEST_IMPORT = 4000;

/**
 * The import that the word is of, and no use of what that binds: `from urllib import request`, `import os, socket`,
 * and the same in parentheses over several lines; null where it is none.
 */
export function importAround(text: string, start: number): ImportItem | null {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(line, start);
  // Every use of the word comes here.
  if (before.includes('import') || before.includes('from')) {
    const statement = /(?:^|[;:])\s*(?<statement>(?:from|import)\b[^;:]*)$/.exec(before)?.groups?.[
      'statement'
    ];
    if (statement !== undefined) return { from: moduleOf(statement) };
  }
  if (!/^[\s\w.,]*$/.test(before) || !goesOn(text, line)) return null;
  const begin = Math.max(0, start - LONGEST_IMPORT);
  const around = text.slice(begin, start);
  const last = around.lastIndexOf('import');
  if (last < 0 || !/^[ \t]*[(\\](?:[\s\w.,\\]|#[^\n]*\n)*$/.test(around.slice(last + 'import'.length)))
    return null;
  const first = text.slice(text.lastIndexOf('\n', begin + last) + 1, start);
  return { from: moduleOf(first.slice(Math.max(first.search(/\bfrom\b/), 0))) };
}

function moduleOf(statement: string): string | null {
  return /^from\s+(?<module>[\w.]+)\s+import\b/.exec(statement)?.groups?.['module'] ?? null;
}

/** Whether the line before says that its list is not at its end. */
function goesOn(text: string, line: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', line - 2) + 1, Math.max(line - 1, 0));
  return /(?:[,(\\]|#.*)\s*$/.test(before) || before.trim() === '';
}

function isImported(
  { specifier, member, aliased }: Mention,
  text: string,
  start: number,
  item: ImportItem | null,
): boolean {
  if (item === null) return member === undefined && aliased === true && isAssigned(text, start);
  if (member === undefined) return aliased !== true || isRenaming(text, start);
  if (member === '*') return /^[\w.]+\s+import\s*\*/.test(text.slice(start, start + 200));
  // `from socket import socket`
  if (item.from?.split('.').includes(longestWord(specifier).text) !== true) return false;
  const end = start + member.length;
  return aliased === undefined || aliased === /^\s+as\s/.test(text.slice(end, end + 20));
}

/** `net = socket`: the module has another name from there on. */
function isAssigned(text: string, start: number): boolean {
  if (!/^[\w.]+[ \t]*(?:#|\r?\n|$)/.test(text.slice(start, start + 80))) return false;
  return /^[ \t]*[\w.]+[ \t]*=[ \t]*[\w.]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

/** Whether the statement gives something that it imports another name. */
function isRenaming(text: string, start: number): boolean {
  const rest = text.slice(start, start + LONGEST_IMPORT);
  const [statement = ''] = /^(?:[^\n(\\]|\\\r?\n|\([^)]*\)?)*/.exec(rest) ?? [];
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /\sas\s/.test(statement) || (!/\b(?:from|import)\b/.test(before) && /^[^)]*\sas\s/.test(rest));
}

/** The longest word of a specifier (the first of several): whoever imports the module writes it. */
function longestWord(specifier: string): { readonly text: string; readonly offset: number } {
  let text = '';
  let offset = 0;
  for (const match of specifier.matchAll(/[\w$\u0080-\uffff]+/g))
    if (match[0].length > text.length) {
      [text] = match;
      offset = match.index;
    }
  return { text, offset };
}
