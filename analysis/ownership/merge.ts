/** Identity and merging of states. */
import type { Literal, PlaceId } from '../flow/graph.ts';
import type { Activity } from './activity.ts';
import { Digest } from './digest.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import { isOpen, weaker, type Fact, type State } from './state.ts';
import type { ValueId } from './values.ts';

/** What the state owes: states that owe the same may be merged without losing a finding. */
export function coreKey(state: State): string {
  const owed = new Digest();
  state.duties.forEach((status, duty) => {
    if (!isOpen(status)) return;
    owed.addText(duty, status === 'lent' ? `lent${(state.lent.get(duty) ?? []).join('+')}` : status);
  });
  // How a promise settled decides who holds what it settled with.
  state.settled.forEach(({ fulfilled }, promise) => {
    owed.addText(promise, fulfilled ? 'fulfilled' : 'rejected');
  });
  return `${state.evidence}${owed.text}`;
}

/** All that tells states apart. Traces do not: of two ways into the same state the first is as good. */
export function fullKey(state: State): string {
  const all = new Digest();
  all.include(state.env.digest());
  all.include(state.facts.digest(digestOfFacts));
  all.include(state.fields.digest(digestOfFields));
  let key = `${coreKey(state)}#${all.text}`;
  state.settled.forEach((outcome, promise) => {
    key += `#${promise}=${outcome.value}`;
  });
  for (const pending of state.pending) key += `#${pending.key}`;
  return `${key}#${state.errorPath ? 1 : 0}#${state.exception ?? ''}`;
}

function digestOfFacts(facts: ReadonlyMap<ValueId, Fact>): Digest {
  const digest = new Digest(1);
  facts.forEach((fact, value) => {
    digest.addText(value, factKey(fact));
  });
  return digest;
}

function digestOfFields(fields: ReadonlyMap<string, ValueId>): Digest {
  const digest = new Digest(2);
  fields.forEach((value, field) => {
    digest.addText(value, field);
  });
  return digest;
}

function factKey(fact: Fact): string {
  let key = '';
  if (fact.truthy !== undefined) key += fact.truthy ? 'T' : 'F';
  if (fact.nullish !== undefined) key += fact.nullish ? 'N' : 'n';
  if ('equals' in fact) key += `=${typeof fact.equals}${literalKey(fact.equals)}`;
  if (fact.differs !== undefined) key += `!${fact.differs.map(literalKey).sort().join('!')}`;
  if (fact.same !== undefined) key += `@${fact.same}`;
  if (fact.others !== undefined) key += `^${[...fact.others].sort((a, b) => a - b).join('^')}`;
  if (fact.drained === true) key += 'd';
  return fact.iterated === true ? `${key}i` : key;
}

/** The state that says only what both say. `site` names the join, so that its unknowns are the same each time. */
export function mergeStates(activity: Activity, site: string, left: State, right: State): State {
  const merged = left.clone();
  const agreed: { readonly either: ValueId; readonly value: ValueId; readonly other: ValueId }[] = [];
  left.env.forEach((value, place) => {
    const other = right.env.get(place);
    if (other === value) return;
    const keep = owes(activity, left, value)
      ? value
      : other !== undefined && owes(activity, right, other)
        ? other
        : other !== undefined && holdTheSame(activity, left, value, right, other)
          ? value
          : null;
    if (keep !== null || other === undefined) {
      merged.env.set(place, keep ?? unknownAt(activity, site, place));
      return;
    }
    const either = unknownAt(activity, site, place);
    merged.env.set(place, either);
    if (activity.family.recurs(activity.root.id, `v${place}`)) agreed.push({ either, value, other });
  });
  right.env.forEach((value, place) => {
    if (!merged.env.has(place) && owes(activity, right, value)) merged.env.set(place, value);
  });
  left.fields.forEach((value, field) => {
    if (right.fields.get(field) !== value) merged.fields.delete(field);
  });
  left.facts.forEach((fact, value) => {
    const other = right.facts.get(value);
    if (other !== undefined && (other === fact || factKey(other) === factKey(fact))) return;
    if (fact.drained === true && other?.drained === true) merged.facts.set(value, { drained: true });
    else merged.facts.delete(value);
  });
  for (const { either, value, other } of agreed) {
    const truthy = truthIn(activity, left, value);
    if (truthy === null || truthIn(activity, right, other) !== truthy) merged.facts.delete(either);
    else learnOfEither(activity, merged, either, truthy);
  }
  for (const [duty, status] of right.duties) {
    const mine = merged.duties.get(duty);
    if (mine === status) continue;
    const open = isOpen(status) || isOpen(mine);
    merged.duties.set(duty, open ? 'perhaps' : status);
  }
  doubtDropped(activity, merged, left, right);
  merged.evidence = weaker(left.evidence, right.evidence);
  merged.errorPath = left.errorPath && right.errorPath;
  if (right.pending.length > merged.pending.length) merged.pending = right.pending;
  return merged;
}

