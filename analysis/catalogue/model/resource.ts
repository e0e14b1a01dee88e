/** A type of resource: what it costs, how it ends and how it is given back. */
import type { ArgumentCondition, Scalar, Selector } from './arguments.ts';
import type { ResourceKind, RuleId } from './kinds.ts';

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
  /** A method call on it that reads it to its end, which closes it. Where reading fails it is still open. */
  | { readonly readOutBy: string; readonly when?: readonly ArgumentCondition[] }
  /**
   * Passed to this function (`pipeline(x, …)`, `finished`). What is merely `drained` by it has given back what it
   * held, though it is still to be closed: who closes it elsewhere has lost nothing here. What is `readOut` has closed
   * itself, unless reading fails. With `exact` it ends things of this very type alone, and not others that are declared
   * alike (a file behind an `InputStream`).
   */
  | {
      readonly function: Selector;
      readonly argument: number | 'any';
      readonly drained?: true;
      readonly readOut?: true;
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
  /** Whoever has a part of it asks for it by these methods: the statement of its rows. */
  readonly askedBack?: readonly string[];
  /** A pool that gets back what it lives inside ends it: the statement of a connection. */
  readonly goesWithOuter?: boolean;
  /** It keeps nobody from ending the process, and is mostly meant to run until then, unless something owns it. */
  readonly background?: boolean;
  /** False: to leave the block that it was entered by (`with`) does something else than give it back. */
  readonly scoped?: boolean;
  /**
   * Holds nothing until somebody works with it: until one of its methods is called, or one of these where they are
   * named, or somebody is given it.
   */
  readonly inert?: true | readonly string[];
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
