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
  let key = `${coreKey(state)}#${numbers(state.env)}#`;
  if (state.facts.size > 0) {
    const facts: string[] = [];
    for (const [value, fact] of state.facts) facts.push(`${value}:${factKey(fact)}`);
    key += facts.sort().join(',');
  }
  key += '#';
  if (state.fields.size > 0) {
    const fields: string[] = [];
    for (const [field, value] of state.fields) fields.push(`${field}=${value}`);
    key += fields.sort().join(',');
  }
  if (state.settled.size > 0)
    for (const [promise, outcome] of state.settled) key += `#${promise}=${outcome.value}`;
  for (const pending of state.pending) key += `#${pending.key}`;
  return `${key}#${state.errorPath ? 1 : 0}#${state.exception ?? ''}`;
}

/**
 * A 64-bit hash of a map of small numbers that does not depend on its order. Two states that differ only in
 * such maps and collide would be taken for one: at 2^-64 that is left to chance, and it is the same each time.
 */
function numbers(map: ReadonlyMap<number, number>): string {
  let low = 0;
  let high = 0;
  for (const [place, value] of map) {
    let mixed = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    low = (low + (mixed ^ (mixed >>> 12))) | 0;
    mixed = Math.imul(mixed ^ Math.imul(value + 7, 0x27d4eb2f) ^ Math.imul(place, 0x165667b1), 0x297a2d39);
    high = (high + (mixed ^ (mixed >>> 15))) | 0;
  }
  return `${map.size}.${low}.${high}`;
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
  for (const [place, value] of merged.env) {
    const other = right.env.get(place);
    if (other === value) continue;
    const keep = owes(activity, left, value)
      ? value
      : other !== undefined && owes(activity, right, other)
        ? other
        : null;
    merged.env.set(
      place,
      keep ?? activity.values.intern(`phi:${site}:${place}`, { kind: 'unknown' }, { place }).id,
    );
  }
  for (const [place, value] of right.env)
    if (!merged.env.has(place) && owes(activity, right, value)) merged.env.set(place, value);
  for (const [field, value] of merged.fields)
    if (right.fields.get(field) !== value) merged.fields.delete(field);
  for (const [value, fact] of merged.facts) {
    const other = right.facts.get(value);
    if (other === undefined || factKey(other) !== factKey(fact)) merged.facts.delete(value);
  }
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
