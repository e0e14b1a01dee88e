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

/** What sort of thing is held. Findings carry it; the report groups by it. */
export type ResourceKind =
  | 'file-handle'
  | 'directory'
  | 'stream'
  | 'socket'
  | 'http-request'
  | 'http-response'
  | 'websocket'
  | 'server'
  | 'worker'
  | 'child-process'
  | 'event-loop'
  | 'executor'
  | 'timer'
  | 'listener'
  | 'subscription'
  | 'watcher'
  | 'observer'
  | 'connection'
  | 'pool'
  | 'client'
  | 'transaction'
  | 'cursor'
  | 'session'
  | 'lock'
  | 'agent'
  | 'browser'
  | 'cancellation'
  | 'channel'
  | 'interface'
  | 'object-url'
  | 'disposable';

/** The rules. Which one speaks of a resource is named by its type. */
export type RuleId =
  | 'unclosed-file'
  | 'unclosed-socket'
  | 'unreleased-connection'
  | 'undisposed-loop'
  | 'uncleared-timer'
  | 'unremoved-listener'
  | 'missing-timeout'
  | 'client-per-call'
  | 'unsafe-pipe'
  | 'lost-cancel'
  | 'undisposed-value';

/** See the module comment. */
export type Selector = string;

export type Scalar = string | number | boolean | null;

/**
 * A condition on a call's arguments, decided from literals that flow there. `argument` counts from 0,
 * negative from the end. Without `property` the argument itself is meant; `property` is a member path
 * (`timeout.request`). A condition that cannot be decided is *unknown*; see where it is used.
 */
export interface ArgumentCondition {
  readonly argument: number;
  readonly property?: string;
  /** Holds if the value equals one of these literals. */
  readonly equals?: readonly Scalar[];
  /** Holds if the value is given at all (true) or surely absent or undefined (false). */
  readonly given?: boolean;
  /** Holds if the argument is a function (callback form). */
  readonly callback?: boolean;
  /** Holds if the text is known and has this in it, or is put together with a text that has. */
  readonly contains?: string;
  /** Holds if it is an array that is made here without elements. */
  readonly empty?: true;
  /** Holds if the argument's type is known and is one of these or below one of these; `string` for text. */
  readonly ofType?: readonly Selector[];
  /** Holds if it is the object whose method this is: `ZipFile(self)`. */
  readonly self?: true;
  /** Where it cannot be decided it counts as not holding. */
  readonly surely?: boolean;
}

/** How a resource is given back. */
export type Release =
  /** `x.close()`. `awaitable`: returns a promise that a correct program awaits. */
  | {
      readonly method: string;
      readonly awaitable?: boolean;
      /** Only with these arguments (`child.kill()` any; `emitter.removeAllListeners()` …). */
      readonly when?: readonly ArgumentCondition[];
      /** The fix uses the first release without `secondary`. */
      readonly secondary?: boolean;
    }
  /** `fs.closeSync(x)`: a function that takes it as the argument. */
  | {
      readonly function: Selector;
      readonly argument: number;
      readonly awaitable?: boolean;
      readonly secondary?: boolean;
    }
  /** `x()`: the value itself is the function that releases (an unsubscribe function). */
  | { readonly call: true };

/** How the resource ends by itself: after this it needs no release. */
export type SelfEnd =
  /**
   * A method call on it that surely leads to its end (`res.resume()`, `stream.pipe(…)`, `res.json()`). With `answers`
   * only where a function that it is given settles a promise: who waits for the end of a connection to answer has none
   * open afterwards.
   */
  | {
      readonly method: string;
      readonly argument?: number;
      readonly equals?: readonly Scalar[];
      readonly answers?: true;
    }
  /** A method call on it that leads to its end by itself where this argument is not given (`timer.schedule(task, delay)`). */
  | { readonly method: string; readonly absent: number }
  /**
   * Passed to this function (`pipeline(x, …)`, `finished`). What is merely `drained` by it has given back what it
   * held, though it is still to be closed: who closes it elsewhere has lost nothing here. With `exact` it ends things
   * of this very type alone, and not others that are declared alike (a file behind an `InputStream`).
   */
  | {
      readonly function: Selector;
      readonly argument: number | 'any';
      readonly drained?: true;
      readonly exact?: true;
    }
  /**
   * Given to a function of the project that leaves it open: a response that a helper reads has been read to its end, a
   * loader goes on to load what the helper made of it.
   */
  | { readonly lent: true }
  /** Iterated by `for await`. */
  | { readonly iterated: true }
  /** `unref()` and alike: it no longer keeps the process. Counts as an end for timers, servers, children. */
  | { readonly unref: string }
  /** A call of this method gave false: it has been read to its end, which closes it (`rows.Next()`). */
  | { readonly exhausted: string }
  /** Reading this member hands it over to whoever works with what was read (`response.body`). */
  | { readonly member: string };

