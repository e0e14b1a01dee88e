/**
 * Looks for many words in a text at once, at a cost that does not grow with their number: a word's rolling
 * hash is looked up in a bit table, and only on a hit in a map.
 */

import { mayGiveSeveral } from './several.ts';
import { isManaged, isSeenTo } from './seen-to.ts';
import {
  importAround,
  isDocumented,
  isMentioned,
  wordOf,
  type ImportItem,
  type Mention,
} from './mentions.ts';
import { isFormatted, stringEndFrom } from './strings.ts';

/** What says that nothing is left open: the statement behind a call, or the block that is entered by it. */
export type Unless = 'seen to' | 'managed';

/** A word, and what must stand around it. */
export type Word =
  | { readonly kind: 'name'; readonly name: string; readonly unless?: Unless }
  /** A global that is called, made or handed on: no member, and no word of a sentence. */
  | { readonly kind: 'global'; readonly name: string; readonly unless?: Unless }
  /** A name that is given a body or a value: a method, a member that is assigned. */
  | { readonly kind: 'definition'; readonly name: string }
  /** Used under its own name, which an import has bound: neither a member nor what is imported or defined there. */
  | { readonly kind: 'bare'; readonly name: string; readonly unless?: Unless }
  /** Behind a dot: a member. */
  | { readonly kind: 'member'; readonly name: string; readonly unless?: Unless }
  /** Behind a dot: a method that is called where a call may give several results. */
  | { readonly kind: 'several'; readonly name: string }
  /** A function that is given a member, in a text in which the pattern is found too. */
  | { readonly kind: 'ending'; readonly name: string; readonly beside: RegExp }
  /** Behind a dot, and that behind the name of a package. */
  | {
      readonly kind: 'qualified';
      readonly of: string;
      readonly name: string;
      readonly unless?: Unless;
      /** That package may be written with those around it: `urllib.request.urlopen`. */
      readonly nested?: true;
    }
  /** Behind a dot or two colons: a member, perhaps handed on as a function. */
  | { readonly kind: 'accessed'; readonly name: string }
  /** A class that is made: behind `new`, or before two colons. */
  | { readonly kind: 'made'; readonly name: string }
  /** Behind a quote: the begin of a string. */
  | { readonly kind: 'string'; readonly name: string }
  /** A module, as the language names those that a text uses. */
  | Mention;

interface Candidate {
  readonly id: number;
  readonly word: Word;
  /** Where in what is looked for the word stands. */
  readonly offset: number;
}

/** How comments begin that are to be left out. Where it is by hashes, strings are left out as well. */
export type Comments = 'slashes' | 'hashes' | 'none';

/** Words that open alone, and pairs of words that open together. */
export class WordSearch {
  readonly #comments: Comments;
  readonly #bits = new Uint8Array(TABLE_MASK + 1);
  readonly #candidates = new Map<string, Candidate[]>();
  readonly #ids = new Map<string, number>();
  readonly #alone: boolean[] = [];
  readonly #partners: Set<number>[] = [];

