/**
 * What the analysis says: facts about lost resources, without severity, rule text or edits.
 * Rules turn a {@link Loss} into a {@link Finding}; policy gives it a level.
 */
import type { ResourceKind, ResourceType, Release, RuleId, Deadline } from './catalogue/model.ts';
import type { FunctionId, PlaceId, SourceRange } from './flow/graph.ts';

/** How the resource gets lost. */
export type LostPath =
  /** Never released on any path. */
  | 'never'
  /** The result of the acquiring call is not even kept. */
  | 'discarded'
  | 'early-return'
  /** The error branch of an error-first callback, a rejection handler. */
  | 'error-callback'
  /** Something in between throws. */
  | 'exception'
  | 'overwritten'
  /** The next round of a loop replaces it. */
  | 'next-round'
  /** The timeout, abort or cancel path. */
  | 'abort'
  /** A class has a release method, and it forgets this field. */
  | 'forgotten-field'
  /** A class keeps it and has no release method at all. */
  | 'no-release-method'
  /** Made by a start-like method in a local that the class's stop cannot reach. */
  | 'out-of-reach'
  /** `Promise.all` rejects while a sibling was acquired. */
  | 'partial-failure'
  /** Released on success events only. */
  | 'success-only'
  /** Keyed removal, but no sweep in the release method. */
  | 'unswept-container'
  /** The losing timer of a race. */
  | 'race'
  /** A client, agent or pool made for each call. */
  | 'per-call'
  /** No timeout at all / one that only emits. */
  | 'no-timeout'
  | 'timeout-without-handler'
  /** A pipe end that stays open when the other fails. */
  | 'pipe-error'
  /** A listener that is not removed / removed under another function's name. */
  | 'never-removed'
  | 'other-handler'
  /** The cancel function is dropped / its signal was made after the call it should cancel. */
  | 'cancel-dropped'
  | 'cancel-too-late'
  /** It is worked with before the error of the call that gives it is looked at. */
  | 'unchecked'
  /** A send that nobody may receive any more holds up what sends for ever. */
  | 'blocked-send';

/** How sure it is that the path is taken. */
export type Evidence =
  /** An ordinary path: no exception involved. */
  | 'certain'
  /** A `throw`, a reject, a call documented to throw. */
  | 'proven'
  /** An awaited call, I/O, parsing, a call on the resource. */
  | 'likely'
  /** All else (pairing of unknown kinds, uncovered branches of listeners). */
  | 'possible';

/** One station of the lost path, in order. `role` picks the sentence in the related information. */
export interface PathStep {
  /** The file, when it is another than the finding's. */
  readonly file?: string;
  readonly range: SourceRange;
  readonly role:
    | 'acquired'
    | 'stored'
    | 'lent'
    | 'released-elsewhere'
    | 'branch'
    | 'throws'
    | 'rejects'
    | 'returns'
    | 'ends'
    | 'overwritten'
    | 'next-round'
    | 'callback'
    | 'release-method'
    | 'note';
  /** There is no way out of the function behind this one. */
  readonly last?: true;
  /** What the sentence names: a callee, a variable, a field, a method. */
  readonly subject?: string;
}

/** Who held it last. */
export type Holder =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'local'; readonly place: PlaceId; readonly name: string }
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly className: string | null;
      readonly releaseMethod: string | null;
      /** It is one of many in what the field holds: what gives the field back gives it back no more than they do. */
      readonly contained?: true;
    }
  | { readonly kind: 'container'; readonly name: string }
  | { readonly kind: 'captured'; readonly place: PlaceId; readonly name: string };

/** A resource that gets lost on some path, or a wait without bound. Immutable; serialisable but for nothing. */
export interface Loss {
  readonly file: string;
  readonly rule: RuleId;
  readonly kind: ResourceKind;
  /** The resource type, absent for missing timeouts and for values of unknown kind. */
  readonly resource?: ResourceType;
  readonly deadline?: Deadline;
  readonly noun: string;
  /** The acquiring call: where the squiggle goes (the whole call; fronts may narrow it to {@link nameRange}). */
  readonly acquisition: SourceRange;
  readonly nameRange: SourceRange;
  /** What the call is written as: `fs.openSync`, `new Worker`. */
  readonly callee: string;
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly holder: Holder;
  /** It had been read to its end wherever it is lost, and is given back on other paths. */
  readonly drained?: boolean;
  /** A mode that somebody else sets decides whether it is given back here (`if (!keep) statement.close()`). */
  readonly byMode?: boolean;
  /** It ends by itself after a time (a context with a deadline). */
  readonly timed?: boolean;
  /** It belongs to something that somebody else gave out, and ends with that at the latest. */
  readonly lender?: boolean;
  readonly path: readonly PathStep[];
  /** The function in which it was acquired. */
  readonly function: FunctionId;
  /** The releases to propose, best first (function form with the module to import it from). */
  readonly releases: readonly Release[];
  /**
   * The acquiring function belongs to a test or example / runs once for the process / is a step of a program that
   * ends / does it at the first use only / is called by nobody / is called by tests alone / runs once in an example.
   */
  readonly context:
    | 'ordinary'
    | 'test'
    | 'process-lifetime'
    | 'program'
    | 'first-use'
    | 'start'
    | 'unused'
    | 'tried'
    | 'example-script';
  /** Further sites of the same loss that were folded into this one. */
  readonly alsoAt: readonly SourceRange[];
}

/** Something the analysis gave up on; shown by `explain` and counted by the scan. */
export interface GivenUp {
  readonly file: string;
  readonly range: SourceRange;
  readonly reason: 'step-limit' | 'callback-depth' | 'syntax-error' | 'too-large' | 'too-deep' | 'crash';
  readonly detail: string;
}
