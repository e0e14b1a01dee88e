/**
 * Looks for many words in a text at once, at a cost that does not grow with their number: a word's rolling
 * hash is looked up in a bit table, and only on a hit in a map.
 */

/** A word, and what must stand around it. */
export type Word =
  | { readonly kind: 'name'; readonly name: string }
  /** Behind a dot: a member. */
  | { readonly kind: 'member'; readonly name: string }
  /** Behind a quote: the begin of a string. */
  | { readonly kind: 'string'; readonly name: string }
  /** A module's specifier: in quotes, if the language writes it so; else by its longest word. */
  | { readonly kind: 'module'; readonly specifier: string; readonly quoted: boolean };

interface Candidate {
  readonly id: number;
  readonly word: Word;
  /** Where in what is looked for the word stands. */
  readonly offset: number;
}

/** Words that open alone, and pairs of words that open together. */
export class WordSearch {
  readonly #bits = new Uint8Array(TABLE_MASK + 1);
  readonly #candidates = new Map<string, Candidate[]>();
  readonly #ids = new Map<string, number>();
  readonly #alone: boolean[] = [];
  readonly #partners: Set<number>[] = [];

  single(word: Word): void {
    this.#alone[this.#idOf(word)] = true;
  }

  pair(first: Word, second: Word): void {
    const one = this.#idOf(first);
    const other = this.#idOf(second);
    this.#partners[one]?.add(other);
    this.#partners[other]?.add(one);
  }

  #idOf(word: Word): number {
    const key =
      word.kind === 'module' ? `module ${word.quoted} ${word.specifier}` : `${word.kind} ${word.name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#alone.length;
    this.#ids.set(key, id);
    this.#alone.push(false);
    this.#partners.push(new Set());
    const { text, offset } =
      word.kind === 'module' ? longestWord(word.specifier) : { text: word.name, offset: 0 };
    this.#bits[hashOf(text)] = 1;
    const candidates = this.#candidates.get(text);
    if (candidates === undefined) this.#candidates.set(text, [{ id, word, offset }]);
    else candidates.push({ id, word, offset });
    return id;
  }

  /** Whether one of the words or pairs is in the text. */
  foundIn(text: string): boolean {
    const bits = this.#bits;
    const { length } = text;
    let seen: Set<number> | null = null;
    /** The last character before the word that is neither blank nor part of a word; 0 right behind a word. */
    let before = 0;
    let index = 0;
    while (index < length) {
      let code = text.charCodeAt(index);
      let kind = code < 128 ? classes[code] : WORD;
      if (kind !== WORD) {
        if (kind === OTHER) before = code;
        index++;
        continue;
      }
      const start = index;
      let hash = 0;
      do {
        hash = step(hash, code);
        index++;
        if (index === length) break;
        code = text.charCodeAt(index);
        kind = code < 128 ? classes[code] : WORD;
      } while (kind === WORD);
      if (bits[fold(hash)] === 1) {
        seen ??= new Set();
        if (this.#meets(text, start, text.slice(start, index), before, seen)) return true;
      }
      before = 0;
    }
    return false;
  }

  /** Notes what the word may be; whether that opens, alone or with what was seen before. */
  #meets(text: string, start: number, word: string, before: number, seen: Set<number>): boolean {
    for (const candidate of this.#candidates.get(word) ?? []) {
      const { id } = candidate;
      if (seen.has(id) || !stands(candidate, text, start, before)) continue;
      if (this.#alone[id] === true) return true;
      seen.add(id);
      for (const partner of this.#partners[id] ?? []) if (seen.has(partner)) return true;
    }
    return false;
  }
}

function stands({ word, offset }: Candidate, text: string, start: number, before: number): boolean {
  switch (word.kind) {
    case 'name':
      return true;
    case 'member':
      return before === DOT;
    case 'string':
      return isQuote(text.charCodeAt(start - 1));
    case 'module':
      return !word.quoted || isSpecifier(text, start - offset, word.specifier);
  }
}

/** Whether the text has this specifier in quotes there, perhaps with `node:` before or a path behind it. */
function isSpecifier(text: string, start: number, specifier: string): boolean {
  if (start < 1 || !text.startsWith(specifier, start)) return false;
  const after = text.charCodeAt(start + specifier.length);
  if (!isQuote(after) && after !== SLASH) return false;
  if (isQuote(text.charCodeAt(start - 1))) return true;
  return text.startsWith('node:', start - 5) && isQuote(text.charCodeAt(start - 6));
}

const DOT = 46;
const SLASH = 47;

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

const OTHER = 0;
const WORD = 1;
const BLANK = 2;
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  classes[code] = /[\w$]/.test(String.fromCharCode(code)) ? WORD : code <= 32 ? BLANK : OTHER;

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

const TABLE_BITS = 16;
const TABLE_MASK = (1 << TABLE_BITS) - 1;

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

function fold(hash: number): number {
  return (hash ^ (hash >>> TABLE_BITS)) & TABLE_MASK;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = step(hash, word.charCodeAt(index));
  return fold(hash);
}
