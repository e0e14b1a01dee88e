/**
 * Tokens: what a place may denote in the flow-insensitive view of a file. Where the interpreter asks «what does
 * this place hold on this path», the view of a class asks only «may this be what that field holds».
 */
import type { ClassId, FunctionId, PlaceId } from '../flow/graph.ts';

/** A field of a class, or a variable that functions inside its own function write: what outlives an activation. */
export type Slot =
  | { readonly kind: 'field'; readonly class: ClassId; readonly path: string }
  | { readonly kind: 'variable'; readonly place: PlaceId; readonly path: string };

export type Token =
  /** An instance of the class: `this`, `self`. */
  | { readonly kind: 'this'; readonly class: ClassId }
  /** What a slot holds, or an element of the container that it holds. */
  | { readonly kind: 'slot'; readonly slot: Slot; readonly derived: boolean }
  /** What an acquisition gave. `derived`: made from it (a wrapper, one of its streams). */
  | { readonly kind: 'acquired'; readonly site: number; readonly derived: boolean }
  | { readonly kind: 'closure'; readonly function: FunctionId };

export type TokenId = number;

/** How deep `this.a.b.c` is told apart; what lies deeper says nothing. */
const maxDepth = 2;

/** All tokens of a file, each with one number. */
export class TokenTable {
  private readonly tokens: Token[] = [];
  private readonly ids = new Map<string, TokenId>();
  /** Asked for in every round, where the same members of the same things come again and again. */
  private readonly derivedIds = new Map<TokenId, TokenId>();
  private readonly fieldIds = new Map<ClassId, Map<string, TokenId>>();
  private readonly memberIds = new Map<TokenId, Map<string | null, TokenId | null>>();

  id(token: Token): TokenId {
    const key = keyOf(token);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.tokens.length;
    this.tokens.push(token);
    this.ids.set(key, id);
    return id;
  }

  get(id: TokenId): Token {
    const token = this.tokens[id];
    if (token === undefined) throw new Error(`no token ${id}`);
    return token;
  }

  /** What is made from a slot's value or an acquired one; null for other tokens. */
  derived(id: TokenId): TokenId | null {
    const known = this.derivedIds.get(id);
    if (known !== undefined) return known;
    const token = this.get(id);
    if (token.kind !== 'slot' && token.kind !== 'acquired') return null;
    const made = token.derived ? id : this.id({ ...token, derived: true });
    this.derivedIds.set(id, made);
    return made;
  }

  /** What a field of a class holds. */
  field(owner: ClassId, path: string): TokenId {
    const known = this.fieldIds.get(owner)?.get(path);
    if (known !== undefined) return known;
    const made = this.id({ kind: 'slot', slot: { kind: 'field', class: owner, path }, derived: false });
    const own = this.fieldIds.get(owner) ?? new Map<string, TokenId>();
    own.set(path, made);
    this.fieldIds.set(owner, own);
    return made;
  }

  /** What a member of a slot's value is, see {@link memberSlot}; null for other tokens and for what lies too deep. */
  member(id: TokenId, key: string | null): TokenId | null {
    const own = this.memberIds.get(id) ?? new Map<string | null, TokenId | null>();
    const known = own.get(key);
    if (known !== undefined) return known;
    const token = this.get(id);
    const slot = token.kind === 'slot' ? memberSlot(token.slot, key) : null;
    const made = token.kind !== 'slot' || slot === null ? null : this.id({ ...token, slot });
    own.set(key, made);
    this.memberIds.set(id, own);
    return made;
  }
}

function keyOf(token: Token): string {
  switch (token.kind) {
    case 'this':
      return `t${token.class}`;
    case 'slot':
      return `${token.derived ? 'd' : 's'}${slotKey(token.slot)}`;
    case 'acquired':
      return `${token.derived ? 'e' : 'a'}${token.site}`;
    case 'closure':
      return `f${token.function}`;
  }
}

/** Equal slots have equal keys. */
export function slotKey(slot: Slot): string {
  return slot.kind === 'field' ? `${slot.class}.${slot.path}` : `v${slot.place}.${slot.path}`;
}

/** The slot of a member: elements of a container (computed keys, tuples) are the container's own slot. */
export function memberSlot(slot: Slot, key: string | null): Slot | null {
  if (key === null || /^\d+$/.test(key) || key === '*') return slot;
  const path = slot.path === '' ? key : `${slot.path}.${key}`;
  if (path.split('.').length > maxDepth) return null;
  return slot.kind === 'field' ? { ...slot, path } : { ...slot, path };
}

/** Whether what happens to the one happens to the other: the same path, or one inside the other. */
export function related(left: Slot, right: Slot): boolean {
  if (
    left.kind === 'field'
      ? right.kind !== 'field' || left.class !== right.class
      : right.kind !== 'variable' || left.place !== right.place
  )
    return false;
  if (left.path === '*' || right.path === '*') return true;
  return left.path === right.path || isWithin(left.path, right.path) || isWithin(right.path, left.path);
}

/** Whether a path lies in another: `state.timer` in `state`. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '' ? inner !== '' : inner.startsWith(`${outer}.`);
}
