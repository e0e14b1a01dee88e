/**
 * One way in which the program may stand at a point: who holds what, what is known, what is still owed.
 * A block's state is a small set of these (see `states.ts`). States are changed in place by the
 * transfer functions and cloned at branches.
 */
import type { Evidence, PathStep } from '../finding.ts';
import type { FlowGraph, FunctionId, Literal } from '../flow/graph.ts';
import { Environment } from './environment.ts';
import { SharedMap } from './shared-map.ts';
import type { ValueId } from './values.ts';

/** Index into the activity's duties. */
export type DutyId = number;

/**
 * Where the duty to release stands.
 * `promised`: inside a promise that has not been awaited: held if it fulfils.
 * `idle`: made, but not yet active (a server before `listen`).
 * `held`: this activation must see to it. `lent`: given to somebody unknown, who may have taken it over.
 * `moved`: somebody else's. `released`: done. `absent`: it was never acquired on this path.
 * `perhaps`: paths were merged; never reported.
 * `lost`: already reported on this path.
 */
export type DutyStatus =
  'promised' | 'idle' | 'held' | 'lent' | 'moved' | 'released' | 'absent' | 'perhaps' | 'lost';

/** What is known of a value on this path. */
export interface Fact {
  readonly truthy?: boolean;
  readonly nullish?: boolean;
  readonly equals?: Literal;
  readonly differs?: readonly Literal[];
  /** Another value that it has turned out to be, such as a constant of another file. */
  readonly same?: ValueId;
  /** Those that it has turned out not to be. */
  readonly others?: readonly ValueId[];
  /** A container that was iterated on this path. */
  readonly iterated?: boolean;
  /** A resource that was read to its end on this path. */
  readonly drained?: boolean;
}

/** The lost path so far, newest first. Not part of a state's identity. */
export interface Trace {
  readonly step: PathStep;
  /** The duty that it is told of, where it says nothing of others on the same path. */
  readonly duty: DutyId | null;
  readonly before: Trace | null;
}

/** A function that runs once after the outer rest has run. */
export interface Pending {
  readonly closure: ValueId;
  readonly arguments: readonly (ValueId | null)[];
  /** For error-first callbacks: which parameter is the error, and what is acquired on success. */
  readonly errorFirst: { readonly error: number; readonly acquired: readonly DutyId[] } | null;
  readonly key: string;
  /** It runs beside the function, which ends even where this never does. */
  readonly detached?: boolean;
  /** What the registering call made: a timer is over when its callback runs. */
  readonly owner: ValueId | null;
}

export class State {
  env: Environment;
  /** `${object}.${key}` → value, for objects, arrays and `this`. */
  fields: SharedMap<string, ValueId>;
  facts: SharedMap<ValueId, Fact>;
  duties: SharedMap<DutyId, DutyStatus>;
  /** To whom a duty was lent on this path: the places of the calls. */
  lent: SharedMap<DutyId, readonly number[]>;
  /** Promises whose continuation has been run, with their outcome. */
  settled: SharedMap<ValueId, { readonly fulfilled: boolean; readonly value: ValueId }>;
  pending: readonly Pending[];
  /** How often each function has run as a continuation on this path: one that registers itself again would never end. */
  continued: ReadonlyMap<FunctionId, number>;
  evidence: Evidence;
  exception: ValueId | null;
  /** The function itself has ended; its continuations run. */
  later: boolean;
  /** What runs beside the function (a goroutine) is followed: the function's own variables are somebody else's then. */
  beside: boolean;
  /** This path went through an error branch: a rejected promise, a true error parameter, a catch. */
  errorPath: boolean;
  /** The branch of a test that found an error: what is done here is done because something failed. */
  failing: boolean;
  /** Where the other branch of that test goes on: where the two meet again the work goes on as usual. */
  beyond: { readonly graph: FlowGraph; readonly block: number } | null;
  trace: Trace | null;

  /** The state at the start; or one that stands as another does. */
  constructor(from: State | null = null) {
    this.env = from?.env.copy() ?? new Environment();
    this.fields = from?.fields.copy() ?? new SharedMap();
    this.facts = from?.facts.copy() ?? new SharedMap();
    this.duties = from?.duties.copy() ?? new SharedMap();
    this.lent = from?.lent.copy() ?? new SharedMap();
    this.settled = from?.settled.copy() ?? new SharedMap();
    this.pending = from?.pending ?? [];
    this.continued = from?.continued ?? new Map();
    this.evidence = from?.evidence ?? 'certain';
    this.exception = from?.exception ?? null;
    this.later = from?.later ?? false;
    this.beside = from?.beside ?? false;
    this.errorPath = from?.errorPath ?? false;
    this.failing = from?.failing ?? false;
    this.beyond = from?.beyond ?? null;
    this.trace = from?.trace ?? null;
  }

  clone(): State {
    return new State(this);
  }

  /** Appends a station to the path that findings show. */
  note(step: PathStep, duty: DutyId | null = null): void {
    this.trace = { step, duty, before: this.trace };
  }

  /** The fact of a value, refined by another. */
  learn(value: ValueId, fact: Fact): void {
    this.facts.set(value, { ...this.facts.get(value), ...fact });
  }
}

const evidenceOrder: readonly Evidence[] = ['certain', 'proven', 'likely', 'possible'];

/** The weaker of two evidences: a path is only as sure as its least sure step. */
export function weaker(a: Evidence, b: Evidence): Evidence {
  return evidenceOrder.indexOf(a) >= evidenceOrder.indexOf(b) ? a : b;
}

/** Whether the duty still weighs on this activation. */
export function isOpen(status: DutyStatus | undefined): boolean {
  return status === 'held' || status === 'lent' || status === 'promised' || status === 'idle';
}