function unknownAt(activity: Activity, site: string, place: PlaceId): ValueId {
  return activity.values.intern(`phi:${site}:${place}`, { kind: 'unknown' }, { place }).id;
}

/** A flag that its default or a test has made true is true, whichever it was: whoever cleans up asks for it again. */
function learnOfEither(activity: Activity, merged: State, either: ValueId, truthy: boolean): void {
  merged.facts.set(either, truthy ? { truthy, nullish: false } : { truthy });
  for (const [duty, status] of merged.duties) if (isOpen(status)) activity.guards.get(duty)?.add(either);
}

/** Whether the value is true in this state, as it says itself or as a test has shown. */
function truthIn(activity: Activity, state: State, value: ValueId): boolean | null {
  const { shape } = activity.values.get(value);
  if (shape.kind !== 'literal') return state.facts.get(value)?.truthy ?? null;
  return typeof shape.value === 'object' && shape.value !== null ? true : Boolean(shape.value);
}

/** Two wrappers, one for each way to here, of one thing that is owed: whichever it is, to close it closes that. */
function holdTheSame(activity: Activity, left: State, value: ValueId, right: State, other: ValueId): boolean {
  const held = reachableDuties(activity, left, value);
  if (!held.some((duty) => isOpen(left.duties.get(duty)))) return false;
  const also = reachableDuties(activity, right, other);
  return held.length === also.length && held.every((duty) => also.includes(duty));
}

/** Of two values that owe something one place can keep only one: what led to the other may still do so. */
function doubtDropped(activity: Activity, merged: State, left: State, right: State): void {
  if (!anyOpen(merged)) return;
  const doubt = (from: State, dropped: ValueId, kept: ValueId | undefined): void => {
    const still = kept === undefined ? [] : reachableDuties(activity, merged, kept);
    for (const duty of reachableDuties(activity, from, dropped))
      if (!still.includes(duty) && isOpen(merged.duties.get(duty))) merged.duties.set(duty, 'perhaps');
  };
  for (const side of [left, right]) {
    side.env.forEach((value, place) => {
      const kept = merged.env.get(place);
      if (kept !== value && isContainer(activity, value)) doubt(side, value, kept);
    });
    side.fields.forEach((value, field) => {
      if (merged.fields.get(field) !== value) doubt(side, value, merged.fields.get(field));
    });
  }
}

function isContainer(activity: Activity, value: ValueId): boolean {
  const { kind } = activity.values.get(value).shape;
  return kind === 'array' || kind === 'object';
}

/**
 * Gives up what is known beside the duties, except the conditions under which something that is owed was
 * acquired: whoever tests `if (!this.own) release()` at the end asks for them again.
 */
export function forgetFacts(activity: Activity, state: State): void {
  const kept = new Set<ValueId>();
  for (const [duty, status] of state.duties)
    if (isOpen(status)) for (const value of activity.guards.get(duty) ?? []) kept.add(value);
  for (const [value, fact] of [...state.facts]) {
    if (kept.has(value)) continue;
    // Whether it was read to its end is asked for where it is lost.
    if (fact.drained === true && owes(activity, state, value)) state.facts.set(value, { drained: true });
    else state.facts.delete(value);
  }
}

function owes(activity: Activity, state: State, value: number): boolean {
  return activity.dutiesOn(value).some((duty) => isOpen(state.duties.get(duty.id)));
}

function literalKey(literal: Literal): string {
  return typeof literal === 'object' && literal !== null ? literal.other : String(literal);
}
