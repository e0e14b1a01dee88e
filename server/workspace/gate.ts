/**
 * Whether a file is worth parsing. Most name nothing that the catalogue opens; but a file may open something
 * through a helper of the project's own, which the catalogue cannot name. So the files that it imports are
 * asked which of their exports give out something owned. The answer depends on the file and what it imports
 * alone, never on which files are being scanned or in which order.
 */
import { parse } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Project } from '../../analysis/analyse.ts';
import {
  askOnce,
  exportedFunctions,
  exportGives,
  hasWord,
  languageOf,
  makersIn,
  markOf,
  noteAsked,
  Words,
  type ModuleHost,
} from './engine.ts';
import type { Passing } from './passing.ts';
import type { Sources } from './sources.ts';

/** A helper around a helper around a helper is followed; longer chains are rare and cost more each. */
const DEEPEST = 3;
/** How many files that only pass exports on may lie between. */
const MOST_BARRELS = 4;
/** Of how many files the words are kept. */
const MOST_WORDS = 1000;

/** The names of functions that a file may export. */
interface Declared {
  readonly names: readonly string[];
  readonly marks: Uint32Array;
  /** Those of several words. */
  readonly composed: readonly string[];
}

/** The names that stand in a text. */
interface Named {
  /** Null where the text itself is asked. */
  readonly words: Words | null;
  readonly has: (name: string) => boolean;
}

export class FileGate {
  readonly #project: Project;
  readonly #sources: Sources;
  readonly #passing: Passing;
  readonly #host: () => ModuleHost;
  readonly #targets = new Map<string, readonly string[]>();
  readonly #imports = new Map<string, readonly string[]>();
  readonly #exports = new Map<string, readonly string[]>();
  readonly #declared = new Map<string, Declared>();
  readonly #makers = new Map<string, readonly string[]>();
  readonly #barrels = new Map<string, boolean>();
  /** What a text would say if it imported by itself what modules of the project pass on to it. */
  readonly #imported = new Map<string, string>();
  readonly #passed = new Map<string, ReadonlySet<string> | null>();
  readonly #opens = new Map<string, boolean>();
  readonly #words = new LRUCache<string, Words>({ max: MOST_WORDS });

  /** @param host gives what imports may lead to; asked only where a language looks for neighbours */
  constructor(project: Project, sources: Sources, passing: Passing, host: () => ModuleHost) {
    this.#project = project;
    this.#sources = sources;
    this.#passing = passing;
    this.#host = host;
  }

  /** Whether the text of the file alone says that it is worth parsing. */
  byText(path: string, text: string): boolean {
    let opens = this.#opens.get(path);
    if (opens === undefined) this.#opens.set(path, (opens = this.#opensBy(text)));
    return opens;
  }

  /** Whether it is worth parsing at all. */
  passes(path: string): boolean {
    return this.#passesAt(path, DEEPEST);
  }

  /** Whether the file names it, or passes on what others export. */
  mayExport(path: string, name: string): boolean {
    return this.#textOf(path).includes(name) || this.passesOn(path);
  }

  /** Whether a function of that name in the file may make what must be closed; heads tell, where they can be seen. */
  mayMake(path: string, name: string): boolean {
    return languageOf(path).imports.functions === undefined || this.#makersOf(path).includes(name);
  }

  /** Whether the file passes on what others export, and one of these names among it. */
  mayPassOn(path: string, names: readonly string[]): boolean {
    if (!this.passesOn(path)) return false;
    const passed = this.#passedOnBy(path);
    return passed === null || names.some((name) => passed.has(name));
  }

  /** Whether the file passes on what others export. */
  passesOn(path: string): boolean {
    let passesOn = this.#barrels.get(path);
    if (passesOn === undefined)
      this.#barrels.set(path, (passesOn = languageOf(path).imports.passesOn(this.#textOf(path))));
    return passesOn;
  }