export interface ResourceType {
  /** Unique, by family: `node.net.Socket`. */
  readonly id: string;
  readonly kind: ResourceKind;
  /** What people call it, without article: `file handle`, `query runner`. Used in messages. */
  readonly noun: string;
  readonly rule: RuleId;
  /** What an unreleased one costs, one short clause: `keeps a file descriptor open until the process ends`. */
  readonly cost: string;
  /** Declared types whose instances it is, as selectors without `::`: `net#Socket`, `global#WebSocket`. */
  readonly types?: readonly Selector[];
  /** Ids of resource types whose methods, releases and ends apply too. */
  readonly extends?: readonly string[];
  readonly releases: readonly Release[];
  readonly ends?: readonly SelfEnd[];
  /**
   * When it counts. `always`: every acquired one must be released.
   * `evidence`: only where the same function or class shows that it means to release it (one-shot timers).
   * `self-ending`: ends by itself when left alone; counts only kept in a field of a class with a release
   * method, or released on one path and forgotten on another (children, requests, streams being consumed).
   * `lease`: always, and an exception between acquire and release is a warning (pool leases, transactions,
   * locks, browsers).
   * `shared`: made once and kept for the process; counts when made per call (agents, pools, clients).
   */
  readonly discipline: 'always' | 'evidence' | 'self-ending' | 'lease' | 'shared';
  /** Members whose truth says that it is no longer held (`destroyed`, `closed`, `killed`), or still (`writable`). */
  readonly liveness?: readonly { readonly property: string; readonly held: boolean }[];
  /**
   * A release on one path shows that it is seen to: on the others somebody else has ended it before (a socket
   * whose peer is gone). Only never releasing it counts.
   */
  readonly oneReleaseSuffices?: boolean;
  /** A loop over it reads it to its end, and leaves it open. */
  readonly outlivesIteration?: boolean;
  /** A plain number or string (descriptor, object URL, timer id): passing it on is lending it to any sink. */
  readonly plain?: boolean;
  /** `Symbol.dispose`/`asyncDispose` of its class, with the first Node version that has it (`20.0.0`). */
  readonly disposable?: { readonly sync?: string; readonly async?: string };
  /**
   * The runtime gives it back as soon as nothing refers to it any more, though the language does not promise it
   * (reference counting). Lost by a local variable on some path only, it is given back when the function is left.
   */
  readonly reclaimed?: boolean;
  /** The garbage collector ends it as soon as nothing refers to it any more. */
  readonly collected?: boolean;
  /** A pool that gets back what it lives inside ends it: the statement of a connection. */
  readonly goesWithOuter?: boolean;
  /** It keeps nobody from ending the process, and is mostly meant to run until then, unless something owns it. */
  readonly background?: boolean;
  /** False: to leave the block that it was entered by (`with`) does something else than give it back. */
  readonly scoped?: boolean;
  /** Holds nothing until somebody works with it: until one of its methods is called, or somebody is given it. */
  readonly inert?: boolean;
  /** Ends with the context that it was acquired under (see {@link Behaviour.tells}). */
  readonly endsWithContext?: boolean;
  /**
   * Methods that give it work which comes back again and again (`scheduleAtFixedRate`): whoever calls one means it to go
   * on for as long as anybody needs it.
   */
  readonly recurs?: readonly string[];
  /** Members that a loop over them never comes to the end of: the channel of a ticker, which nobody closes. */
  readonly endless?: readonly string[];
  /** Members that stand for it: who closes, lends or hands on `response.Body` does so with the response. */
  readonly members?: readonly string[];
  /** All that is read out of it refers to it: who keeps a collection of a database keeps its client. */
  readonly partsKeep?: boolean;
  /** Where the documentation says that it must be released. */
  readonly documentation: string;
}

