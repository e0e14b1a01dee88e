/** What callers need to know of a function. Serialisable and deterministic. */
import type { ResourceType, Scalar } from '../catalogue/model.ts';

/**
 * What a function does with a resource that it is given. `none` and `borrows` leave it with the caller; `lends`
 * hands it to somebody unknown; `stores` and `mixed` (different on different paths) take it over.
 */
export type ParameterEffect = 'none' | 'borrows' | 'lends' | 'releases' | 'stores' | 'mixed';

export interface FunctionSummary {
  readonly parameters: readonly ParameterEffect[];
  /** For arguments beyond the named parameters. */
  readonly rest: ParameterEffect;
  /** Parameters of which it releases what they live inside, so many steps out: the connection of a statement. */
  readonly outers?: readonly { readonly parameter: number; readonly depth: number }[];
  readonly returns:
    | {
        readonly kind: 'owned';
        /** The result is a promise of it. */
        readonly promise: boolean;
        /** Which members of the result are resources; an empty path is the result itself. */
        readonly parts: readonly OwnedPart[];
        /** The member that is an error, or null where the resources are there. */
        readonly failure?: string;
        /** Members that are true, or false, where the resources are there, and the opposite where there are none. */
        readonly flags?: readonly Flag[];
        /** It may give nothing without an error: only the flags tell. */
        readonly quiet?: true;
      }
    | { readonly kind: 'parameter'; readonly index: number }
    | null;
  /** An exception may leave it: a `throw` of its own, or I/O that is not caught. */
  readonly throws: boolean;
  /** Whether it comes back: `throws` for one that always throws, `never` for one that ends the process. */
  readonly outcome: 'returns' | 'throws' | 'never';
}

/**
 * The parameters that a call gives `true` or `false` as it is written there, and null for all others: `copy(in, out,
 * true)` closes both, and leaves them open with `false`.
 */
export type Switches = readonly (boolean | null)[];

export interface Flag {
  readonly member: string;
  readonly value: boolean;
}

export interface OwnedPart {
  readonly path: readonly string[];
  readonly resource: ResourceType;
  /** It is none where this argument is one of these (the answer to a `HEAD` request). */
  readonly unless?: UnlessArgument;
  /** It holds nothing yet: a socket that is to be connected, a server that does not listen. */
  readonly idle?: boolean;
  /** It lives inside this argument, or inside what the receiver keeps, and ends with it. */
  readonly within?: number | 'receiver';
}

export interface UnlessArgument {
  readonly argument: number;
  readonly equals: readonly Scalar[];
}
