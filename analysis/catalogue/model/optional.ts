/** A type whose values hold one thing or nothing, by its methods. */
import type { Selector } from './arguments.ts';

export interface OptionalType {
  readonly type: Selector;
  /** They give what it holds. */
  readonly content: readonly string[];
  /** They tell that it holds something. */
  readonly present: readonly string[];
  /** They tell that it holds nothing. */
  readonly absent: readonly string[];
  /** They call a function with what it holds. */
  readonly lends: readonly string[];
  /** Of these methods those that nothing else has: what they are called on is one, however it is declared. */
  readonly distinctive: readonly string[];
}