/** Where a call's resource comes out. */
export type Yield =
  | 'result'
  /** The value that the returned promise resolves to. */
  | 'promise'
  /**
   * `callback(error, value)`: the parameter of the function that is the argument (negative from the end);
   * `error` its error parameter.
   */
  | {
      readonly callback: number;
      readonly parameter: number;
      readonly error?: number;
      /** A parameter that is a function which releases it: `(error, client, release) => …`. */
      readonly releaser?: number;
    }
  /** `x.on('connection', socket => …)`: only when argument 0 is this event. */
  | { readonly event: string; readonly parameter: number };

export interface Acquisition {
  readonly call: Selector | readonly Selector[];
  /** Id of the resource type. */
  readonly resource: string;
  readonly yields: Yield;
  /** A part of what is yielded: `['body']`, `['0']`. */
  readonly part?: readonly string[];
  /**
   * Where the call gives an error, as a part of what is yielded (`['1']`): where that is not null nothing was
   * acquired, and what would be the resource is null.
   */
  readonly failure?: readonly string[];
  /** It ends by itself after a time (a context with a deadline). */
  readonly timed?: boolean;
  /** All must be decided true; an undecided one means: not acquired (silence). */
  readonly when?: readonly ArgumentCondition[];
  /** If one is true or undecided: not acquired. */
  readonly unless?: readonly ArgumentCondition[];
  /** If one is decided true: not acquired. An undecided one changes nothing. */
  readonly unlessSurely?: readonly ArgumentCondition[];
  /** Who drops the result means what the call does beside: a descriptor in the place of one that was closed. */
  readonly unlessDropped?: true;
  /** Held only from the call of one of these methods on it (`listen`, `connect`). The squiggle stays on the creation. */
  readonly heldFrom?: readonly string[];
  /** What that method gives is an error: where it is not null, nothing is held after all. */
  readonly heldFromFails?: boolean;
  /** Unless one of these arguments/options is given, which activates it at once (`new Client(url)`). */
  readonly heldFromUnless?: readonly ArgumentCondition[];
  /**
   * The method's name alone tells: nobody else has one of this name. It acquires on receivers of unknown type
   * too (`createQueryRunner`).
   */
  readonly distinctive?: boolean;
  /**
   * It lives inside another: in the call's result (the response of a request, which ends when the request is
   * destroyed) or in the receiver (the page of a browser). Once that one is released, this one needs nothing.
   */
  readonly within?: 'result' | 'receiver';
  /** It lives inside this argument as well: a request that is given back takes its response along. */
  readonly alsoWithin?: { readonly argument: number };
  /**
   * Only where the receiver was acquired here too: whoever has kept it or was lent it ends this one by using it again
   * (the rows of a statement).
   */
  readonly receiverOwned?: true;
  /**
   * The argument is a part of what another acquisition gave: once that one is released, this one needs nothing.
   * A context that is cancelled cancels all that were made from it, and ends what was asked for under it.
   */
  readonly under?: { readonly argument: number; readonly property?: string };
  /**
   * Where a thing of the same sort may be given that this one is put over (TLS over a socket). Who owes that one
   * owes this one; over somebody else's, or what may be somebody else's, it is not acquired.
   */
  readonly over?: { readonly argument: number; readonly property?: string };
  readonly documentation?: string;
}

/** What a callee does with an argument that is (or holds) a resource. Unlisted callees take over. */
export interface Sink {
  readonly call: Selector | readonly Selector[];
  /** Which argument: an index, negative from the end, or every one. */
  readonly argument: number | 'any';
  /**
   * `borrows`: only uses it. `releases`: closes it. `owns`: closes it at some time (takes over).
   * `wraps`: the result is an alias that closes it. `returns`: the result is the argument itself.
   * `views`: it borrows, and whoever reads the result to its end reads the argument.
   */
  readonly effect: 'borrows' | 'releases' | 'owns' | 'wraps' | 'returns' | 'views';
  readonly when?: readonly ArgumentCondition[];
}

