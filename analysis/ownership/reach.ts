/** Which duties hang on a value: directly, through fields and elements, through promises and closures. */
import type { Activity } from './activity.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { ValueId } from './values.ts';

/**
 * Which closures lead to what they capture: those that may release it or hand it on, all of them (a closure that
 * is returned or kept lives on with what it uses), or none.
 */
export type ClosureReach = 'taking' | 'all' | 'none';

/** Whether what merely refers to something leads to it. */
export type KeeperReach = 'with keepers' | 'without keepers';

/**
 * The open duties that whoever receives the value could see to. A closure counts for what it captures only
 * if it may release it or hand it on: who receives no alias cannot release.
 */
export function reachableDuties(
  activity: Activity,
  state: State,
  root: ValueId,
  closures: ClosureReach = 'taking',
  keepers: KeeperReach = 'with keepers',
): DutyId[] {
  if (!anyOpen(state)) return [];
  // Most values are plain.
  if (leadsNowhere(activity, state, root)) return [];
  const found = new Set<DutyId>();
  const seen = new Set<ValueId>();
  const queue: ValueId[] = [root];
  while (queue.length > 0) {
    const id = queue.pop();
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    for (const duty of activity.dutiesOn(id)) if (isOpen(state.duties.get(duty.id))) found.add(duty.id);
    // Whoever gets the outer one can end what lives inside it.
    for (const duty of activity.duties)
      if (activity.isWithin(duty, id) && isOpen(state.duties.get(duty.id))) found.add(duty.id);
    const shape = activity.values.get(id).shape;
    if (shape.kind === 'promise') {
      const settled = state.settled.get(id);
      // Once settled, a promise holds what it settled with, and no longer what it came from.
      if (settled !== undefined) {
        if (settled.value !== id) queue.push(settled.value);
      } else {
        queue.push(shape.inner);
        if (shape.chain !== null) {
          queue.push(shape.chain.of);
          if (shape.chain.how === 'then') {
            if (shape.chain.fulfilled !== null) queue.push(shape.chain.fulfilled);
            if (shape.chain.rejected !== null) queue.push(shape.chain.rejected);
          } else if (shape.chain.how === 'finally') queue.push(shape.chain.handler);
        }
      }
    } else if (shape.kind === 'closure') {
      if (closures === 'none') continue;
      for (const place of activity.file.functions[shape.function]?.captures ?? []) {
        const held = state.env.get(place);
        if (
          held !== undefined &&
          (closures === 'all' || activity.family.captureEffect(shape.function, place) === 'takes')
        )
          queue.push(held);
      }
    } else if (shape.kind === 'settler') {
      // Who can settle the promise holds nothing by that.
    } else if (shape.kind === 'operation' && LEADING.has(shape.operator)) {
      if (shape.operator === 'keeper' && keepers === 'without keepers') continue;
      // What is done with the element of a round is done with all of them.
      queue.push(...shape.operands);
    }
    if (
      shape.kind === 'object' ||
      shape.kind === 'array' ||
      shape.kind === 'resource' ||
      shape.kind === 'unknown'
    ) {
      pushFields(state, id, queue);
    }
  }
  return [...found];
}

/** Nothing hangs on it, and it is nothing that could hold anything. */
function leadsNowhere(activity: Activity, state: State, value: ValueId): boolean {
  const { kind } = activity.values.get(value).shape;
  const isPlain =
    kind === 'literal' ||
    kind === 'parameter' ||
    kind === 'reference' ||
    kind === 'member' ||
    kind === 'this' ||
    ((kind === 'unknown' || kind === 'object' || kind === 'array') && state.fields.size === 0);
  return (
    isPlain &&
    activity.dutiesOn(value).length === 0 &&
    !activity.duties.some((duty) => activity.isWithin(duty, value))
  );
}

/** Operations whose result stands for what they are made of, or refers to it. */
const LEADING: ReadonlySet<string> = new Set(['bound', 'wrapper', 'element', 'keeper']);

