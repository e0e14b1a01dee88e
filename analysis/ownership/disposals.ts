/** Releasing, moving and lending: the ways a duty leaves this activation. */
import type { Holder } from '../finding.ts';
import type { PlaceId, SourceRange } from '../flow/graph.ts';
import type { Disposal } from './activity.ts';
import type { Walk } from './interpreter.ts';
import { noteEscape, reachableDuties, type KeeperReach } from './reach.ts';
import { isOpen, type DutyId, type State } from './state.ts';
import type { ValueId } from './values.ts';

/** Releases what the value is (a resource, an element of a container, what a promise resolves to). */
export function releaseValue(
  walk: Walk,
  state: State,
  value: ValueId,
  range: SourceRange,
  byScope = false,
): boolean {
  let released = false;
  for (const duty of dutiesMeant(walk, state, value)) {
    // To leave a connection's block ends a transaction, and leaves the connection as it is.
    if (byScope && walk.run.activity.dutyOf(duty).resource.scoped === false) continue;
    released = true;
    if (!isOpen(state.duties.get(duty)) && state.duties.get(duty) !== 'perhaps') continue;
    state.duties.set(duty, 'released');
    record(walk, state, duty, 'released', range, null, null);
  }
  return endInner(walk, state, value, range) || released;
}

/** What lives inside the value ends with it: the response with its request, the page with its browser. */
export function endInner(walk: Walk, state: State, outer: ValueId, range: SourceRange): boolean {
  let ended = false;
  walk.run.activity.ended.add(outer);
  for (const duty of walk.run.activity.duties) {
    if (!walk.run.activity.isWithin(duty, outer) || !isOpen(state.duties.get(duty.id))) continue;
    state.duties.set(duty.id, 'released');
    record(walk, state, duty.id, 'released', range, null, null);
    ended = true;
    endInner(walk, state, duty.value, range);
  }
  return ended;
}

/** The duties that a call on the value speaks of. */
export function dutiesMeant(walk: Walk, state: State, value: ValueId): DutyId[] {
  const { activity } = walk.run;
  if (activity.duties.length === 0) return [];
  const shape = activity.values.get(value).shape;
  const direct = activity.dutiesOn(value).map((duty) => duty.id);
  if (direct.length > 0) return direct;
  if (shape.kind === 'operation' && (shape.operator === 'element' || shape.operator === 'wrapper'))
    return shape.operands.flatMap((operand) => dutiesMeant(walk, state, operand));
  if (shape.kind === 'promise')
    return dutiesMeant(walk, state, state.settled.get(value)?.value ?? shape.inner);
  return [];
}

/** The duty becomes somebody else's. */
export function moveDuty(
  walk: Walk,
  state: State,
  duty: DutyId,
  what: Disposal['what'],
  range: SourceRange,
  holder: Holder | null,
  place: PlaceId | null,
): void {
  if (!isOpen(state.duties.get(duty))) return;
  state.duties.set(duty, 'moved');
  record(walk, state, duty, what, range, holder, place);
}

/** Everything that hangs on the value becomes somebody else's. */
export function moveReachable(
  walk: Walk,
  state: State,
  value: ValueId,
  what: Disposal['what'],
  range: SourceRange,
  keepers: KeeperReach = 'with keepers',
): void {
  noteEscape(walk.run.activity, state, value);
  // What is returned or kept lives on with all that its closures use.
  const closures = what === 'returned' || what === 'stored' ? 'all' : 'taking';
  for (const duty of reachableDuties(walk.run.activity, state, value, closures, keepers)) {
    moveDuty(walk, state, duty, what, range, null, null);
    // What is given away with something open inside it cannot be closed here: the rows of a statement.
    if (what === 'returned') moveOuter(walk, state, duty, range);
  }
}

function moveOuter(walk: Walk, state: State, inner: DutyId, range: SourceRange): void {
  const { activity } = walk.run;
  let { within } = activity.dutyOf(inner);
  for (let hops = 0; within !== null && hops < 4; hops += 1) {
    const outer = activity.dutiesOn(within);
    for (const { id } of outer) moveDuty(walk, state, id, 'returned', range, null, null);
    within = outer[0]?.within ?? null;
  }
}

/** Whoever borrows what waits for work is expected to give it some; of what else is inert he may merely ask something. */
export function setWorking(walk: Walk, state: State, value: ValueId): void {
  const { activity } = walk.run;
  for (const duty of reachableDuties(activity, state, value, 'none'))
    if (state.duties.get(duty) === 'idle' && Array.isArray(activity.dutyOf(duty).resource.inert))
      state.duties.set(duty, 'held');
}

/**
 * Somebody unknown gets it: he may take it over. It counts as his unless this activation turns out to release
 * it itself on an ordinary path, which shows that he merely borrows.
 */
export function lendReachable(
  walk: Walk,
  state: State,
  value: ValueId,
  range: SourceRange,
  subject: string,
  /** It is put into something that is made. */
  built = false,
): void {
  const { activity } = walk.run;
  noteEscape(activity, state, value);
  const direct = new Set(reachableDuties(activity, state, value, 'none'));
  for (const duty of reachableDuties(activity, state, value)) {
    const { resource } = activity.dutyOf(duty);
    // Whoever is given what held nothing so far works with it.
    if (resource.inert !== undefined && state.duties.get(duty) === 'idle') {
      if (built) continue;
      state.duties.set(duty, 'held');
    }
    const status = state.duties.get(duty);
    // A closure that releases takes over for good; so does whoever gets something that ends by itself.
    if (!direct.has(duty) || status === 'idle' || resource.discipline === 'self-ending') {
      moveDuty(walk, state, duty, 'moved', range, null, null);
      continue;
    }
    if (status === 'lent') addLending(state, duty, range.start);
    if (status !== 'held' && status !== 'promised') continue;
    state.duties.set(duty, 'lent');
    addLending(state, duty, range.start);
    state.note({ role: 'lent', range, subject }, duty);
  }
}

function addLending(state: State, duty: DutyId, at: number): void {
  const before = state.lent.get(duty) ?? [];
  if (!before.includes(at))
    state.lent.set(
      duty,
      [...before, at].sort((left, right) => left - right),
    );
}

function record(
  walk: Walk,
  state: State,
  duty: DutyId,
  what: Disposal['what'],
  range: SourceRange,
  holder: Holder | null,
  place: PlaceId | null,
): void {
  walk.run.activity.disposals.push({
    duty,
    what,
    evidence: state.evidence,
    errorPath: state.errorPath || state.failing,
    range,
    holder,
    place,
    later: state.later,
    lentAt: state.lent.get(duty) ?? [],
  });
}