/** How a callee treats a function argument. */
export interface CallbackBehaviour {
  readonly call: Selector | readonly Selector[];
  readonly argument: number;
  /**
   * `once-now`: called once before the callee returns. `many-now`: any number of times before it returns.
   * `once-later`: called once after the current activation. `error-first`: once later with (error, …values).
   * `many-later`: any number of times later (listeners, timers that repeat).
   */
  readonly runs: 'once-now' | 'many-now' | 'once-later' | 'error-first' | 'many-later';
  /** Only for this value of argument 0 (event names). */
  readonly event?: string;
  /**
   * What the function returns is called when its owner goes (effects of components): what that releases is
   * surely released.
   */
  readonly cleanup?: boolean;
  /**
   * What the function is given, where its parameters have no annotation: types of values that are not owned.
   * A `pooled` one is used again after this use (keep-alive sockets): listeners left on it add up.
   */
  readonly gives?: readonly {
    readonly parameter: number;
    readonly type: Selector;
    readonly pooled?: boolean;
  }[];
}

/** What a method or function gives back and whether it may throw. */
export interface Behaviour {
  readonly call: Selector | readonly Selector[];
  /** `receiver`: fluent. Otherwise a type selector of the result (`http#IncomingMessage`), not owned. */
  readonly returns?: 'receiver' | { readonly type: Selector } | { readonly promise: Selector };
  /** `never`; `likely` (I/O, parsing: the default of unknown awaited calls); `documented`: throws on ordinary input. */
  readonly throws?: 'never' | 'likely' | 'documented';
  /** Never returns (`process.exit`). */
  readonly diverges?: boolean;
  /**
   * What it gives, if anything, says that the context has ended; it is a channel on which something comes when the
   * receiver has ended (`done`), or one that is never closed; a context that ends with the request that was given; or
   * one that never ends.
   */
  readonly tells?: 'cancelled' | 'done' | 'endless' | 'of-request' | 'root';
  /**
   * A member of a part of the result, which is of the type, is one of the arguments: the method of a request. Without
   * a part the result itself is meant.
   */
  readonly carries?: {
    readonly part?: string;
    readonly type: Selector;
    readonly member: string;
    readonly argument: number;
  };
  /**
   * What it gives refers to its receiver: who keeps or returns the one keeps or returns the other. To end it does not
   * end the receiver (the cursor of a connection).
   */
  readonly keeps?: true;
  /**
   * The argument takes the place of what the argument `of` names. Where that is one of the numbers, or what a member
   * of one of the globals gives, it is a standard stream: the process has what it is given until it ends. A call of
   * `number` on a thing stands for the thing.
   */
  readonly standsIn?: {
    readonly argument: number;
    readonly of: number;
    readonly numbers: readonly number[];
    readonly streams: readonly Selector[];
    readonly number: string;
  };
  /** The promise that it returns hides this resource, a timer: who loses interest in the one leaves the other. */
  readonly pauses?: string;
}

