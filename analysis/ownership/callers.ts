/**
 * Who calls a method or makes an instance, in all files of the project: those that name the class, or what it stands for.
 * Calls are told by their names and by how much they are given, on whatever they are made; that may be more than are
 * meant, and it is less where an object is handed to a file that does not name its class.
 */
import type { Project } from '../analyse.ts';
import type { Selector } from '../catalogue/model.ts';
import type {
  CallStep,
  ClassInfo,
  ClassMember,
  FileFlow,
  FunctionId,
  Reference,
  SourceRange,
  TypeReference,
} from '../flow/graph.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { isAside } from './context.ts';
import { isEverRun, isForRunners, runnersOf, runsIn } from './runners.ts';
import { noteText, tracesOf } from './traces.ts';

/** How many files may name a class before it counts as used everywhere. */
const MOST_USERS = 40;
/** How many other files are looked at for one question, tests apart. */
const MOST_FILES = 48;

export interface Place {
  readonly file: FileFlow;
  readonly function: FunctionId;
  readonly block: number;
  readonly step: CallStep;
}

/** A class, and the file that it is in. */
interface Declared {
  readonly file: FileFlow;
  readonly owner: ClassInfo;
}

/** Looks at so many files and no more, for one question after the other. */
export class Callers {
  readonly #project: Project;
  readonly #read = new Set<string>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Where instances are made, those of classes below included; null where that cannot be told. */
  makersOf(file: FileFlow, owner: ClassInfo): readonly Place[] | null {
    return this.#makersOf({ file, owner }, new Set());
  }

