/**
 * The flow graph: what every language is lowered to and all that the analysis ever sees of a file.
 *
 * A function becomes blocks of *steps*. A step names *places* (never syntax nodes) and keeps the
 * source range it came from. Steps are three-address code: every operand is a place, a literal or
 * a nested expression has first been put into a temporary.
 *
 * The graph says nothing about resources, and it names no language: `using`, `with`, `defer` and
 * try-with-resources all become `release` steps at scope exit.
 */

/** A half-open range of UTF-16 offsets in the file's text. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Index into {@link FileFlow.functions}. Function 0 is the module's own top-level code. */
export type FunctionId = number;
/** Index into {@link FileFlow.classes}. */
export type ClassId = number;
/** Index into {@link FileFlow.places}. Unique in the file: a captured variable is one place everywhere. */
export type PlaceId = number;
/** Index into {@link FlowGraph.blocks}. */
export type BlockId = number;

/** What a place stands for. Fields and container slots are reached by `load` and `store` steps. */
export type Place =
  /** A variable or parameter of a function, or (declaredIn 0) of the module. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** The function in whose body (or parameter list) it is declared; 0 for module level. */
      readonly declaredIn: FunctionId;
      readonly declaration: 'parameter' | 'local' | 'import' | 'function' | 'class' | 'catch';
      /** How often it is written in the whole file, its initialiser and parameter binding included. */
      readonly writes: number;
      /** Where its name is declared. */
      readonly range: SourceRange;
      /**
       * What it surely denotes when that is known without running anything: an import, a `require`,
       * a local function or class, a single-assignment alias of one of these.
       */
      readonly reference?: Reference;
      /** Its declared type (annotation or JSDoc), where there is one that names something. */
      readonly type?: TypeReference;
    }
  /** A variable that is declared nowhere in the file (a global such as `process`). */
  | { readonly kind: 'global'; readonly name: string }
  /** The receiver of a function: `this`, `self`. One place per function that has its own; arrows share it. */
  | { readonly kind: 'this'; readonly declaredIn: FunctionId }
  /** The value of one expression. Written once, read by the steps that follow. */
  | { readonly kind: 'temporary' };

/** A name that was resolved without running the program. */
export type Reference =
  /**
   * An export of a module. `module` is the specifier as written, without `node:`; `path` the member
   * path below it, `[]` for the module itself; a default import is the path `['default']`.
   */
  | { readonly kind: 'export'; readonly module: string; readonly path: readonly string[] }
  /** An unshadowed global and a member path: `['process']`, `['AbortSignal', 'timeout']`. */
  | { readonly kind: 'global'; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly function: FunctionId }
  | { readonly kind: 'class'; readonly class: ClassId }
  /** One of several: `secure ? https : http`. */
  | { readonly kind: 'choice'; readonly of: readonly Reference[] }
  /** `util.promisify(of)`: the error-first callback form turned into a promise. */
  | { readonly kind: 'promisified'; readonly of: Reference };

/** A declared type, as far as it names something. */
export type TypeReference =
  | { readonly kind: 'export'; readonly module: string; readonly path: readonly string[] }
  | { readonly kind: 'global'; readonly path: readonly string[] }
  | { readonly kind: 'class'; readonly class: ClassId }
  /** `typeof http`: the type of a value. */
  | { readonly kind: 'typeof'; readonly of: Reference }
  /** A union without its null and undefined members. */
  | { readonly kind: 'union'; readonly of: readonly TypeReference[] }
  | { readonly kind: 'promise'; readonly of: TypeReference }
  /** Arrays, sets, the values of maps. */
  | { readonly kind: 'container'; readonly of: TypeReference }
  /** Several results at once, by position; null where a part names nothing. */
  | { readonly kind: 'tuple'; readonly of: readonly (TypeReference | null)[] };

/** A literal as it is written in the source. `other` stands for big integers and regular expressions. */
export type Literal = string | number | boolean | null | undefined | { readonly other: string };

/** An argument or element: its place, and whether it is spread. */
export interface Argument {
  readonly value: PlaceId;
  readonly spread: boolean;
}

interface StepBase {
  /** The source that this step comes from: for a call the whole call expression. */
  readonly range: SourceRange;
}

