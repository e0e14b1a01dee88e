/**
 * Symbolic values: what a place may hold during the interpretation of one activity.
 *
 * A value is identified by the site that makes it and the frame in which the site runs, so that two
 * paths which meet agree on what is the same thing. What is known of a value on one path only (null or
 * not, released or not) is no part of it: that lives in the {@link State}.
 */
import type { FunctionId, Literal, PlaceId, Reference, SourceRange, TypeReference } from '../flow/graph.ts';

export type ValueId = number;

export type Shape =
  /** Something that the analysis knows nothing about, but for the getter that gives it each time. */
  | { readonly kind: 'unknown'; readonly getter?: string }
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'closure'; readonly function: FunctionId }
  /** Made here by a literal or by `new` of something harmless; its fields are in the state. */
  | { readonly kind: 'object' }
  | { readonly kind: 'array' }
  /** Resolves to `inner`; `chain` says how it came about when it continues another one. */
  | { readonly kind: 'promise'; readonly inner: ValueId; readonly chain: PromiseChain | null }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly ValueId[] }
  /** The receiver of the activity's function. */
  | { readonly kind: 'this' }
  /** `resolve` or `reject` of a promise executor. */
  | { readonly kind: 'settler'; readonly promise: ValueId; readonly fulfils: boolean }
  /** A member of another value that is not held in the state. */
  | { readonly kind: 'member'; readonly object: ValueId; readonly key: string }
  /** The result of an acquisition; its duties are in the activity. */
  | { readonly kind: 'resource' };

export type PromiseChain =
  | {
      readonly how: 'then';
      readonly of: ValueId;
      readonly fulfilled: ValueId | null;
      readonly rejected: ValueId | null;
    }
  | { readonly how: 'finally'; readonly of: ValueId; readonly handler: ValueId }
  /** `Promise.all` of the elements of an array. */
  | { readonly how: 'all' | 'all-settled' | 'race'; readonly of: ValueId };

export interface Value {
  readonly id: ValueId;
  readonly shape: Shape;
  /** What it is an instance of, for looking up its methods. */
  type: TypeReference | null;
  /** What it was made by, for messages. */
  readonly range: SourceRange | null;
  /** It is an instance that was made by `new`, which is never null. */
  readonly constructed: boolean;
  /** The variable-like origin that a test of it is remembered under. */
  readonly place: PlaceId | null;
}

/** All values of one activity, interned by the key of their site. */
export class ValueTable {
  private readonly values: Value[] = [];
  private readonly byKey = new Map<string, Value>();

  /** The value of the key, made on first use. */
  intern(
    key: string,
    shape: Shape,
    extra: {
      type?: TypeReference | null;
      range?: SourceRange | null;
      place?: PlaceId | null;
      constructed?: boolean;
    } = {},
  ): Value {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const value: Value = {
      id: this.values.length,
      shape,
      type: extra.type ?? null,
      range: extra.range ?? null,
      constructed: extra.constructed ?? false,
      place: extra.place ?? null,
    };
    this.values.push(value);
    this.byKey.set(key, value);
    return value;
  }

  /** What nobody knew the type of has turned out to be of one, by a declaration or a cast. */
  refine(id: ValueId, type: TypeReference): void {
    const value = this.values[id];
    if (value === undefined || value.type !== null) return;
    const { kind } = value.shape;
    if (kind === 'unknown' || kind === 'member' || kind === 'parameter') value.type = type;
  }

  literal(value: Literal): Value {
    const key =
      typeof value === 'object' && value !== null
        ? `l:other:${value.other}`
        : `l:${typeof value}:${String(value)}`;
    return this.intern(key, { kind: 'literal', value });
  }

  get(id: ValueId): Value {
    const value = this.values[id];
    if (value === undefined) throw new Error(`no value ${id}`);
    return value;
  }

  get size(): number {
    return this.values.length;
  }
}