  #passedOnBy(path: string): ReadonlySet<string> | null {
    let names = this.#passed.get(path);
    if (names === undefined)
      this.#passed.set(path, (names = languageOf(path).imports.passedOn?.(this.#textOf(path)) ?? null));
    return names;
  }

  /** Forgets what is known of files that changed, and where those lead that import them. */
  forget(changed: Iterable<string>, doubtful: Iterable<string>): void {
    for (const path of doubtful) {
      this.#targets.delete(path);
      this.#imported.delete(path);
    }
    for (const path of changed) {
      this.#targets.delete(path);
      this.#imports.delete(path);
      this.#exports.delete(path);
      this.#makers.delete(path);
      this.#imported.delete(path);
      this.#declared.delete(path);
      this.#barrels.delete(path);
      this.#passed.delete(path);
      this.#opens.delete(path);
      this.#words.delete(path);
    }
  }

  #opensBy(text: string): boolean {
    // What merely pairs is of unknown kind and never more than information: not worth parsing a file for.
    return this.#project.catalogue.gate(text);
  }

  #passesAt(path: string, depth: number): boolean {
    return askOnce(this.#project, path, `passes ${depth}`, () => {
      const text = this.#textOf(path);
      return (
        this.byText(path, text) ||
        this.#opensByOthers(path, text) ||
        (depth > 0 && this.#usesHelper(path, text, depth - 1))
      );
    });
  }

  /** The same of a text that gets at what it names by way of a module of the project, as if it imported that itself. */
  #opensByOthers(path: string, text: string): boolean {
    const importing = (): string => this.#importedBy(path, text);
    noteAsked(this.#project, 'passed on', path, importing);
    const imports = importing();
    return imports !== '' && this.#opensBy(`${imports}\n${text}`);
  }

  #importedBy(path: string, text: string): string {
    const known = this.#imported.get(path);
    if (known !== undefined) return known;
    const lines = this.#passing.usedBy(path, text).map(({ module, path: [name] }) =>
      // Under whatever name: it may be used as a member of the module that passes it on.
      name === undefined ? `import ${module} as passed` : `from ${module} import ${name} as passed`,
    );
    const imports = lines.join('\n');
    this.#imported.set(path, imports);
    return imports;
  }

  #usesHelper(path: string, text: string, depth: number): boolean {
    noteAsked(this.#project, 'targets', path, () => this.#targetsOf(path).join('\n'));
    const names = this.#namesIn(path, text);
    const gives = (target: string, all: readonly string[]): boolean =>
      all.some((name) => (name === 'default' || names.has(name)) && exportGives(this.#project, target, name));
    const extended = new Set(languageOf(path).imports.extended?.(text));
    return this.#targetsOf(path).some(
      (target) =>
        (extended.size > 0 && extended.has(parse(target).name) && this.#passesAt(target, depth)) ||
        (this.#mayDeclare(target, names) &&
          (this.#passesAt(target, depth)
            ? gives(target, this.#notedExportsOf(target))
            : gives(target, this.#notedMakersOf(target)))),
    );
  }

  /** Whether any of the names may be one of a function that the file exports, judged without lowering it. */
  #mayDeclare(path: string, named: Named): boolean {
    if (languageOf(path).imports.exported === undefined) return true;
    noteAsked(this.#project, 'declared', path, () => this.#declaredIn(path).names.join('\n'));
    const { marks, composed } = this.#declaredIn(path);
    return named.words === null
      ? this.#declaredIn(path).names.some(named.has)
      : named.words.hasOneOf(marks) || composed.some(named.has);
  }

  #declaredIn(path: string): Declared {
    let declared = this.#declared.get(path);
    if (declared === undefined) {
      const { imports } = languageOf(path);
      const names = [...new Set(imports.exported?.(this.#textOf(path)))];
      const marks = Uint32Array.from(names, markOf);
      this.#declared.set(
        path,
        (declared = { names, marks, composed: names.filter((name) => name.includes('.')) }),
      );
    }
    return declared;
  }

  /** The files that it imports, and those from which these pass exports on. */
  #targetsOf(path: string): readonly string[] {
    const known = this.#targets.get(path);
    if (known !== undefined) return known;
    const found = new Set(this.#importsOf(path));
    const { has: isNamed } = this.#namesIn(path, this.#textOf(path));
    let barrels = [...found];
    for (let hop = 0; hop < MOST_BARRELS && barrels.length > 0; hop++) {
      const next: string[] = [];
      for (const barrel of barrels) {
        if (!this.passesOn(barrel)) continue;
        const passed = this.#passedOnBy(barrel);
        if (passed !== null && ![...passed].some(isNamed)) continue;
        for (const target of this.#importsOf(barrel)) {
          if (found.has(target)) continue;
          found.add(target);
          next.push(target);
        }
      }
      barrels = next;
    }
    found.delete(path);
    const targets = [...found];
    this.#targets.set(path, targets);
    return targets;
  }

  #importsOf(path: string): readonly string[] {
    let found = this.#imports.get(path);
    if (found === undefined) this.#imports.set(path, (found = this.#findImports(path)));
    return found;
  }

  #findImports(path: string): readonly string[] {
    const { imports } = languageOf(path);
    const specifiers = new Set(imports.specifiers(this.#textOf(path)));
    const named = [...specifiers]
      .map((each) => this.#project.resolve(path, each))
      .filter((to) => to !== null);
    return imports.neighbours === undefined ? named : [...named, ...imports.neighbours(this.#host(), path)];
  }

  #notedExportsOf(path: string): readonly string[] {
    noteAsked(this.#project, 'exports', path, () => this.#exportsOf(path).join('\n'));
    return this.#exportsOf(path);
  }

  #exportsOf(path: string): readonly string[] {
    let names = this.#exports.get(path);
    if (names === undefined) this.#exports.set(path, (names = exportedFunctions(this.#project, path)));
    return names;
  }

  /** What a file makes that names nothing of the catalogue's: pools of its own. */
  #notedMakersOf(path: string): readonly string[] {
    noteAsked(this.#project, 'makers', path, () => this.#makersOf(path).join('\n'));
    return this.#makersOf(path);
  }

  #makersOf(path: string): readonly string[] {
    let names = this.#makers.get(path);
    if (names === undefined) this.#makers.set(path, (names = makersIn(path, this.#textOf(path))));
    return names;
  }

  /** Whether names stand in a text. Where files see many others, each is asked for the names of all of them. */
  #namesIn(path: string, text: string): Named {
    const { imports } = languageOf(path);
    if (imports.byName !== true) return { words: null, has: (name) => hasWord(text, name) };
    const imported = imports.neighbours === undefined;
    let words = this.#words.get(path);
    if (words === undefined) this.#words.set(path, (words = new Words(text)));
    const all = words;
    // A class and its method stand together, where both are exported under one name.
    return {
      words,
      has: (name) => all.has(name) || (name.includes('.') && imported && hasWord(text, name)),
    };
  }

  #textOf(path: string): string {
    const source = this.#sources.read(path);
    return 'unread' in source ? '' : source.text;
  }
}