/** One effect. `target` is always the place that is written. */
export type Step = StepBase &
  (
    | { readonly op: 'literal'; readonly target: PlaceId; readonly value: Literal }
    /** Binds target to what source holds. `declares` when it initialises a declaration. */
    | {
        readonly op: 'copy';
        readonly target: PlaceId;
        readonly source: PlaceId;
        readonly declares?: boolean;
        /** What it is known to be from here on: the declared type of the variable, the type of a cast. */
        readonly type?: TypeReference;
      }
    /** Target holds what the reference denotes (read of an import, a global, a local function or class). */
    | { readonly op: 'reference'; readonly target: PlaceId; readonly reference: Reference }
    /** `{ key: value, ...spread }`. A key of null is computed; a spread has the key null as well. */
    | {
        readonly op: 'object';
        readonly target: PlaceId;
        /** What it is an instance of, where the literal names its type. */
        readonly type?: TypeReference;
        readonly properties: readonly {
          readonly key: string | null;
          readonly value: PlaceId;
          readonly spread: boolean;
        }[];
      }
    | { readonly op: 'array'; readonly target: PlaceId; readonly elements: readonly Argument[] }
    /** A value computed from others that holds none of them: arithmetic, templates, comparisons, `typeof`. */
    | {
        readonly op: 'operation';
        readonly target: PlaceId;
        readonly operator: string;
        readonly operands: readonly PlaceId[];
      }
    /** target = object.key; a key of null is computed (its place in `computed`). */
    | {
        readonly op: 'load';
        readonly target: PlaceId;
        readonly object: PlaceId;
        readonly key: string | null;
        readonly computed?: PlaceId;
        /** A method that is read, and not called at once, is bound to its object: `atexit.register(file.close)`. */
        readonly binds?: true;
      }
    /** object.key = value; `weak` for a container slot that other slots do not share. */
    | {
        readonly op: 'store';
        readonly object: PlaceId;
        readonly key: string | null;
        readonly computed?: PlaceId;
        readonly value: PlaceId;
      }
    /** Deletes object.key. */
    | {
        readonly op: 'delete';
        readonly object: PlaceId;
        readonly key: string | null;
        readonly computed?: PlaceId;
      }
    | CallStep
    /** Target is a new closure of the function. */
    | { readonly op: 'closure'; readonly target: PlaceId; readonly function: FunctionId }
    /** Target is a new class. */
    | { readonly op: 'class'; readonly target: PlaceId; readonly class: ClassId }
    /** target = await source. Suspends; may throw what the promise rejects with. */
    | { readonly op: 'await'; readonly target: PlaceId; readonly source: PlaceId }
    /** target = yield value. Suspends; the consumer may never come back. `delegate` for `yield*`. */
    | { readonly op: 'yield'; readonly target: PlaceId; readonly value: PlaceId; readonly delegate: boolean }
    /** Target is the next element of the iterable (head of `for…of`, `for…in`, `for await`, a rest pattern). */
    | {
        readonly op: 'iterate';
        readonly target: PlaceId;
        readonly iterable: PlaceId;
        readonly awaited: boolean;
        readonly keys: boolean;
      }
    /** Scope exit of `using`/`with`/`defer`/try-with-resources: releases what the place holds, if anything. */
    | { readonly op: 'release'; readonly place: PlaceId; readonly awaited: boolean }
    /** Binds the exception in flight to target: the head of a `catch`. */
    | { readonly op: 'catch'; readonly target: PlaceId }
  );

/** A call or construction. */
export interface CallStep extends StepBase {
  readonly op: 'call';
  readonly target: PlaceId;
  /** The place that holds the callee (for a method call the loaded method). */
  readonly callee: PlaceId;
  /** What the callee surely denotes, when that is known without running anything. */
  readonly reference?: Reference;
  /** For `receiver.method(…)`. A method of null is computed; `super(…)` has the method 'super'. */
  readonly receiver?: PlaceId;
  readonly method?: string | null;
  readonly arguments: readonly Argument[];
  readonly construct: boolean;
  /** A literal of the type: the result is the object that is the one argument. */
  readonly literal?: boolean;
  /** It runs beside the caller, which does not wait for it and never sees its result (`go f()`). */
  readonly detached?: boolean;
  /** The result is directly awaited (the `await` step follows). */
  readonly awaited: boolean;
  /** The result is not used at all: an expression statement, the operand of `void`. */
  readonly discarded: boolean;
  /** A block is entered by what it gives (`with`), and releases that however it is left. */
  readonly managed?: boolean;
  /** It stands where the language takes one result only: a function that gives several cannot be what is called. */
  readonly oneResult?: boolean;
  /** Range of the callee's last name (`openSync` in `fs.openSync(…)`). */
  readonly nameRange: SourceRange;
}

