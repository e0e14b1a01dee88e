/**
 * The gate: whether a text names anything that the catalogue acquires, waits for or registers with. Most files
 * stop here, unparsed.
 */
import { lastMethods } from '../classes/words.ts';
import type { Acquisition, Deadline, Family, Registration, Selector } from './model.ts';
import { ANY, GLOBAL, parseSelector, type ParsedSelector } from './selector.ts';
import { WordSearch, type Word } from './words.ts';

/** Whether a text names anything of interest, or one of the names (of wrappers and disposable classes) given. */
export type Gate = (text: string, extraNames?: ReadonlySet<string>) => boolean;

/** Compiles the gate of families whose module aliases are known (see `Family.sameAs`). */
export function compileGate(
  families: readonly Family[],
  moduleNames: (module: string) => readonly string[],
): Gate {
  const search = new WordSearch(families.every(({ language }) => language !== 'python'));
  for (const family of families) {
    const builder = new GateBuilder(search, family, moduleNames);
    if (family.channels !== undefined) {
      const [make, close] = family.channels;
      search.pair({ kind: 'name', name: make }, { kind: 'name', name: close });
    }
    for (const entry of family.acquisitions ?? []) builder.addAcquisition(entry);
    for (const entry of family.deadlines ?? []) builder.addDeadline(entry);
    for (const entry of family.registrations ?? []) builder.addRegistration(entry);
  }
  const extras = new WeakMap<ReadonlySet<string>, { readonly size: number; readonly search: WordSearch }>();
  return (text, extraNames) => {
    if (search.foundIn(text)) return true;
    if (extraNames === undefined || extraNames.size === 0) return false;
    let extra = extras.get(extraNames);
    // Sets of names grow while wrappers are being found; what was compiled earlier then lacks some.
    if (extra?.size !== extraNames.size) {
      extra = { size: extraNames.size, search: searchFor(extraNames) };
      extras.set(extraNames, extra);
    }
    return extra.search.foundIn(text);
  };
}

function searchFor(names: ReadonlySet<string>): WordSearch {
  const search = new WordSearch();
  for (const name of names) search.single({ kind: 'name', name });
  return search;
}

class GateBuilder {
  readonly #search: WordSearch;
  readonly #quoted: boolean;
  readonly #implicit: readonly string[];
  readonly #moduleNames: (module: string) => readonly string[];
  readonly #mentioned = new Map<string, readonly Word[]>();

  constructor(
    search: WordSearch,
    { language, implicit = [] }: Family,
    moduleNames: (module: string) => readonly string[],
  ) {
    this.#search = search;
    this.#implicit = implicit;
    this.#quoted = language === 'javascript' || language === 'go';
    this.#moduleNames = moduleNames;
  }

  addAcquisition(entry: Acquisition): void {
    const event = typeof entry.yields === 'object' && 'event' in entry.yields ? entry.yields.event : null;
    // `.on` alone is in every second file; the event's name is not.
    const [word] = event === null ? [] : (/^[\w$]+/.exec(event) ?? []);
    if (word === undefined) {
      this.#addCalls(entry.call, entry.distinctive === true);
      return;
    }
    for (const { method, path } of selectorsOf(entry.call)) {
      const name = method ?? path.at(-1);
      if (name === undefined) this.#search.single({ kind: 'string', name: word });
      else this.#search.pair({ kind: 'member', name }, { kind: 'string', name: word });
    }
  }

  addDeadline(entry: Deadline): void {
    this.#addCalls(entry.call, false);
  }

  #addCalls(call: Selector | readonly Selector[], distinctive: boolean): void {
    for (const parsed of selectorsOf(call)) {
      if (distinctive && parsed.method !== null) this.#search.single({ kind: 'member', name: parsed.method });
      else this.#addSelector(parsed);
    }
  }

  /**
   * Who is listened to mostly comes from elsewhere, so nothing but the method need be named. But `.on` is in
   * every second file: it counts only beside what could tell that the listener was to go again (see
   * `listeners/index.ts`): a removal, the end of a class, an abort signal, a socket that is used again.
   */
  addRegistration(entry: Registration): void {
    for (const parsed of selectorsOf(entry.call)) {
      if (parsed.method === null || entry.receiver !== 'injected') this.#addSelector(parsed);
      else if (this.#isWidespread(parsed.module)) {
        const word: Word = { kind: 'member', name: parsed.method };
        for (const sign of signsOfAnEnd(entry)) this.#search.pair(word, sign);
      } else this.#addMethod(parsed.module, parsed.method);
    }
  }

  /** Its instances are handed around in files that never name the module. */
  #isWidespread(module: string): boolean {
    return module === GLOBAL || module === ANY || module === 'events';
  }

  #addSelector({ module, path, method }: ParsedSelector): void {
    if (method !== null) this.#addMethod(module, method);
    else if (module === GLOBAL) this.#addGlobal(path);
    else this.#addExport(module, path.at(-1));
  }

  /**
   * `createQueryRunner` says enough. `get` and `find` do not: there the module must be named too, and whoever
   * finds out that another file exports such a receiver gives the gate that export's name.
   */
  #addMethod(module: string, method: string): void {
    const word: Word = { kind: 'member', name: method };
    if (module === GLOBAL || module === ANY || !/^[a-z]+$/.test(method)) this.#search.single(word);
    else for (const mention of this.#mentions(module)) this.#search.pair(mention, word);
  }

  #addGlobal(path: readonly string[]): void {
    const [first, ...rest] = path;
    const last = rest.at(-1);
    if (first === undefined) return;
    if (last === undefined) this.#search.single({ kind: 'global', name: first });
    else this.#search.pair({ kind: 'name', name: first }, { kind: 'member', name: last });
  }

  #addExport(module: string, name: string | undefined): void {
    if (name !== undefined && this.#implicit.includes(module)) {
      this.#search.single({ kind: 'name', name });
      return;
    }
    for (const mention of this.#mentions(module)) {
      if (name === undefined) this.#search.single(mention);
      else this.#search.pair(mention, { kind: 'name', name });
    }
  }

  #mentions(module: string): readonly Word[] {
    let words = this.#mentioned.get(module);
    if (words === undefined) {
      words = this.#moduleNames(module).map((specifier) => ({
        kind: 'module',
        specifier,
        quoted: this.#quoted,
      }));
      this.#mentioned.set(module, words);
    }
    return words;
  }
}

function signsOfAnEnd(entry: Registration): Word[] {
  const undone = entry.undo.flatMap((one) => ('method' in one ? [one.method] : []));
  return [
    ...undone.map((name): Word => ({ kind: 'member', name })),
    ...lastMethods.flatMap((name) => [name, `_${name}`]).map((name): Word => ({ kind: 'definition', name })),
    { kind: 'member', name: 'dispose' },
    { kind: 'member', name: 'asyncDispose' },
    { kind: 'string', name: 'abort' },
    { kind: 'string', name: 'socket' },
  ];
}

function selectorsOf(call: Selector | readonly Selector[]): ParsedSelector[] {
  return (typeof call === 'string' ? [call] : call).map(parseSelector);
}
