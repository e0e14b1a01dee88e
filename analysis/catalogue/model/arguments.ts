/** How entries name what is called, and what they ask of its arguments. */

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