/** What a branch tests. Logical operators and `!` have become control flow, so this is always a leaf. */
export type Condition =
  | { readonly kind: 'truthy'; readonly place: PlaceId }
  /** place === literal; with `loose`, == (so `== null` is true for undefined too). */
  | { readonly kind: 'equals'; readonly place: PlaceId; readonly literal: Literal; readonly loose: boolean }
  | { readonly kind: 'same'; readonly left: PlaceId; readonly right: PlaceId }
  /** place < literal and so on, the place always on the left. */
  | {
      readonly kind: 'compare';
      readonly place: PlaceId;
      readonly operator: '<' | '<=' | '>' | '>=';
      readonly literal: number;
    }
  | { readonly kind: 'instanceof'; readonly place: PlaceId; readonly of: Reference | undefined }
  /** typeof place === type. */
  | { readonly kind: 'typeof'; readonly place: PlaceId; readonly type: string }
  /** Whether a loop over the iterable has a further round. */
  | { readonly kind: 'iteration'; readonly iterable: PlaceId }
  /** A test that says nothing about any place. */
  | { readonly kind: 'opaque' };

export type Terminator =
  | { readonly kind: 'jump'; readonly to: BlockId }
  | {
      readonly kind: 'branch';
      readonly condition: Condition;
      readonly then: BlockId;
      readonly otherwise: BlockId;
      readonly range: SourceRange;
      /** What the source asks is the opposite: what it guards is entered by `otherwise`. */
      readonly opposite?: true;
    }
  | {
      readonly kind: 'return';
      readonly value: PlaceId | null;
      readonly range: SourceRange;
      readonly implicit: boolean;
    }
  | { readonly kind: 'throw'; readonly value: PlaceId; readonly range: SourceRange }
  /** Resumes the exception in flight at the end of a `finally` copy. */
  | { readonly kind: 'rethrow'; readonly range: SourceRange }
  | { readonly kind: 'unreachable' };

/** A run of steps with one way out, and one place where its exceptions go. */
export interface Block {
  readonly steps: readonly Step[];
  readonly terminator: Terminator;
  /** Where an exception of any step or of a `throw` here goes; null: out of the function. */
  readonly handler: BlockId | null;
  /** The block is the head of a loop: a back edge leads here. */
  readonly loopHead: boolean;
}

/** The flow graph of one function. Block 0 is the entry. */
export interface FlowGraph {
  readonly blocks: readonly Block[];
}

export interface Parameter {
  /** The place that receives the argument; a pattern is taken apart by steps in the entry block. */
  readonly place: PlaceId;
  readonly name: string | null;
  readonly rest: boolean;
  readonly optional: boolean;
}

export interface FunctionInfo {
  readonly id: FunctionId;
  /** The name people would call it by: its own, its variable's, its property's; null for an anonymous one. */
  readonly name: string | null;
  readonly parent: FunctionId | null;
  readonly kind:
    'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter' | 'static-block';
  readonly async: boolean;
  readonly generator: boolean;
  readonly parameters: readonly Parameter[];
  /** The place of `this` inside; for an arrow the one of the function around it; null at module level. */
  readonly thisPlace: PlaceId | null;
  /** The receiver of a method whose class is declared in another file, where `thisPlace` says nothing. */
  readonly receiver?: PlaceId;
  /** The class whose instance `this` is (ES5 constructor functions and their prototype methods included). */
  readonly ownerClass: ClassId | null;
  /** Places of other functions (or of the module) that are read or written inside, nested functions included. */
  readonly captures: readonly PlaceId[];
  /** Of these, the ones written. */
  readonly capturedWrites: readonly PlaceId[];
  readonly declaredReturn?: TypeReference;
  /**
   * Who can name it, where that is said of functions and methods by themselves: its package, those that import that, or
   * the modules of a program that import its own one.
   */
  readonly reach?: 'package' | 'importers' | 'modules';
  /** The platform calls it once in a process: `main`. */
  readonly entry?: boolean;
  /** Of a module: what it does only where it is started by itself, to try out what is there for others. */
  readonly trials?: readonly SourceRange[];
  /** The command line calls it once in a process, as one of the things that the program can be asked to do. */
  readonly command?: boolean;
  readonly range: SourceRange;
  /** The range of the body alone. */
  readonly body: SourceRange;
  /** The body holds a real syntax error: its findings are not to be trusted. */
  readonly broken: boolean;
}

