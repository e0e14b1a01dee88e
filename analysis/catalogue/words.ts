/**
 * Looks for many words in a text at once, at a cost that does not grow with their number: a word's rolling
 * hash is looked up in a bit table, and only on a hit in a map.
 */
import { classes, DOUBLE, HASH, OTHER, SINGLE, SLASH, STAR, WORD } from './characters.ts';
import { isDocumented, wordOf } from './mentions.ts';
import { Place, stands, type Word } from './standing.ts';
import { isFormatted, stringEndFrom } from './strings.ts';

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
      } else if (!stands(candidate.word, candidate.offset, place)) continue;
      if (this.#alone[id] === true) return true;
      seen.add(id);
      for (const partner of this.#partners[id] ?? []) if (seen.has(partner)) return true;
    }
    return false;
  }
}

interface Candidate {
  readonly id: number;
  readonly word: Word;
  /** Where in what is looked for the word stands. */
  readonly offset: number;
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
