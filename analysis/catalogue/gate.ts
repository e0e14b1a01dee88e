/**
 * The gate: whether a text names anything that the catalogue acquires, waits for or registers with.
 * Most files stop here, unparsed, so it reads a text once, word by word, at a cost that does not grow
 * with the catalogue: a word's rolling hash is looked up in a bit table, and only on a hit in a map.
 */
import type { Acquisition, Deadline, Family, Registration, Selector } from './model.ts';
import { ANY, GLOBAL, parseSelector, type ParsedSelector } from './selector.ts';

/** Whether a text names anything of interest, or one of the names (of wrappers and disposable classes) given. */
export type Gate = (text: string, extraNames?: ReadonlySet<string>) => boolean;

/** A word to look for; `member` wants a dot before it. Two words are asked for together where one says little. */
interface Word {
  readonly name: string;
  readonly member: boolean;
}

/** The words are numbered; a word opens the gate alone, or together with one of its partners. */
interface WordTable {
  readonly bits: Uint8Array;
  readonly ids: ReadonlyMap<string, number>;
  readonly memberIds: ReadonlyMap<string, number>;
  readonly alone: Uint8Array;
  readonly partners: readonly (readonly number[])[];
}

const TABLE_BITS = 16;
const TABLE_MASK = (1 << TABLE_BITS) - 1;

/** Compiles the gate of families whose module aliases are known (see `Family.sameAs`). */
export function compileGate(
  families: readonly Family[],
  moduleNames: (module: string) => readonly string[],
): Gate {
  const builder = new TableBuilder(moduleNames);
  for (const family of families) {
    for (const entry of family.acquisitions ?? []) builder.addAcquisition(entry);
    for (const entry of family.deadlines ?? []) builder.addCalls(entry);
    for (const entry of family.registrations ?? []) builder.addCalls(entry);
  }
  const table = builder.build();
  const extraTables = new WeakMap<ReadonlySet<string>, WordTable>();
  return (text, extraNames) => {
    if (extraNames === undefined || extraNames.size === 0) return scan(text, table);
    let extra = extraTables.get(extraNames);
    // Sets of names grow while wrappers are being found; a table made earlier is then too small.
    if (extra === undefined || extra.ids.size !== extraNames.size) {
      extra = tableOfNames(extraNames);
      extraTables.set(extraNames, extra);
    }
    return scan(text, table) || scan(text, extra);
  };
}

function tableOfNames(names: ReadonlySet<string>): WordTable {
  const builder = new TableBuilder(() => []);
  for (const name of names) builder.single({ name, member: false });
  return builder.build();
}

class TableBuilder {
  readonly #moduleNames: (module: string) => readonly string[];
  readonly #ids = new Map<string, number>();
  readonly #memberIds = new Map<string, number>();
  readonly #alone: boolean[] = [];
  readonly #partners: Set<number>[] = [];

  constructor(moduleNames: (module: string) => readonly string[]) {
    this.#moduleNames = moduleNames;
  }

  addAcquisition(entry: Acquisition): void {
    const event = typeof entry.yields === 'object' && 'event' in entry.yields ? entry.yields.event : null;
    if (event === null) {
      this.addCalls(entry);
      return;
    }
    // `.on` alone is in every second file; the event's name is not. (A dashed event counts by its longest word.)
    const eventWord = { name: longestWord(event), member: false };
    for (const parsed of selectorsOf(entry.call)) {
      const name = parsed.method ?? parsed.path.at(-1);
      if (name === undefined) this.single(eventWord);
      else this.pair({ name, member: parsed.method !== null }, eventWord);
    }
  }

  addCalls(entry: Acquisition | Deadline | Registration): void {
    for (const parsed of selectorsOf(entry.call)) this.#addSelector(parsed);
  }

  #addSelector({ module, path, method }: ParsedSelector): void {
    if (method !== null || module === ANY) {
      // The receiver may come from anywhere, so its type's module need not be named.
      if (method !== null) this.single({ name: method, member: true });
      return;
    }
    const last = path.at(-1);
    const word = last === undefined ? null : { name: last, member: false };
    if (module === GLOBAL) {
      if (word === null) return;
      const [first = ''] = path;
      if (path.length > 1) this.pair({ name: first, member: false }, word);
      else this.single(word);
      return;
    }
    for (const name of this.#moduleNames(module)) {
      const mention = { name: longestWord(name), member: false };
      if (word === null || mention.name === word.name) this.single(mention);
      else this.pair(mention, word);
    }
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

  #idOf({ name, member }: Word): number {
    const ids = member ? this.#memberIds : this.#ids;
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = this.#alone.length;
    ids.set(name, id);
    this.#alone.push(false);
    this.#partners.push(new Set());
    return id;
  }

  build(): WordTable {
    const bits = new Uint8Array(TABLE_MASK + 1);
    for (const name of [...this.#ids.keys(), ...this.#memberIds.keys()]) bits[hashOf(name)] = 1;
    return {
      bits,
      ids: this.#ids,
      memberIds: this.#memberIds,
      alone: Uint8Array.from(this.#alone, Number),
      partners: this.#partners.map((set) => [...set]),
    };
  }
}

function selectorsOf(call: Selector | readonly Selector[]): ParsedSelector[] {
  return (typeof call === 'string' ? [call] : call).map(parseSelector);
}

/** The longest word of a module specifier: whoever imports the module writes it, in every language. */
function longestWord(specifier: string): string {
  let longest = '';
  for (const [word] of specifier.matchAll(/[\w$\u0080-\uffff]+/g))
    if (word.length > longest.length) longest = word;
  return longest;
}

const OTHER = 0;
const WORD = 1;
const BLANK = 2;
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  classes[code] = /[\w$]/.test(String.fromCharCode(code)) ? WORD : code <= 32 ? BLANK : OTHER;

const DOT = 46;

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** The hash by which a word's bit is found. */
function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = step(hash, word.charCodeAt(index));
  return (hash ^ (hash >>> TABLE_BITS)) & TABLE_MASK;
}

function scan(text: string, table: WordTable): boolean {
  if (table.alone.length === 0) return false;
  const { bits } = table;
  const { length } = text;
  const seen = new Uint8Array(table.alone.length);
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
    if (bits[(hash ^ (hash >>> TABLE_BITS)) & TABLE_MASK] === 1) {
      const word = text.slice(start, index);
      if (meet(table, seen, table.ids.get(word))) return true;
      if (before === DOT && meet(table, seen, table.memberIds.get(word))) return true;
    }
    before = 0;
  }
  return false;
}

/** Notes that a word occurred; whether it opens the gate, alone or with what occurred before. */
function meet(table: WordTable, seen: Uint8Array, id: number | undefined): boolean {
  if (id === undefined || seen[id] === 1) return false;
  seen[id] = 1;
  if (table.alone[id] === 1) return true;
  for (const partner of table.partners[id] ?? []) if (seen[partner] === 1) return true;
  return false;
}
