/**
 * The catalogue's form: resources as data. One file per platform or library family holds a
 * {@link Family}; users write the same form as JSON in their configuration, so everything here is
 * plain data without functions.
 *
 * **Selectors** name what is called, as strings:
 * - `fs#openSync` — the export `openSync` of the module `fs` (`node:` is dropped; a default import of a
 *   CommonJS module is the module itself);
 * - `fs#promises.open` — a member path below the module;
 * - `axios#`, `new ws#` — the module itself, called or constructed: its default export or `module.exports`;
 * - `new net#Socket` — construction of an exported class;
 * - `net#Server::listen` — a method of an instance of the type (subtypes by {@link ResourceType.extends});
 * - `global#setTimeout`, `new global#Worker` — an unshadowed global;
 * - `*::on` — a method of that name on any receiver (for callbacks and sinks only, never to acquire);
 * - `@typescript-eslint/x#Y` — scoped names need no quoting; the first `#` ends the module.
 */
import type { Scalar, Selector } from './model/arguments.ts';
import type { Acquisition, Behaviour, CallbackBehaviour, Sink } from './model/calls.ts';
import type { OptionalType } from './model/optional.ts';
import type { ResourceType } from './model/resource.ts';
import type { Deadline, Registration } from './model/waits.ts';

export type { ResourceKind, RuleId } from './model/kinds.ts';
export type { Selector, Scalar, ArgumentCondition } from './model/arguments.ts';
export type { Release, SelfEnd, ResourceType } from './model/resource.ts';
export type { OptionalType } from './model/optional.ts';
export type { Yield, Acquisition, Sink, CallbackBehaviour, Behaviour } from './model/calls.ts';
export type { Deadline, Registration } from './model/waits.ts';

/** One platform or library family. */
export interface Family {
  readonly id: string;
  /** The language whose code it describes. */
  readonly language: 'javascript' | 'python' | 'go' | 'java';
  /** npm packages (with versions, dev dependencies) against whose declarations a test checks every entry. */
  readonly checkedAgainst: readonly string[];
  /**
   * Modules that the test skips, because their packages are too large to be installed for their declarations,
   * download binaries or are generated, with the version at which their declarations were read by hand.
   */
  readonly unchecked?: Readonly<Record<string, string>>;
  /**
   * Modules that export the same as another, or the same as a member of one:
   * `{ 'graceful-fs': 'fs', 'fs/promises': 'fs#promises', process: 'global#process' }`.
   * Entries name the other module; entries that name the alias hold for the alias alone.
   */
  readonly sameAs?: Readonly<Record<string, string>>;
  /**
   * In this language failures are told by exceptions, so calls on or with something that is held may throw, unless
   * an entry says that they never do. False: there are no exceptions to be told by.
   */
  readonly usesThrow?: boolean;
  /**
   * Methods that whoever runs a program calls once, when it starts, on classes that extend or implement the type; and
   * what calls a function that it is given once in all, where it lives as long as the program does.
   */
  readonly starts?: readonly Selector[];
  /** Methods of a type by the functions of its library that alone call them, on what they are given: `Tool::run`. */
  readonly runners?: Readonly<Record<Selector, readonly Selector[]>>;
  /**
   * What declared types are below, where no resource's `extends` says it:
   * `{ 'net#Socket': ['events#EventEmitter'] }`. Entries of methods of the upper type hold for the lower.
   */
  readonly supertypes?: Readonly<Record<Selector, readonly Selector[]>>;
  /**
   * Exported functions that the platform calls once in a process, in files that import the module: what they
   * acquire lives as long as the process (`{ vscode: ['activate'] }`).
   */
  readonly entryPoints?: Readonly<Record<string, readonly string[]>>;
  /** Types whose methods, where no entry says otherwise, give back their receiver or another of its type (builders). */
  readonly fluent?: readonly Selector[];
  /** Types whose values hold nothing: a function that declares to give one of them gives out nothing owned. */
  readonly values?: readonly Selector[];
  /** Modules (`strings`), or functions of them (`time#Now`), that only compute: they open, connect and start nothing. */
  readonly computing?: readonly string[];
  /** What exported constants are: `{ 'net/http#MethodHead': 'HEAD' }`. */
  readonly constants?: Readonly<Record<Selector, Scalar>>;
  /** Modules whose exports need no import (`java.lang`). */
  readonly implicit?: readonly string[];
  /**
   * Types whose values are hardly ever used in a text that names neither the type nor one of the functions listed,
   * which give one: `{ 'os#Root': ['OpenRoot'] }`. Their methods alone, which many others have, open no text.
   */
  readonly usedWhereNamed?: Readonly<Record<Selector, readonly string[]>>;
  /** Types of parameters that say that a function runs once for each request (`net/http#Request`). */
  readonly requests?: readonly Selector[];
  /**
   * How a text reads that makes channels, closes one that something keeps, and sends on one: the word for the type,
   * the function that closes, and a pattern (of lines) for a send on one in a field that is a statement of its own.
   */
  readonly channels?: { readonly make: string; readonly close: string; readonly sends: string };
  readonly optionals?: readonly OptionalType[];
  readonly resources?: readonly ResourceType[];
  readonly acquisitions?: readonly Acquisition[];
  readonly sinks?: readonly Sink[];
  readonly callbacks?: readonly CallbackBehaviour[];
  readonly behaviours?: readonly Behaviour[];
  readonly deadlines?: readonly Deadline[];
  readonly registrations?: readonly Registration[];
}