export interface ClassMember {
  readonly name: string;
  readonly kind: 'constructor' | 'method' | 'getter' | 'setter' | 'field' | 'static-block';
  readonly static: boolean;
  /** The member's function; for a field the function that computes its initialiser (a store to `this` inside). */
  readonly function: FunctionId | null;
  readonly type?: TypeReference;
  readonly private: boolean;
  /** Neither private nor public: for the package, or for classes below. */
  readonly internal?: boolean;
  /** Classes below can name it, wherever they are. */
  readonly inherited?: true;
  /** Nobody outside the file can name it, and neither the language nor a framework calls it by itself. */
  readonly enclosed?: true;
  /** Whoever keeps the instance calls it when its life ends, as an annotation says. */
  readonly ending?: boolean;
  /** Whoever keeps the instance calls it once when its life begins, as an annotation says. */
  readonly beginning?: boolean;
  /** Whoever runs the program calls it once, when that starts, as annotations say. */
  readonly starts?: true;
  /** It says that it stands for one of a class above: who knows only that calls it, too. */
  readonly overrides?: true;
  /** Something is said of it by an annotation: who reads that may call it. */
  readonly annotated?: true;
  readonly range: SourceRange;
}

/** A class, an ES5 constructor function with `prototype` methods, or an object literal of methods. */
export interface ClassInfo {
  readonly id: ClassId;
  readonly name: string | null;
  readonly style: 'class' | 'prototype' | 'object';
  readonly superclass: Reference | null;
  /** What `implements` and `util.inherits` name. */
  readonly interfaces: readonly TypeReference[];
  readonly decorators: readonly string[];
  readonly members: readonly ClassMember[];
  /** Nobody outside the file can name it. */
  readonly hidden?: true;
  /** Neither private nor public: the package can name it, and perhaps classes below the one around it. */
  readonly internal?: true;
  /** Who works with an instance need not name the class, nor a class above: no types are declared. */
  readonly untyped?: true;
  /** Whoever runs the program makes the only instance when that starts, as annotations say. */
  readonly single?: true;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/**
 * What a name exported from the file denotes. `unasked`: the language exports all that a module binds, and this module is
 * a program, where nobody has said that the name is meant for others.
 */
export type Export =
  | { readonly kind: 'place'; readonly place: PlaceId; readonly unasked?: true }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly unasked?: true }
  /** `export * from` has the name '*'. */
  | { readonly kind: 'reexport'; readonly module: string; readonly path: readonly string[] };

export interface Comment {
  readonly range: SourceRange;
  readonly text: string;
  readonly block: boolean;
}

/** A file, lowered. Graphs are made when first asked for. */
export interface FileFlow {
  readonly path: string;
  readonly text: string;
  readonly places: readonly Place[];
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassInfo[];
  readonly exports: ReadonlyMap<string, readonly Export[]>;
  /** Every module specifier named in an import, `require` or re-export. */
  readonly modules: readonly string[];
  readonly comments: readonly Comment[];
  /** The file starts with `#!`. */
  readonly script: boolean;
  /** Ranges of real syntax errors. */
  readonly syntaxErrors: readonly { readonly range: SourceRange; readonly message: string }[];
  /**
   * The graph of a function, built at the first call and kept. Never throws: a construct that cannot be
   * lowered becomes an `operation` step over its operands.
   */
  graph(id: FunctionId): FlowGraph;
}