  constructor(comments: Comments = 'none') {
    this.#comments = comments;
  }

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
      word.kind === 'module'
        ? `module ${word.naming} ${word.specifier} ${word.member ?? ''} ${String(word.aliased)}`
        : `${word.kind} ${word.name} ${'of' in word ? word.of : ''} ${'unless' in word ? word.unless : ''}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#alone.length;
    this.#ids.set(key, id);
    this.#alone.push(false);
    this.#partners.push(new Set());
    const { text, offset } = word.kind === 'module' ? wordOf(word) : { text: word.name, offset: 0 };
    this.#bits[hashOf(text)] = 1;
    const candidates = this.#candidates.get(text);
    if (candidates === undefined) this.#candidates.set(text, [{ id, word, offset }]);
    else candidates.push({ id, word, offset });
    return id;
  }

  /**
   * Whether one of the words or pairs is in the text. In comments only the module of a documented type counts.
   */
  foundIn(text: string): boolean {
    const bits = this.#bits;
    const hashes = this.#comments === 'hashes';
    const commentMark = this.#comments === 'slashes' ? SLASH : 0;
    const { length } = text;
    let seen: Set<number> | null = null;
    let commentEnd = 0;
    /** Until there what is looked at is a string that code stands in. */
    let formattedEnd = 0;
    /** The last character before the word that is neither blank nor part of a word; 0 right behind a word. */
    let before = 0;
    let index = 0;
    while (index < length) {
      let code = text.charCodeAt(index);
      let kind = code < 128 ? classes[code] : WORD;
      if (kind !== WORD) {
        if (kind === OTHER) before = code;
        if (code === commentMark && index >= commentEnd) commentEnd = commentEndFrom(text, index);
        else if (hashes && index >= formattedEnd) {
          if (code === HASH) index = lineEndFrom(text, index) - 1;
          else if (code === DOUBLE || code === SINGLE) {
            const end = stringEndFrom(text, index);
            if (isFormatted(text, index)) formattedEnd = end;
            else index = end - 1;
          }
        }
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
        if (this.#meets(text, start, text.slice(start, index), before, start < commentEnd, seen)) return true;
      }
      before = 0;
    }
    return false;
  }

  /** Notes what the word may be; whether that opens, alone or with what was seen before. */
  #meets(
    text: string,
    start: number,
    word: string,
    before: number,
    comment: boolean,
    seen: Set<number>,
  ): boolean {
    const place = new Place(text, start, start + word.length, before);
    for (const candidate of this.#candidates.get(word) ?? []) {
      const { id } = candidate;
      if (seen.has(id)) continue;
      if (comment) {
        const { word: module, offset } = candidate;
        if (module.kind !== 'module' || !isDocumented(module, text, start - offset)) continue;
      } else if (!stands(candidate, place)) continue;
      if (this.#alone[id] === true) return true;
      seen.add(id);
      for (const partner of this.#partners[id] ?? []) if (seen.has(partner)) return true;
    }
    return false;
  }
}

/** Where a word stands. What many candidates ask of that is found out once. */
class Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The last character before it that is neither blank nor part of a word; 0 right behind a word. */
  readonly before: number;
  #item: ImportItem | null | undefined;
  #managed: boolean | undefined;
  #seenTo: boolean | undefined;

  constructor(text: string, start: number, end: number, before: number) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.before = before;
  }

  /** The import that it is of. */
  readonly item = (): ImportItem | null => {
    if (this.#item === undefined) this.#item = importAround(this.text, this.start);
    return this.#item;
  };

  /** Whether what is called for is seen to where it is called for. */
  isRightThere(how: Unless | undefined): boolean {
    const { text, start, end } = this;
    if (how === undefined) return false;
    return how === 'managed'
      ? (this.#managed ??= isManaged(text, start, end))
      : (this.#seenTo ??= isSeenTo(text, start, end));
  }
}

function stands({ word, offset }: Candidate, place: Place): boolean {
  const { text, start, end, before } = place;
  switch (word.kind) {
    case 'name':
      return !place.isRightThere(word.unless);
    case 'global':
      return (
        !place.isRightThere(word.unless) &&
        (before !== DOT || isOfGlobalObject(text, start)) &&
        !isWordBehind(text, end) &&
        !isDefined(text, start) &&
        !isPartOfPath(text, start, end)
      );
    case 'definition':
      return before !== DOT ? !isWordBehind(text, end) : isAssigned(text, end);
    case 'bare':
      return (
        before !== DOT && !place.isRightThere(word.unless) && place.item() === null && !isDefined(text, start)
      );
    case 'member':
      return before === DOT && !place.isRightThere(word.unless);
    case 'several':
      return before === DOT && mayGiveSeveral(text, start, end);
    case 'ending':
      return before !== DOT && /^\(\s*\w+\.\w/.test(text.slice(end, end + 80)) && word.beside.test(text);
    case 'qualified':
      return before === DOT && isBehind(text, start, word) && !place.isRightThere(word.unless);
    case 'accessed':
      return before === DOT || before === COLON;
    case 'made':
      return isMade(text, start, end);
    case 'string':
      return isQuote(text.charCodeAt(start - 1));
    case 'module':
      return isMentioned(word, text, start - offset, place.item);
  }
}

/**
 * Where the comment that begins at a slash ends; the slash itself where none begins. A comment has a blank or
 * punctuation before it: a path or a pattern in a string has not.
 */
function commentEndFrom(text: string, slash: number): number {
  const next = text.charCodeAt(slash + 1);
  if ((next !== SLASH && next !== STAR) || !/[\s(){};,=:[]/.test(text.charAt(slash - 1) || ' ')) return slash;
  if (next === SLASH && text.charAt(slash - 1) === ':') return slash;
  const end = next === SLASH ? text.indexOf('\n', slash) : text.indexOf('*/', slash + 2);
  return end < 0 ? text.length : end;
}

function lineEndFrom(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** `def open(self)`: a function or class of the text's own that has the name. */
function isDefined(text: string, start: number): boolean {
  return /\b(?:def|class)\s+$/.test(text.slice(Math.max(0, start - 12), start));
}

/** `os.Create`: before the dot before the word stands this name, and it is no member itself. */
function isBehind(
  text: string,
  start: number,
  { of, nested }: { readonly of: string; readonly nested?: true },
): boolean {
  const dot = text.lastIndexOf('.', start - 1);
  if (!text.startsWith(of, dot - of.length)) return false;
  const before = text.charAt(dot - of.length - 1);
  return !/\w/.test(before) && (nested === true || before !== '.');
}

/** `new Socket(…)`, `new java.net.Socket(…)`, `Socket::new` */
function isMade(text: string, start: number, end: number): boolean {
  if (text.startsWith('::', blanksFrom(text, end))) return true;
  return /\bnew\s+(?:[\w$]+\s*\.\s*)*$/.test(text.slice(Math.max(0, start - 120), start));
}

/** `globalThis.fetch`: members of these are globals. */
function isOfGlobalObject(text: string, start: number): boolean {
  return /(?:globalThis|window|self|global)\s*\??\.\s*$/.test(text.slice(Math.max(0, start - 24), start));
}

/** `/docs/fetch-api`, `fetch.spec.whatwg.org`, `WebSocket.OPEN`. */
function isPartOfPath(text: string, start: number, end: number): boolean {
  if (/[/#@-]/.test(text.charAt(start - 1)) || text.charAt(end) === '-') return true;
  return text.charAt(end) === '.' && !/^\.(?:call|apply|bind)\b/.test(text.slice(end, end + 7));
}

/** Another word follows: prose, or the type of a declaration. Only `as` and its like follow a value. */
function isWordBehind(text: string, end: number): boolean {
  const next = blanksFrom(text, end);
  const code = text.charCodeAt(next);
  if (next === end || Number.isNaN(code) || (code < 128 && classes[code] !== WORD)) return false;
  // In the next line another statement begins.
  if (text.slice(end, next).includes('\n')) return false;
  return !/^(?:as|satisfies|in|instanceof|of|implements)\b/.test(text.slice(next, next + 11));
}

function isAssigned(text: string, end: number): boolean {
  const next = blanksFrom(text, end);
  return text.charCodeAt(next) === EQUALS && text.charCodeAt(next + 1) !== EQUALS;
}

function blanksFrom(text: string, end: number): number {
  let next = end;
  while (next < text.length && text.charCodeAt(next) <= 32) next++;
  return next;
}

const STAR = 42;
const EQUALS = 61;
const DOT = 46;
const COLON = 58;
const HASH = 35;
const DOUBLE = 34;
const SINGLE = 39;
const BACKTICK = 96;
const SLASH = 47;

function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE || code === BACKTICK;
}

const OTHER = 0;
const WORD = 1;
const BLANK = 2;
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  classes[code] = /[\w$]/.test(String.fromCharCode(code)) ? WORD : code <= 32 ? BLANK : OTHER;

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
