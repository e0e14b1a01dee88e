/**
 * Settling: several closures of one function answer for it (they call `resolve`, `reject` or the callback it
 * was given), and something that the function holds meanwhile must be given back by each of them. Which do not?
 */
import type { FileFlow, FunctionId, PlaceId, Step } from '../flow/graph.ts';
import type { CallSite, Site } from '../trace/sites.ts';

/** What is held while the answer is awaited: a timer, a listener. */
export interface Item {
  readonly file: FileFlow;
  readonly site: CallSite;
  /** Whether the step gives it back. */
  readonly releases: (step: Step) => boolean;
  /** Places that hold it: where one of them is empty, nothing is held. */
  readonly holders: ReadonlySet<PlaceId>;
  /** Whether the call may throw at all (logging, and adding listeners, does not). */
  readonly mayThrow: (site: CallSite) => boolean;
  /** Once its own callback runs it is gone (a one-shot timer). */
  readonly ownCallbackEnds: boolean;
  /** The argument that is its own callback. */
  readonly callback: number;
}

/** A closure, or a settler itself, that is given to somebody who runs it later. */
export interface Registration {
  readonly site: Site;
  /** The closure; null where the settler itself is handed on. */
  readonly function: FunctionId | null;
  readonly value: PlaceId;
}

/** One way of answering. */
export interface Settling {
  readonly registration: Registration;
  /** On some path it answers and does not give the item back. */
  readonly unclean: boolean;
  /** The only such paths are those on which something throws. */
  readonly onlyAfterThrow: boolean;
  /** On some path it answers and gives the item back. */
  readonly clean: boolean;
}

export interface Settlings {
  readonly all: readonly Settling[];
  /** The item's own callback answers. */
  readonly own: { readonly settles: boolean; readonly rejects: boolean; readonly releases: boolean };
  /** The function answers itself, after an exception, with the item still held. */
  readonly afterThrow: boolean;
  /** A closure that does not answer gives it back (`close` handlers, `finally`): who comes last is not known. */
  readonly releasedAside: boolean;
}
