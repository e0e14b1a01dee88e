/** The form of a rule: an immutable value with three functions, and what it hands to the fronts. */
import type { LostPath, Loss, PathStep } from '../analysis/finding.ts';
import type { ResourceKind, RuleId } from '../analysis/catalogue/model.ts';
import type { SourceRange } from '../analysis/flow/graph.ts';
import type { Locale } from './locale.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** The three pillars: what is wrong (stands alone, one line), why it matters, what to do. Plain text. */
export interface Message {
  readonly what: string;
  readonly why: string;
  readonly action: string;
}

/** What a fix wants done; the locale turns it into edits or declines. */
export type FixKind =
  | 'using'
  | 'await-using'
  | 'try-finally'
  | 'release-before-exit'
  | 'release-discarded'
  | 'timeout-option'
  | 'timeout-signal'
  | 'timeout-handler'
  | 'pipeline'
  | 'clear-losing-timer'
  | 'release-in-dispose'
  | 'remove-listener'
  | 'same-handler';

/** A request for a fix, best first. `safe`: keeps behaviour, so it may run in `source.fixAll.leaklint`. */
export interface FixRequest {
  readonly kind: FixKind;
  readonly safe: boolean;
}

/** A replacement of a range by text. Edits of one fix do not overlap. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly text: string;
}

/** A fix that can be applied as it is. */
export interface Fix {
  readonly kind: FixKind;
  /** What the menu shows: «Convert to `using`». */
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** A finding as the fronts show it. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly file: string;
  /** The squiggle. */
  readonly range: SourceRange;
  readonly message: Message;
  readonly kind: ResourceKind;
  readonly lostPath: LostPath;
  readonly path: readonly (PathStep & { readonly message: string })[];
  readonly loss: Loss;
}

/** The names between braces in a template: `subject` and `done` of «{subject} is never {done}.» */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Names<Rest>
  : never;

/**
 * Says a template in the reader's locale, with the values in the place of the names between braces. The template
 * is English; it is also the name under which other languages have their form.
 */
export type Say = <const T extends string>(
  template: T,
  ...values: [Names<T>] extends [never] ? [] : [Readonly<Record<Names<T>, string>>]
) => string;

export interface Rule {
  readonly id: RuleId;
  /** One line for lists: «A file is opened and not closed on every path». */
  readonly title: string;
  /** `stable` rules are on by default; `experimental` ones off. */
  readonly status: 'stable' | 'experimental';
  /** Which losses it speaks of. */
  run(losses: readonly Loss[]): readonly Loss[];
  message(loss: Loss, locale: Locale): Message;
  fixes(loss: Loss): readonly FixRequest[];
}
