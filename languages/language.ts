/** What a language gives to the engine: everything about it that is not its catalogue's facts or its syntax. */
import type { Family } from '../analysis/catalogue/model.ts';
import type { FileFlow } from '../analysis/flow/graph.ts';
import type { Fix, Say } from '../rules/rule.ts';
import type { ContractInput, FixesInput } from './shared/fixes/contract.ts';
import type { SourceText } from './shared/file.ts';
import type { Grammar } from './tree-sitter/loader.ts';
import type { FixEnvironment } from './typescript/fixes/index.ts';

/** What may be asked of the project's files when an import is followed: never one that may not be read. */
export interface ModuleHost {
  /** Absolute; nothing above it is looked at. */
  readonly root: string;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names of the files in a folder, sorted; none if there is no such folder. */
  files(folder: string): readonly string[];
  /** All files of the project with that ending, sorted. Costs a walk through all folders, once. */
  sources(ending: string): readonly string[];
  /** The text of a file of the project; empty if it cannot be had. */
  text(path: string): string;
}

/**
 * What is asked of where imports lead to learn whether a file is closed ({@link Imports.isClosed}), so that the answer is
 * kept, doubted and asked again like that; and the name that {@link Imports.redeclared} gives where it may differ.
 */
export const CLOSED = 'is closed';

export interface Language {
  readonly id: Family['language'];
  /** For people. */
  readonly name: string;
  /** Of its files, with the dot. */
  readonly endings: readonly string[];
  /** What has to be loaded before any of its files is lowered. */
  readonly grammar: Grammar | null;
  readonly families: readonly Family[];
  /** Null only where the grammar was not loaded. Never throws. */
  lower(input: SourceText, passedOn?: PassedOn): FileFlow | null;
  /** Loads at once what is otherwise loaded at the first half-typed text, and would be felt there. */
  warmUp?(): void;
  /** The fixes that can be applied as they are, in the order of the requests. Never throws. */
  fixes(input: FixesInput & { readonly environment: FixEnvironment; readonly say: Say }): readonly Fix[];
  /** What a fix breaks, one sentence each. */
  contract(input: ContractInput): readonly string[];
  readonly imports: Imports;
}

/** What a library exports. */
export interface LibraryName {
  readonly module: string;
  /** Empty for the module itself. */
  readonly path: readonly string[];
}

/** What a name is that a file imports from a module of the project, which has it from a library; null for all others. */
export type PassedOn = (module: string, path: readonly string[]) => LibraryName | null;

/** What an import binds. */
export interface Binding {
  readonly module: string;
  /** What of the module, with dots; null for the module itself. */
  readonly name: string | null;
}

export interface Bindings {
  /** By the names that are bound. */
  readonly imported: ReadonlyMap<string, Binding>;
  /** The modules of which all names are bound. */
  readonly stars: readonly string[];
  /** What others get who import the name from here; null where it is the file's own, or unknown. */
  passedOn(name: string): Binding | null;
}

export interface FunctionHead {
  readonly name: string;
  /** What stands between the name and the body. */
  readonly head: string;
}

/** How a language's files know of one another. */
export interface Imports {
  /** The specifiers that a text imports, found without parsing it. */
  specifiers(text: string): readonly string[];
  /** Whether importers of this text get at what it imports itself (`export … from`, `from x import *`). */
  passesOn(text: string): boolean;
  /** The names of what it passes on; null where it may be any. Absent: any. */
  passedOn?(text: string): ReadonlySet<string> | null;
  /** What the imports of a text bind. Absent: names of libraries that a module passes on are not followed. */
  bindings?(text: string): Bindings;
  /** The other files whose names are visible in a file without an import: those of its package. */
  neighbours?(host: ModuleHost, path: string): readonly string[];
  /**
   * Whether one specifier may mean several files, so that the name that is wanted decides (packages of Go and
   * Java). `resolve` then gets `specifier#Name`, where a name is known.
   */
  readonly byName?: boolean;
  /** The file of the project that an import names, or null; JavaScript's is the workspace's own matter. */
  resolve?(host: ModuleHost, from: string, specifier: string): string | null;
  /**
   * The names under which a text may export functions that give their caller something, found without parsing it: too
   * many rather than too few. Absent: any.
   */
  exported?(text: string): Iterable<string>;
  /**
   * The names of the files, without their endings, whose classes a text extends, found without parsing it: what these
   * open, its own methods may give out. Absent: none that the text's own words would not tell.
   */
  extended?(text: string): Iterable<string>;
  /** The functions that a text declares and others may call by name alone, found without parsing it. */
  functions?(text: string): readonly FunctionHead[];
  /**
   * The files that may name a class (or what else a file declares) of that name, without the file itself, sorted, found
   * without parsing them. Absent: who names what cannot be told.
   */
  users?(host: ModuleHost, path: string, name: string): readonly string[];
  /** Whether no other module can name what the file declares. Absent: any can. */
  isClosed?(host: ModuleHost, path: string): boolean;
  /**
   * The names that a file declares now and did not declare when `resolve` looked into its text last, or the other way
   * round, and those that it is one of the `users` of now or is no longer. What imports them may lead elsewhere. None
   * where nothing was looked at, or where no text decides.
   */
  redeclared?(host: ModuleHost, path: string): ReadonlySet<string>;
}
