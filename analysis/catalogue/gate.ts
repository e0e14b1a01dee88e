/**
 * The gate: whether a text names anything that the catalogue acquires, waits for or registers with. Most files
 * stop here, unparsed.
 */
import { isGivenBackByBlock } from './blocks.ts';
import { lastMethods } from '../classes/words.ts';
import { namingOf, packageNameOf, type Mention, type Naming } from './mentions.ts';
import { givesSeveral } from './methods.ts';
import type { Acquisition, Deadline, Family, Registration, ResourceType, Selector } from './model.ts';
import { ANY, GLOBAL, parseSelector, typeSelector, type ParsedSelector } from './selector.ts';
import type { Unless, Word } from './standing.ts';
import { WordSearch, type Comments } from './words.ts';

/** Whether a text names anything of interest, or one of the names (of wrappers and disposable classes) given. */
export type Gate = (text: string, extraNames?: ReadonlySet<string>) => boolean;

/** Compiles the gate of families whose module aliases are known (see `Family.sameAs`). */
export function compileGate(
  families: readonly Family[],
  moduleNames: (module: string) => readonly string[],
  modulesOfType: (type: Selector) => readonly string[],
): Gate {
  const search = new WordSearch(commentsOf(families));
  const implicit = new Set(families.flatMap((family) => family.implicit ?? []));
  const resources = new Map(
    families.flatMap((family) => (family.resources ?? []).map((one) => [one.id, one])),
  );
  for (const family of families) {
    const builder = new GateBuilder(search, family, implicit, moduleNames, modulesOfType);
    if (family.channels !== undefined) {
      const { make, close, sends } = family.channels;
      search.pair(
        { kind: 'name', name: make },
        { kind: 'ending', name: close, beside: new RegExp(sends, 'm') },
      );
    }
    for (const entry of family.acquisitions ?? [])
      builder.addAcquisition(entry, resources.get(entry.resource));
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

function commentsOf(families: readonly Family[]): Comments {
  return families.some(({ language }) => language === 'python') ? 'hashes' : 'slashes';
}

function searchFor(names: ReadonlySet<string>): WordSearch {
  const search = new WordSearch();
  for (const name of names) search.single({ kind: 'name', name });
  return search;
}

/** How a call may be written that acquires and leaves nothing open, or that cannot be the one that is meant. */
interface Manner {
  /** It gives several results, so it is no call whose one result is taken. */
  readonly several: boolean;
  /** Seen to by the statement behind it, or the block that is entered by it. */
  readonly unless?: Unless;
}

const PLAIN: Manner = { several: false };

class GateBuilder {
  readonly #search: WordSearch;
  readonly #naming: Naming;
  /** Modules that every file sees. */
  readonly #implicit: ReadonlySet<string>;
  readonly #usedWhereNamed: NonNullable<Family['usedWhereNamed']>;
  readonly #moduleNames: (module: string) => readonly string[];
  readonly #modulesOfType: (type: Selector) => readonly string[];
  readonly #mentioned = new Map<string, readonly Word[]>();

  constructor(
    search: WordSearch,
    { language, usedWhereNamed = {} }: Family,
    implicit: ReadonlySet<string>,
    moduleNames: (module: string) => readonly string[],
    modulesOfType: (type: Selector) => readonly string[],
  ) {
    this.#search = search;
    this.#implicit = implicit;
    this.#usedWhereNamed = usedWhereNamed;
    this.#naming = namingOf(language);
    this.#moduleNames = moduleNames;
    this.#modulesOfType = modulesOfType;
  }

  addAcquisition(entry: Acquisition, resource: ResourceType | undefined): void {
    const event = typeof entry.yields === 'object' && 'event' in entry.yields ? entry.yields.event : null;
    // `.on` alone is in every second file; the event's name is not.
    const [word] = event === null ? [] : (/^[\w$]+/.exec(event) ?? []);
    if (word === undefined) {
      if (entry.distinctive === true) this.#addDistinctive(entry);
      else this.#addCalls(entry.call, this.#mannerOf(entry, resource));
      return;
    }
    for (const { method, path } of selectorsOf(entry.call)) {
      const name = method ?? path.at(-1);
      if (name === undefined) this.#search.single({ kind: 'string', name: word });
      else this.#search.pair({ kind: 'member', name }, { kind: 'string', name: word });
    }
  }

  /** Where an argument must be of a type, only beside the name of that: `Call` alone many others have. */
  #addDistinctive({ call, when = [] }: Acquisition): void {
    const types = when.flatMap((one) => ('ofType' in one ? one.ofType : []));
    for (const parsed of selectorsOf(call)) {
      if (parsed.method === null) {
        this.#addSelector(parsed);
        continue;
      }
      const word: Word = { kind: 'member', name: parsed.method };
      if (types.length === 0) this.#search.single(word);
      for (const type of types)
        this.#search.pair({ kind: 'name', name: parseSelector(type).path.at(-1) ?? '' }, word);
    }
  }

  /** How the language writes what is seen to at once. */
  #mannerOf(entry: Acquisition, resource: ResourceType | undefined): Manner {
    if (this.#naming === 'listed') return { several: givesSeveral(entry), unless: 'seen to' };
    const managed = this.#naming === 'imported' && isGivenBackByBlock(entry, resource);
    return { several: false, ...(managed && { unless: 'managed' }) };
  }

  addDeadline(entry: Deadline): void {
    this.#addCalls(entry.call);
  }

  #addCalls(call: Selector | readonly Selector[], manner = PLAIN): void {
    for (const parsed of selectorsOf(call)) this.#addSelector(parsed, manner);
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
      } else this.#addMethod(parsed, parsed.method);
    }
  }

  /** Its instances are handed around in files that never name the module. */
  #isWidespread(module: string): boolean {
    return module === GLOBAL || module === ANY || module === 'events';
  }

  #addSelector(selector: ParsedSelector, manner = PLAIN): void {
    const { module, path, method } = selector;
    if (method !== null) this.#addMethod(selector, method, manner);
    else if (module === GLOBAL) this.#addGlobal(path, manner);
    else this.#addExport(selector, manner);
  }

  /**
   * `createQueryRunner` says enough. `get` and `find` do not: there the module must be named too, and whoever
   * finds out that another file exports such a receiver gives the gate that export's name. Where methods are mostly
   * called what everybody calls theirs (`Get`, `open`), and where a module has to be imported before anything of it
   * can be named, all of them want the module of the type or of one below it.
   */
  #addMethod({ module, path }: ParsedSelector, method: string, manner = PLAIN): void {
    const word = this.#method(method, manner);
    const type = typeSelector(module, path);
    const givers = this.#usedWhereNamed[type];
    if (module === GLOBAL || module === ANY || this.#implicit.has(module)) this.#search.single(word);
    else if (givers !== undefined) {
      for (const name of [path.at(-1) ?? '', ...givers]) this.#addNamed(module, name, word);
    } else if (this.#naming !== 'quoted') {
      for (const one of this.#modulesOfType(type)) this.#search.pair(this.#mention(one), word);
    } else if (!/^[a-z]+$/.test(method)) this.#search.single(word);
    else for (const mention of this.#mentions(module)) this.#search.pair(mention, word);
  }

  /** A method beside the name of its type, or of what gives one. */
  #addNamed(module: string, name: string, method: Word): void {
    const of = packageNameOf(module);
    this.#search.pair(of === null ? { kind: 'member', name } : { kind: 'qualified', of, name }, method);
    if (of !== null) this.#search.pair({ ...this.#mention(module), aliased: true }, method);
  }

  #method(name: string, { several, unless }: Manner): Word {
    if (this.#naming === 'dotted') return { kind: 'accessed', name };
    if (several) return { kind: 'several', name };
    return { kind: 'member', name, ...(this.#naming === 'imported' && unless && { unless }) };
  }

  #addGlobal(path: readonly string[], { unless }: Manner): void {
    const [first, ...rest] = path;
    const last = rest.at(-1);
    if (first === undefined) return;
    if (last === undefined) this.#search.single({ kind: 'global', name: first, ...(unless && { unless }) });
    else this.#search.pair({ kind: 'name', name: first }, { kind: 'member', name: last });
  }

  #addExport({ module, path, construct }: ParsedSelector, { unless }: Manner): void {
    const [first] = path;
    const name = path.at(-1);
    const word = name === undefined ? null : this.#exported(name, construct, path.length > 1, unless);
    if (word !== null && this.#implicit.has(module)) {
      this.#search.single(word);
      return;
    }
    const of = this.#naming === 'listed' ? packageNameOf(module) : null;
    if (name !== undefined && of !== null && word !== null) {
      // Whatever else has a method of that name, the package's own function stands behind the package's name.
      for (const one of this.#moduleNames(module)) {
        this.#search.pair(
          { ...this.#mention(one), aliased: false },
          { kind: 'qualified', of, name, ...(unless && { unless }) },
        );
        this.#search.pair({ ...this.#mention(one), aliased: true }, word);
      }
      return;
    }
    if (name !== undefined && this.#naming === 'imported') {
      for (const one of this.#moduleNames(module)) this.#addImported(one, path, name, unless);
      return;
    }
    for (const mention of this.#mentions(module, first)) {
      if (word === null) this.#search.single(mention);
      else this.#search.pair(mention, word);
    }
  }

  /**
   * Behind the name of its module, unless that is imported under another name; or by itself, where it is imported from
   * the module. The module's name alone is in many texts that have nothing to do with it: `socket.error`.
   */
  #addImported(module: string, path: readonly string[], name: string, unless: Unless | undefined): void {
    const mention = this.#mention(module);
    const seen = unless && { unless };
    // Modules below it are written like its members, and may be imported by themselves.
    for (const of of new Set([module.slice(module.lastIndexOf('.') + 1), path.at(-2)]))
      if (of !== undefined)
        this.#search.pair(mention, { kind: 'qualified', of, name, nested: true, ...seen });
    this.#search.pair({ ...mention, aliased: true }, { kind: 'member', name, ...seen });
    this.#search.single({ ...mention, member: name, aliased: true });
    const bare: Word = { kind: 'bare', name, ...seen };
    this.#search.pair({ ...mention, member: name, aliased: false }, bare);
    this.#search.pair({ ...mention, member: '*' }, bare);
  }

  /** How an export is written where it is used. */
  #exported(name: string, construct: boolean, member: boolean, unless: Unless | undefined): Word {
    switch (this.#naming) {
      case 'listed':
        return { kind: 'member', name };
      case 'dotted':
        return { kind: construct ? 'made' : member ? 'accessed' : 'name', name };
      default:
        return { kind: 'name', name, ...(unless && { unless }) };
    }
  }

  /** @param name what of the module is meant, where that is written with the module's name */
  #mentions(module: string, name?: string): readonly Word[] {
    const key = `${module} ${this.#naming === 'dotted' ? (name ?? '') : ''}`;
    let words = this.#mentioned.get(key);
    if (words === undefined) {
      const named = this.#moduleNames(module);
      words =
        this.#naming === 'dotted' && name !== undefined
          ? named.flatMap((one) => [this.#mention(one, name), this.#mention(one, '*')])
          : named.map((one) => this.#mention(one));
      this.#mentioned.set(key, words);
    }
    return words;
  }

  #mention(specifier: string, member?: string): Mention {
    return { kind: 'module', specifier, naming: this.#naming, ...(member !== undefined && { member }) };
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
