/** Identity and merging of states. */
import type { Literal } from '../flow/graph.ts';
import type { Activity } from './activity.ts';
import { isOpen, weaker, type Fact, type State } from './state.ts';
import type { ValueId } from './values.ts';

/** What the state owes: states that owe the same may be merged without losing a finding. */
export function coreKey(state: State): string {
  const parts: string[] = [state.evidence];
  for (const [duty, status] of state.duties)
    if (isOpen(status))
      parts.push(
        status === 'lent' ? `${duty}lent${(state.lent.get(duty) ?? []).join('+')}` : `${duty}${status}`,
      );
  // How a promise settled decides who holds what it settled with.
  for (const [promise, outcome] of state.settled) parts.push(`p${promise}${outcome.fulfilled ? '+' : '-'}`);
  parts.sort();
  return parts.join('|');
}

/** All that tells states apart. Traces do not: of two ways into the same state the first is as good. */
export function fullKey(state: State): string {
  const known = new Digest();
  state.facts.forEach((fact, value) => {
    known.addText(value, factKey(fact));
  });
  const fields = new Digest();
  state.fields.forEach((value, field) => {
    fields.addText(value, field);
  });
  const held = new Digest();
  state.env.forEach((value, place) => {
    held.add(value, place);
  });
  let key = `${coreKey(state)}#${held.text}#${known.text}#${fields.text}`;
  if (state.settled.size > 0)
    for (const [promise, outcome] of state.settled) key += `#${promise}=${outcome.value}`;
  for (const pending of state.pending) key += `#${pending.key}`;
  return `${key}#${state.errorPath ? 1 : 0}#${state.exception ?? ''}`;
}

/**
 * A 64-bit hash of pairs that does not depend on their order. Two states that differ only in such pairs and collide
 * would be taken for one: at 2^-64 that is left to chance, and it is the same each time.
 */
class Digest {
  #low = 0;
  #high = 0;
  #size = 0;

  add(value: number, place: number): void {
    this.#mix(value, place + 1, place);
  }

  addText(value: number, text: string): void {
    let one = 0x811c9dc5;
    let other = text.length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul((other << 5) ^ (other >>> 27) ^ code, 0x2545f491);
    }
    this.#mix(value, one, other);
  }

  #mix(value: number, one: number, other: number): void {
    let mixed = Math.imul(one, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    this.#low = (this.#low + (mixed ^ (mixed >>> 12))) | 0;
    mixed = Math.imul(mixed ^ Math.imul(value + 7, 0x27d4eb2f) ^ Math.imul(other, 0x165667b1), 0x297a2d39);
    this.#high = (this.#high + (mixed ^ (mixed >>> 15))) | 0;
    this.#size += 1;
  }

  get text(): string {
    return `${this.#size}.${this.#low}.${this.#high}`;
  }
}

function factKey(fact: Fact): string {
  let key = '';
  if (fact.truthy !== undefined) key += fact.truthy ? 'T' : 'F';
  if (fact.nullish !== undefined) key += fact.nullish ? 'N' : 'n';
  if ('equals' in fact) key += `=${typeof fact.equals}${literalKey(fact.equals)}`;
  if (fact.differs !== undefined) key += `!${fact.differs.map(literalKey).sort().join('!')}`;
  return fact.iterated === true ? `${key}i` : key;
}

/** The state that says only what both say. `site` names the join, so that its unknowns are the same each time. */
export function mergeStates(activity: Activity, site: string, left: State, right: State): State {
  const merged = left.clone();
  left.env.forEach((value, place) => {
    const other = right.env.get(place);
    if (other === value) return;
    const keep = owes(activity, left, value)
      ? value
      : other !== undefined && owes(activity, right, other)
        ? other
        : null;
    merged.env.set(
      place,
      keep ?? activity.values.intern(`phi:${site}:${place}`, { kind: 'unknown' }, { place }).id,
    );
  });
  right.env.forEach((value, place) => {
    if (!merged.env.has(place) && owes(activity, right, value)) merged.env.set(place, value);
  });
  left.fields.forEach((value, field) => {
    if (right.fields.get(field) !== value) merged.fields.delete(field);
  });
  left.facts.forEach((fact, value) => {
    const other = right.facts.get(value);
    if (other === undefined || (other !== fact && factKey(other) !== factKey(fact)))
      merged.facts.delete(value);
  });
  for (const [duty, status] of right.duties) {
    const mine = merged.duties.get(duty);
    if (mine === status) continue;
    const open = isOpen(status) || isOpen(mine);
    merged.duties.set(duty, open ? 'perhaps' : status);
  }
  merged.evidence = weaker(left.evidence, right.evidence);
  merged.errorPath = left.errorPath && right.errorPath;
  if (right.pending.length > merged.pending.length) merged.pending = right.pending;
  return merged;
}

/**
 * Gives up what is known beside the duties, except the conditions under which something that is owed was
 * acquired: whoever tests `if (!this.own) release()` at the end asks for them again.
 */
export function forgetFacts(activity: Activity, state: State): void {
  const kept = new Set<ValueId>();
  for (const [duty, status] of state.duties)
    if (isOpen(status)) for (const value of activity.guards.get(duty) ?? []) kept.add(value);
  for (const value of state.facts.keys()) if (!kept.has(value)) state.facts.delete(value);
}

function owes(activity: Activity, state: State, value: number): boolean {
  return activity.dutiesOn(value).some((duty) => isOpen(state.duties.get(duty.id)));
}

function literalKey(literal: Literal): string {
  return typeof literal === 'object' && literal !== null ? literal.other : String(literal);
}