/** A call that waits for somebody else, and what bounds the wait. */
export interface Deadline {
  readonly call: Selector | readonly Selector[];
  /** The arguments that may hold its options. */
  readonly options: readonly number[];
  /** Member paths of the options that bound the wait; one is enough. `signal` counts. */
  readonly boundedBy: readonly string[];
  /** Values of these that switch the bound off. */
  readonly off?: readonly Scalar[];
  /**
   * How bad it is without: `unbounded` (waits for ever: warning), `long` (has a default, or rarely matters:
   * information), `idle` (the option only emits an event: information unless a handler destroys).
   */
  readonly without: 'unbounded' | 'long';
  /** The argument that bounds the wait where it is given by its position, before the options at the end. */
  readonly position?: number;
  /** It is bounded by default: speaks only where one of `boundedBy` is expressly `off`. */
  readonly boundedByDefault?: boolean;
  /**
   * The bounding option only emits `'timeout'`; without a handler that destroys, nothing ends. A `signal`
   * bounds all the same.
   */
  readonly emits?: boolean;
  /** Methods on the result that bound it: `setTimeout`. */
  readonly methods?: readonly string[];
  /** Speaks only where one of these is called on the result: by itself it may be any sort of thing, a file too. */
  readonly onlyWith?: readonly string[];
  /**
   * Where else the bound may come from: calls that made the receiver, with the argument that holds options
   * for all its calls (`axios.create({ timeout })`), and members that programs assign once for everybody
   * (`axios.defaults.timeout = …`, in any file). A receiver of unknown making is unknown: silence.
   */
  readonly defaults?: {
    readonly makers?: readonly { readonly call: Selector; readonly argument: number }[];
    readonly assigned?: readonly Selector[];
    /** Functions that bound all such calls of the process at once, by their first argument. */
    readonly called?: readonly Selector[];
  };
  /**
   * How it comes that only this machine reaches it, where a missing bound is merely worth a hint: all that it is
   * started on (the first argument of a `listening` method) was made by one of the `makers` under arguments that
   * start with one of these texts, or wraps such a thing; or it is started by the `addressed` method, and the option
   * starts with one of the `addresses`.
   */
  readonly nearby?: {
    readonly listening: readonly string[];
    readonly makers: readonly {
      readonly call: Selector;
      readonly given?: Readonly<Record<number, readonly string[]>>;
    }[];
    readonly wrappers: readonly Selector[];
    readonly addressed: { readonly method: string; readonly option: string };
    readonly addresses: readonly string[];
  };
  /**
   * Where an address may just as well be that of a file on this machine: the method that is asked for its sort, and
   * the answers that mean so. In a function that asks and knows one of them a missing bound is merely worth a hint.
   */
  readonly local?: { readonly asks: string; readonly answers: readonly Scalar[] };
  /** The option a fix inserts, as source text, and into which argument: `timeout: 10_000`. */
  readonly fix?: { readonly option: string; readonly argument: number };
  readonly noun: string;
  readonly kind: ResourceKind;
  readonly documentation: string;
}

/** Registration of a listener on something that may outlive who registers. */
export interface Registration {
  /** `process#on` style selectors: `global#process.on`, `global#window.addEventListener`, `events#EventEmitter::on`. */
  readonly call: Selector | readonly Selector[];
  /** Index of the event name (null: there is one event only) and of the handler, negative from the end. */
  readonly event: number | null;
  readonly handler: number;
  /**
   * How it is undone: a method of the same receiver with the same event and handler, or the returned thing
   * (`call`: by calling it; else by this method of it). In the second case only a discarded result speaks here: what
   * becomes of a kept one is the matter of an acquisition of the same call.
   */
  readonly undo: readonly ({ readonly method: string } | { readonly result: string })[];
  /**
   * The receiver lives as long as the process (`global`) or as long as its owner (`injected`). A standard stream
   * (`stream`) lives as long as the process too, but whoever reads it mostly reads it to its end: a listener
   * counts only where the same code takes others away, or where it belongs to a component.
   */
  readonly receiver: 'global' | 'stream' | 'injected';
  /**
   * What it tells of comes once, when the process ends. Most code means to hear it until then, so leaving it there
   * is merely worth a hint.
   */
  readonly untilExit?: boolean;
  /** Conditions under which it ends by itself: `{ once: true }`, `{ signal }`. */
  readonly unless?: readonly ArgumentCondition[];
}

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
   * an entry says that they never do.
   */
  readonly usesThrow?: boolean;
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
  /** What exported constants are: `{ 'net/http#MethodHead': 'HEAD' }`. */
  readonly constants?: Readonly<Record<Selector, Scalar>>;
  /** Modules whose exports need no import (`java.lang`). */
  readonly implicit?: readonly string[];
  /** Types of parameters that say that a function runs once for each request (`net/http#Request`). */
  readonly requests?: readonly Selector[];
  /** The words that a text names which makes channels and closes them: such a text is worth a look. */
  readonly channels?: readonly [string, string];
  readonly resources?: readonly ResourceType[];
  readonly acquisitions?: readonly Acquisition[];
  readonly sinks?: readonly Sink[];
  readonly callbacks?: readonly CallbackBehaviour[];
  readonly behaviours?: readonly Behaviour[];
  readonly deadlines?: readonly Deadline[];
  readonly registrations?: readonly Registration[];
}