/** Whether the value merely refers to something that must be released: the cursor of a connection. */
export function isKeeper(activity: Activity, value: ValueId): boolean {
  const { shape } = activity.values.get(value);
  return shape.kind === 'operation' && shape.operator === 'keeper';
}

/** From how many fields on it is worth sorting them by what they are fields of. */
const MANY_FIELDS = 32;

/** Adds what the fields and elements of a value hold. */
function pushFields({ fields }: State, of: ValueId, queue: ValueId[]): void {
  if (fields.size === 0) return;
  if (fields.size > MANY_FIELDS) {
    for (const value of fieldsByOwner(fields).get(String(of)) ?? []) queue.push(value);
    return;
  }
  const prefix = `${of}.`;
  fields.forEach((value, key) => {
    if (key.startsWith(prefix)) queue.push(value);
  });
}

const byOwner = new WeakMap<object, ReadonlyMap<string, readonly ValueId[]>>();

/** What the fields hold by what they are fields of. Where many are asked for one after another, each would walk all. */
function fieldsByOwner(fields: State['fields']): ReadonlyMap<string, readonly ValueId[]> {
  const known = byOwner.get(fields.version);
  if (known !== undefined) return known;
  const sorted = new Map<string, ValueId[]>();
  fields.forEach((value, key) => {
    const owner = key.slice(0, key.indexOf('.'));
    const held = sorted.get(owner);
    if (held === undefined) sorted.set(owner, [value]);
    else held.push(value);
  });
  byOwner.set(fields.version, sorted);
  return sorted;
}

/** Whether any duty is open at all: most states carry none, and most work can be skipped then. */
export function anyOpen(state: State): boolean {
  if (state.duties.size === 0) return false;
  for (const status of state.duties.values()) if (isOpen(status)) return true;
  return false;
}

/** Whether a variable or field still leads to the duty's value. */
export function hasHolder(activity: Activity, state: State, duty: DutyId): boolean {
  const { within } = activity.dutyOf(duty);
  // Somebody else's connection leads to all of its statements, yet nobody here will end them by it.
  const lender = within !== null && activity.dutiesOn(within).length === 0 ? within : null;
  for (const [place, value] of state.env) {
    if (activity.file.places[place]?.kind === 'temporary' || value === lender) continue;
    if (reachableDuties(activity, state, value).includes(duty)) return true;
  }
  for (const pending of state.pending)
    if (reachableDuties(activity, state, pending.closure).includes(duty)) return true;
  return false;
}

/** How many variables lead to the duty's value. */
export function holders(activity: Activity, state: State, duty: DutyId): number {
  return [...state.env].filter(
    ([place, value]) =>
      activity.file.places[place]?.kind !== 'temporary' &&
      reachableDuties(activity, state, value).includes(duty),
  ).length;
}

/** The functions that whoever receives the value can call: they may run at any time from now on. */
export function noteEscape(activity: Activity, state: State, root: ValueId): void {
  // Most of what is handed on is plain.
  const { kind } = activity.values.get(root).shape;
  if (kind !== 'closure' && kind !== 'operation' && kind !== 'object' && kind !== 'array') return;
  const seen = new Set<ValueId>();
  const queue: ValueId[] = [root];
  while (queue.length > 0) {
    const id = queue.pop();
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    const { shape } = activity.values.get(id);
    if (shape.kind === 'closure') activity.escaped.add(shape.function);
    else if (shape.kind === 'operation' && shape.operator === 'bound') queue.push(...shape.operands);
    else if (shape.kind === 'object' || shape.kind === 'array') {
      pushFields(state, id, queue);
    }
  }
}

/** Whether a function that has escaped may release what a variable of this state holds for the duty. */
export function isInReachOfEscaped(activity: Activity, state: State, duty: DutyId): boolean {
  if (activity.escaped.size === 0) return false;
  for (const [place, value] of state.env) {
    if (activity.file.places[place]?.kind !== 'variable') continue;
    if (!reachableDuties(activity, state, value, 'none').includes(duty)) continue;
    for (const escaped of activity.escaped)
      if (activity.family.captureEffect(escaped, place) === 'takes') return true;
  }
  return false;
}
