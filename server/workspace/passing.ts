/**
 * Names of libraries that a module of the project passes on: `from .compat import urlopen`, where `compat` imports it
 * itself. Whoever imports them there means what the library means. Told from the texts, so that nothing is parsed for it.
 */
import type { Bindings, LibraryName, PassedOn } from './engine.ts';
import { languageOf } from './engine.ts';

/** How many modules may lie between. */
const MOST_MODULES = 4;

interface Around {
  /** The file that an import names; `specifier#name` for a name of it, which may be a file as well. */
  resolve(from: string, specifier: string): string | null;
  text(path: string): string;
}

interface Answer {
  readonly library: LibraryName | null;
  /** The files that were looked at. */
  readonly through: readonly string[];
}

export class Passing {
  readonly #around: Around;
  readonly #bindings = new Map<string, Bindings>();
  /** By file, and by what was asked for it. */
  readonly #answers = new Map<string, Map<string, Answer>>();

  constructor(around: Around) {
    this.#around = around;
  }

  /** What names mean that a file imports; undefined where its language passes on nothing. */
  namesFor(path: string): PassedOn | undefined {
    if (languageOf(path).imports.bindings === undefined) return undefined;
    return (module, names) => this.#answer(path, module, names).library;
  }

  /** The libraries' names that a text gets at by way of modules of the project. */
  usedBy(path: string, text: string): readonly LibraryName[] {
    const passedOn = this.namesFor(path);
    if (passedOn === undefined) return [];
    const found: LibraryName[] = [];
    const add = (library: LibraryName | null): void => {
      if (library !== null) found.push(library);
    };
    for (const [bound, { module, name }] of this.#bindingsOf(path, text).imported) {
      if (name !== null) add(passedOn(module, [name]));
      // A module of the project itself: what is asked of it.
      if (!this.#isModule(path, module, name)) continue;
      for (const member of membersOf(text, bound))
        add(passedOn(module, name === null ? [member] : [name, member]));
    }
    return found;
  }

  /** Drops all that can be asked again. */
  clear(): void {
    this.#bindings.clear();
    this.#answers.clear();
  }

  /** Where the imports of these files lead is asked anew. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.#answers.delete(path);
  }

  /** The texts have changed, or for null where imports lead. Gives the files for which something is passed on otherwise. */
  changed(paths: ReadonlySet<string> | null): readonly string[] {
    if (paths === null) this.#bindings.clear();
    else for (const path of paths) this.#bindings.delete(path);
    const differing: string[] = [];
    for (const [path, answers] of this.#answers) {
      if (paths?.has(path) === true) this.#answers.delete(path);
      else if (this.#differs(path, answers, paths)) {
        this.#answers.delete(path);
        differing.push(path);
      }
    }
    return differing;
  }

  #differs(path: string, answers: ReadonlyMap<string, Answer>, changed: ReadonlySet<string> | null): boolean {
    return [...answers].some(([question, { library, through }]) => {
      if (changed !== null && !through.some((one) => changed.has(one))) return false;
      const [module = '', ...names] = question.split('#');
      return !isSame(this.#find(path, module, names).library, library);
    });
  }

  #answer(path: string, module: string, names: readonly string[]): Answer {
    let answers = this.#answers.get(path);
    if (answers === undefined) this.#answers.set(path, (answers = new Map<string, Answer>()));
    const question = [module, ...names].join('#');
    let answer = answers.get(question);
    if (answer === undefined) {
      answer = this.#find(path, module, names);
      // Of most names no file of the project is to be asked.
      if (answer.through.length > 0) answers.set(question, answer);
    }
    return answer;
  }

  #find(path: string, module: string, names: readonly string[]): Answer {
    const through: string[] = [];
    return { library: this.#follow(path, module, names, through), through };
  }

  #follow(from: string, module: string, names: readonly string[], through: string[]): LibraryName | null {
    const [first = '', ...rest] = names;
    const target = this.#around.resolve(from, `${module}#${first}`);
    if (target === null)
      return through.length === 0 || module.startsWith('.') ? null : { module, path: names };
    if (through.length === MOST_MODULES || through.includes(target)) return null;
    through.push(target);
    const [wanted, ...members] = target === this.#around.resolve(from, module) ? names : rest;
    if (wanted === undefined) return null;
    const bindings = this.#bindingsOf(target);
    const binding = bindings.passedOn(wanted);
    if (binding === null)
      return bindings.stars
        .filter((star) => this.#around.resolve(target, star) !== null)
        .reduce<LibraryName | null>(
          (found, star) => found ?? this.#follow(target, star, [wanted, ...members], through),
          null,
        );
    const next = [...(binding.name?.split('.') ?? []), ...members];
    if (next.length > 0) return this.#follow(target, binding.module, next, through);
    // The library's module itself.
    const isOwn = binding.module.startsWith('.') || this.#around.resolve(target, binding.module) !== null;
    return isOwn ? null : { module: binding.module, path: [] };
  }

  #isModule(path: string, module: string, name: string | null): boolean {
    const whole = this.#around.resolve(path, module);
    if (name === null) return whole !== null;
    const member = this.#around.resolve(path, `${module}#${name}`);
    return member !== null && member !== whole;
  }

  #bindingsOf(path: string, text?: string): Bindings {
    let bindings = this.#bindings.get(path);
    if (bindings === undefined) {
      bindings = languageOf(path).imports.bindings?.(text ?? this.#around.text(path)) ?? nothing;
      this.#bindings.set(path, bindings);
    }
    return bindings;
  }
}

const nothing: Bindings = { imported: new Map(), stars: [], passedOn: () => null };

function isSame(one: LibraryName | null, other: LibraryName | null): boolean {
  return one?.module === other?.module && one?.path.join('.') === other?.path.join('.');
}

/** `urlopen` where the text says `compat.urlopen`. */
function membersOf(text: string, name: string): ReadonlySet<string> {
  const members = new Set<string>();
  const start = `${name}.`;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + start.length)) {
    if (/[\w.]/.test(text.charAt(at - 1))) continue;
    const member = /^\w+/.exec(text.slice(at + start.length, at + start.length + 40))?.[0];
    if (member !== undefined) members.add(member);
  }
  return members;
}