  #makersOf(declared: Declared, seen: Set<ClassInfo>): readonly Place[] | null {
    const { name } = declared.owner;
    if (seen.has(declared.owner)) return [];
    seen.add(declared.owner);
    const files = this.#usersOf(declared);
    if (files === null || name === null) return null;
    const found = files.flatMap((one) => placesIn(one, name, (site) => site.step.construct));
    for (const one of belowIn(files, name)) {
      const makers = this.#makersOf(one, seen);
      // One that the project does not make is there for others, and who makes it makes one above with it.
      if (makers === null || makers.length === 0) return null;
      found.push(...makers);
    }
    return files.some(({ text }) => isMaker(text, name)) ? null : found;
  }

  /** Whether somebody may make instances who is given `Setup.class`. */
  isMadeByClass(file: FileFlow, owner: ClassInfo): boolean {
    const { name } = owner;
    const files = this.#usersOf({ file, owner });
    return files === null || name === null || files.some(({ text }) => isGivenAsClass(text, name));
  }

  /** Whether the project extends the class. */
  isExtended(file: FileFlow, owner: ClassInfo): boolean {
    const files = this.#usersOf({ file, owner });
    return files === null || owner.name === null || belowIn(files, owner.name).length > 0;
  }

  /**
   * Where a method of the name is called, by those who name its class or by all who name the method; null where that
   * cannot be told.
   */
  callsOf(
    file: FileFlow,
    owner: ClassInfo,
    member: ClassMember,
    by: 'class' | 'method' = 'class',
  ): readonly Place[] | null {
    const { name } = member;
    const isOwn = member.private && owner.untyped !== true;
    const runners = isOwn || member.static ? [] : this.#runnersOf({ file, owner }, name);
    const files = isOwn
      ? [file]
      : runners.length > 0
        ? this.#whoRuns({ file, owner }, runners)
        : this.#whoCalls({ file, owner }, member, by);
    // Who takes it as a function calls it who knows how often.
    if (files === null || files.some(({ text }) => text.includes(`::${name}`))) return null;
    const given = member.function === null ? [] : (file.functions[member.function]?.parameters ?? []);
    const isMeant = ({ step }: CallSite): boolean =>
      !step.construct && (step.arguments.length === given.length || given.some(({ rest }) => rest));
    // Who names a class below calls the same.
    const named = isOwn ? [file] : member.static ? this.#usersOf({ file, owner }) : null;
    const isOnOneClass =
      member.static &&
      named?.some((one) => one.classes.some(({ superclass }) => isNamed(one, superclass, owner.name))) ===
        false;
    return [...new Set(files)].flatMap((one) => [
      ...placesIn(
        one,
        name,
        (site) => isMeant(site) && !(isOnOneClass && isOnAnother(one, site.step, { file, owner })),
      ),
      ...runsIn(one, runners).map((site) => placeAt(one, site)),
    ]);
  }

  /**
   * Whether tests alone call a method that only the package can call, on whatever: who is given an object by somebody
   * need not name its class.
   */
  isForTests({ path }: FileFlow, { name }: ClassMember): boolean {
    const users = this.#pathsNaming(path, name);
    const isCalled = (by: string): boolean | null => {
      const user = this.#open(by);
      if (user === null) return null;
      return user.text.includes(`::${name}`) || placesIn(user, name, isOrdinary).length > 0;
    };
    if (users.length > MOST_USERS) return false;
    const others = users.filter((one) => !isAside(one));
    return (
      others.every((one) => isCalled(one) === false) &&
      users.some((one) => isAside(one) && isCalled(one) === true)
    );
  }

  #runnersOf(declared: Declared, method: string): readonly Selector[] {
    if (!isEverRun(this.#project.catalogue, method)) return [];
    const above = this.#above(declared, new Set()).filter((one) => one !== null);
    return runnersOf(
      this.#project.catalogue,
      [declared, ...above].map(({ owner }) => owner),
      method,
    );
  }

  /** The files that name the class, or make instances of it, each of which is given to one of the runners at most. */
  #whoRuns(declared: Declared, runners: readonly Selector[]): readonly FileFlow[] | null {
    const users = this.#usersOf(declared);
    const makers = this.makersOf(declared.file, declared.owner);
    if (users === null || makers === null || makers.length === 0) return null;
    if (!makers.every((one) => isForRunners(one, runners))) return null;
    return [...users, ...makers.map((one) => one.file)];
  }

  /** The files that may call a method: who knows only a class above may call it, too. */
  #whoCalls(declared: Declared, member: ClassMember, by: 'class' | 'method'): readonly FileFlow[] | null {
    const above = member.static ? [] : this.#above(declared, new Set());
    const isForeign = above.includes(null);
    const declaring = above.filter(
      (one) => one?.owner.members.some(({ name }) => name === member.name) === true,
    );
    // What a library declares it calls itself, whenever it likes.
    if (declaring.length === 0 && (member.overrides === true || (isForeign && member.internal !== true)))
      return null;
    const found: FileFlow[] = [];
    for (const one of [declared, ...declaring]) {
      const named = one === null || by === 'method' ? null : this.#usersOf(one);
      // Of those who name a class that is named everywhere only those matter who name the method, too.
      const users = one === null ? null : (named ?? this.#usersOf(one, member.name));
      if (users === null) return null;
      found.push(...users);
    }
    return found;
  }

  /** The classes and interfaces above; null for each that is not of the project. */
  #above({ file, owner }: Declared, seen: Set<ClassInfo>): readonly (Declared | null)[] {
    if (seen.has(owner)) return [];
    seen.add(owner);
    const named = [...(owner.superclass === null ? [] : [owner.superclass]), ...owner.interfaces];
    return named.flatMap((one) => {
      const found = this.#declared(file, one);
      return found === null ? [null] : [found, ...this.#above(found, seen)];
    });
  }

  #declared(file: FileFlow, reference: Reference | TypeReference): Declared | null {
    if (reference.kind === 'class') {
      const owner = file.classes[reference.class];
      return owner === undefined ? null : { file, owner };
    }
    const name = reference.kind === 'export' ? reference.path.at(-1) : undefined;
    if (reference.kind !== 'export' || name === undefined) return null;
    const path = this.#project.resolve(file.path, reference.module, reference.path[0]);
    const other = path === null ? null : this.#open(path);
    const owner = other?.classes.find((one) => one.name === name);
    return other === null || owner === undefined ? null : { file: other, owner };
  }

  #usersOf(
    { file, owner: { name, hidden, untyped } }: Declared,
    naming: string | null = name,
  ): readonly FileFlow[] | null {
    if (naming === null || name === null || untyped === true) return null;
    return hidden === true ? [file] : this.filesNaming(file, naming);
  }

  /** The file and those that may name something of that name in it, tests apart; null where there are too many. */
  filesNaming(file: FileFlow, name: string): readonly FileFlow[] | null {
    const found = [file];
    const users = this.#pathsNaming(file.path, name);
    if (users.length > MOST_USERS) return null;
    for (const path of users) {
      if (isAside(path)) continue;
      const user = this.#open(path);
      if (user === null) return null;
      found.push(user);
    }
    return found;
  }

  /** As {@link #pathsOf}, with account of it. */
  #pathsNaming(of: string, name: string): readonly string[] {
    const users = this.#pathsOf(of, name);
    tracesOf(this.#project)?.note(`users ${of} ${name}`, users.join('\n'), () =>
      this.#pathsOf(of, name).join('\n'),
    );
    return users;
  }

  /** The files that may name the class, or one more than are looked at. */
  #pathsOf(of: string, name: string): readonly string[] {
    const found: string[] = [];
    for (let index = 0; index <= MOST_USERS; index += 1) {
      const path = this.#project.user?.(of, name, index) ?? null;
      if (path === null) break;
      found.push(path);
    }
    return found;
  }

  #open(path: string): FileFlow | null {
    this.#read.add(path);
    if (this.#read.size > MOST_FILES) return null;
    noteText(this.#project, path);
    return this.#project.file(path);
  }
}

