/** Calls that may wait for ever, and those that register somebody. */
import type { ArgumentCondition, Scalar, Selector } from './arguments.ts';
import type { ResourceKind } from './kinds.ts';

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
   * By which methods of which member of the result its answer is read piece by piece. Who switches off the bound for the
   * whole of such an answer does so on purpose.
   */
  readonly streamed?: { readonly member: string; readonly methods: readonly string[] };
  /**
   * The bounding option only emits `'timeout'`; without a handler that destroys, nothing ends. A `signal`
   * bounds all the same.
   */
  readonly emits?: boolean;
  /** Methods on the result that bound it: `setTimeout`. */
  readonly methods?: readonly string[];
  /** Speaks only where one of these is called on the result: by itself it may be any sort of thing, a file too. */
  readonly onlyWith?: readonly string[];
  /** As long as nothing but these is called on the result it has not begun to wait: `disconnect`. */
  readonly idleWith?: readonly string[];
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
  /**
   * What the address, the first argument, begins with where this machine answers: a missing bound is merely worth a hint.
   */
  readonly here?: readonly string[];
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
