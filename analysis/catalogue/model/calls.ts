/** What a call does: acquires, keeps, runs what it is given, behaves. */
import type { ArgumentCondition, Selector } from './arguments.ts';

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
  /**
   * Not where the receiver is told something by one of these methods, anywhere in the file: a builder that is given
   * what the thing would else make for itself.
   */
  readonly unlessTold?: readonly string[];
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
  /** Whoever asks the receiver again is given the same one again. */
  readonly sameAgain?: true;
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
   * `views`: it borrows, and whoever reads the result to its end reads the argument. `keeps`: it takes over, and its
   * second result is false; or it does not, because something was there already, and that result is true.
   */
  readonly effect: 'borrows' | 'releases' | 'owns' | 'wraps' | 'returns' | 'views' | 'keeps';
  /**
   * Who is given it gives it out again by these methods: where the file ends what they give, or hands on who was given
   * it, it is somebody else's.
   */
  readonly askedBack?: readonly string[];
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
  /** It returns only where the argument is null, or where it is not: a test that insists on an error. */
  readonly insists?: { readonly argument: number; readonly on: 'null' | 'something' };
  /**
   * The part of the result that is an error (`1`; empty for the result itself) is null: it never fails, or only where
   * nothing works any more.
   */
  readonly hardlyFails?: string;
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
   * end the receiver (the cursor of a connection). `unread`: where the file does not read it, after which it has nothing
   * of the receiver's any more (the response of a connection).
   */
  readonly keeps?: true | 'unread';
  /** What it gives is what the receiver lives inside: the connection of a statement. */
  readonly outer?: true;
  /** Where these hold it ends what the receiver lives inside: a statement that tells its database to end. */
  readonly endsOuter?: readonly ArgumentCondition[];
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