/** The classes of the files that extend one of the name; what has no name is made by the name of what it extends. */
function belowIn(files: readonly FileFlow[], name: string): readonly Declared[] {
  return files.flatMap((file) =>
    file.classes
      .filter((owner) => owner.name !== null && isNamed(file, owner.superclass, name))
      .map((owner) => ({ file, owner })),
  );
}

/** `Setup::new` is called who knows how often. */
function isMaker(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\s*::\\s*new\\b`).test(text);
}

/** To who logs something it says in whose name; who asks it something himself gives it to nobody. */
function isGivenAsClass(text: string, name: string): boolean {
  return new RegExp(`(?<!\\bgetLog(?:ger)?\\(\\s*)\\b${name}\\.class\\b(?!\\s*\\.)`).test(text);
}

/** It is surely called on another class, which has a method of this name as well. */
function isOnAnother(file: FileFlow, { reference }: CallStep, declared: Declared): boolean {
  if (reference?.kind === 'export')
    return reference.path.length > 1 && reference.path.at(-2) !== declared.owner.name;
  if (reference?.kind !== 'function') return false;
  const own = file.classes.find(({ members }) => members.some((one) => one.function === reference.function));
  return own !== undefined && (file !== declared.file || own !== declared.owner);
}

function isOrdinary({ step }: CallSite): boolean {
  return !step.construct;
}

function placesIn(file: FileFlow, name: string, isMeant: (site: CallSite) => boolean): readonly Place[] {
  return sitesOf(file)
    .calls.filter((site) => isMeant(site) && lastName(file.text, site.step.nameRange) === name)
    .map((site) => placeAt(file, site));
}

function placeAt(file: FileFlow, { function: id, block, step }: CallSite): Place {
  return { file, function: id, block, step };
}

/** `Inner` of `Outer.Inner`, and of `Inner<String>`. */
function lastName(text: string, { start, end }: SourceRange): string {
  return /(\w+)\s*(?:<.*)?$/s.exec(text.slice(start, end))?.[1] ?? '';
}

function isNamed(file: FileFlow, reference: Reference | null, name: string | null): boolean {
  if (reference?.kind === 'class') return file.classes[reference.class]?.name === name;
  return reference?.kind === 'export' && reference.path.at(-1) === name;
}
