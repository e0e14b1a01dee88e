/** Whether a word that is looked for stands in a text as it must: called, made, handed on, imported. */
import { BACKTICK, classOf, COLON, DOT, DOUBLE, EQUALS, SINGLE, WORD } from './characters.ts';
import { importAround, isMentioned, type ImportItem, type Mention } from './mentions.ts';
import { isManaged, isSeenTo } from './seen-to.ts';
import { mayGiveSeveral } from './several.ts';

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

/**
 * Whether the word stands there.
 *
 * @param offset where in what is looked for the word of a mention stands
 */
export function stands(word: Word, offset: number, place: Place): boolean {
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
      return isMentioned(word, text, start - offset, place);
  }
}

/** Where a word stands. What many candidates ask of that is found out once. */
export class Place {
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
  item(): ImportItem | null {
    if (this.#item === undefined) this.#item = importAround(this.text, this.start);
    return this.#item;
  }

  /** Whether what is called for is seen to where it is called for. */
  isRightThere(how: Unless | undefined): boolean {
    const { text, start, end } = this;
    if (how === undefined) return false;
    return how === 'managed'
      ? (this.#managed ??= isManaged(text, start, end))
      : (this.#seenTo ??= isSeenTo(text, start, end));
  }
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
  if (next === end || Number.isNaN(code) || classOf(code) !== WORD) return false;
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

function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE || code === BACKTICK;
}
