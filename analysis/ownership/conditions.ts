/**
 * What a branch teaches. `assume` refines a state by a condition's outcome, or says that the outcome is
 * impossible there, so that the same test is decided once per path.
 */
import type { Condition, Literal, PlaceId } from '../flow/graph.ts';
import type { Interpreter } from './interpreter.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import { contradictsCount } from './counts.ts';
import { doubtWithoutRounds } from './rounds.ts';
import { isOpen, type State } from './state.ts';
import type { Value, ValueId } from './values.ts';
import type { Duty, Frame } from './activity.ts';
import { endCancelled, isEndless } from './contexts.ts';
import { endUnstarted } from './starts.ts';
import { assumeSweep } from './sweeps.ts';
import { saysOver } from './asked.ts';
import { isNamedAsError, isReleaseMethod, isSameLiteral, literalOf, truthOf, typeName } from './known.ts';
import { remember } from './remember.ts';
import { assumeSame } from './sameness.ts';

/** Refines `state` in place; false if the outcome cannot be on this path. */
export function assume(
  run: Interpreter,
  frame: Frame,
  state: State,
  condition: Condition,
  outcome: boolean,
): boolean {
  switch (condition.kind) {
    case 'opaque':
      return assumeSweep(run, frame, state, condition, outcome);
    case 'iteration':
      if (!outcome && anyOpen(state)) doubtWithoutRounds(run, frame, state, condition);
      return assumeIteration(run, state, run.read(frame, state, condition.iterable), outcome);
    case 'truthy':
      return assumeTruth(run, state, run.read(frame, state, condition.place), outcome, condition.place);
    case 'equals':
      return assumeEquals(
        run,
        state,
        run.read(frame, state, condition.place),
        condition.literal,
        condition.loose,
        outcome,
        condition.place,
      );
    case 'same': {
      const left = run.read(frame, state, condition.left);
      const right = run.read(frame, state, condition.right);
      const literal = literalOf(run, state, right) ?? null;
      if (literal !== null) return assumeEquals(run, state, left, literal.value, false, outcome);
      if (left === right) return outcome;
      // No error is none of those that a package names (`err == io.EOF`).
      const other = literalOf(run, state, left);
      if (other?.value === null && run.activity.values.get(right).shape.kind === 'reference') return !outcome;
      // What was made here is not what was there before.
      if (outcome && (isMadeHere(run, left) || isMadeHere(run, right))) return false;
      return assumeSame(run, state, condition, left, right, outcome);
    }
    case 'compare':
      return (
        assumeComparison(run, state, run.read(frame, state, condition.place), condition, outcome) &&
        assumeSweep(run, frame, state, condition, outcome)
      );
    case 'typeof': {
      const value = run.read(frame, state, condition.place);
      const known = typeName(run, state, value);
      if (known !== null) return (known === condition.type) === outcome;
      if (condition.type === 'undefined') return assumeNullish(run, state, value, outcome);
      if (!outcome) markAbsent(run, state, value);
      return true;
    }
    case 'instanceof': {
      const value = run.read(frame, state, condition.place);
      if (outcome && condition.of?.kind === 'global' && condition.of.path[0] === 'Error')
        markAbsent(run, state, value);
      // What is an instance of something is there.
      return !outcome || assumeThere(run, state, value, condition.place);
    }
  }
}

function isMadeHere(run: Interpreter, id: ValueId): boolean {
  const { kind } = run.activity.values.get(id).shape;
  return kind === 'resource' || kind === 'object' || kind === 'array';
}

function assumeTruth(
  run: Interpreter,
  state: State,
  id: ValueId,
  outcome: boolean,
  tested: PlaceId | null = null,
): boolean {
  const known = truthOf(run, state, id);
  const value = run.activity.values.get(id);
  if (known !== null && (value.shape.kind !== 'resource' || isThere(run, state, value)))
    return known === outcome;
  if (value.shape.kind === 'operation' && value.shape.operator !== 'element')
    return assumeOperation(run, state, value, outcome);
  if (outcome && saysOver(run, value)) doubtAll(state);
  if (value.shape.kind === 'member') assumeLiveness(run, state, value.shape.object, value.shape.key, outcome);
  if (!outcome) markAbsent(run, state, id);
  remember(run, state, value, { truthy: outcome, ...(outcome ? { nullish: false } : {}) }, tested);
  return true;
}

/**
 * What `new` gives is there, but only where it is open for certain: where states were merged, a variable stands for what
 * one of them had opened. What other calls give may be null instead, and then nothing is owed.
 */
function isThere({ activity }: Interpreter, state: State, { id, constructed }: Value): boolean {
  return constructed && activity.dutiesOn(id).every((duty) => isOpen(state.duties.get(duty.id)));
}

function assumeOperation(run: Interpreter, state: State, value: Value, outcome: boolean): boolean {
  if (value.shape.kind !== 'operation') return true;
  const { operator, operands } = value.shape;
  const [left, right] = operands;
  if (outcome) endCancelled(run, state, value);
  if (left === undefined) return true;
  if (operator === '!') return assumeTruth(run, state, left, !outcome);
  if (operator === 'is-there') return assumeTruth(run, state, left, outcome);
  if (operator === 'exhausts' || operator === 'is-over' || operator === 'is-live') {
    if (outcome === (operator === 'is-over')) endOpen(run, state, left);
    return true;
  }
  if (operator === 'asserts') {
    // Who asserts what sort of thing it is, or what its methods give, knows what was opened.
    if (outcome) return assumeThere(run, state, left);
    for (const operand of operands) doubt(run, state, operand);
    return true;
  }
  if (operator === 'is-error' && outcome && !assumeThere(run, state, left)) return false;
  if (operator === 'flag-of-end') {
    if (outcome) doubtAll(state);
    return true;
  }
  if (
    right !== undefined &&
    (operator === '===' || operator === '==' || operator === '!==' || operator === '!=')
  ) {
    const equal = operator.startsWith('=') === outcome;
    const loose = operator.length === 2;
    const rightLiteral = literalOf(run, state, right);
    if (rightLiteral !== null) return assumeEquals(run, state, left, rightLiteral.value, loose, equal);
    const leftLiteral = literalOf(run, state, left);
    if (leftLiteral !== null) return assumeEquals(run, state, right, leftLiteral.value, loose, equal);
  }
  if (operator === 'in' && right !== undefined) {
    const name = literalOf(run, state, left);
    if (typeof name?.value === 'string' && isReleaseMethod(run, right, name.value)) return outcome;
  }
  const fact = state.facts.get(value.id);
  if (fact?.truthy !== undefined) return fact.truthy === outcome;
  state.learn(value.id, { truthy: outcome });
  return true;
}

/** It is something, and no literal. */
function assumeThere(run: Interpreter, state: State, id: ValueId, tested: PlaceId | null = null): boolean {
  return literalOf(run, state, id) === null && assumeNullish(run, state, id, false, tested);
}

/** `null` or `undefined` on this path? */
function assumeNullish(
  run: Interpreter,
  state: State,
  id: ValueId,
  outcome: boolean,
  tested: PlaceId | null = null,
): boolean {
  const literal = literalOf(run, state, id);
  if (literal !== null) return (literal.value === null || literal.value === undefined) === outcome;
  const fact = state.facts.get(id);
  const value = run.activity.values.get(id);
  if (!outcome && isError(run, value, tested)) state.failing = true;
  if (fact?.nullish !== undefined) return fact.nullish === outcome;
  if (fact?.truthy === true) return !outcome;
  if (
    outcome &&
    truthOf(run, state, id) === true &&
    (value.shape.kind !== 'resource' || isThere(run, state, value))
  )
    return false;
  // `path = folder + name`: what is put together from others is there, whatever they are.
  if (outcome && value.shape.kind === 'operation' && value.shape.operator === '+' && anyOpen(state))
    return false;
  if (outcome) markAbsent(run, state, id);
  else {
    endCancelled(run, state, value);
    endUnstarted(run, state, value);
    doubtBy(run, state, value);
  }
  remember(run, state, value, { nullish: outcome, ...(outcome ? { truthy: false } : {}) }, tested);
  return true;
}

function assumeEquals(
  run: Interpreter,
  state: State,
  id: ValueId,
  literal: Literal,
  loose: boolean,
  outcome: boolean,
  tested: PlaceId | null = null,
): boolean {
  if (literal === null || literal === undefined) {
    // `x === null` that fails says little about undefined, yet programs use one of the two for "nothing".
    const known = literalOf(run, state, id);
    if (known !== null && !loose) return isSameLiteral(known.value, literal) === outcome;
    return assumeNullish(run, state, id, outcome, tested);
  }
  const known = literalOf(run, state, id);
  if (known !== null) return isSameLiteral(known.value, literal) === outcome;
  if (contradictsCount(run, state, id, '===', literal, outcome)) return false;
  const fact = state.facts.get(id);
  if (fact?.nullish === true) return !outcome;
  if (fact?.differs?.some((one) => isSameLiteral(one, literal)) === true) return !outcome;
  const value = run.activity.values.get(id);
  // A resource that equals a literal (-1, 0, '') is none.
  if (outcome && (value.shape.kind === 'resource' || isEndOfInput(value, literal)))
    markAbsent(run, state, id);
  if (typeof literal === 'boolean' && value.shape.kind === 'member')
    assumeLiveness(run, state, value.shape.object, value.shape.key, literal === outcome);
  remember(
    run,
    state,
    value,
    outcome ? { equals: literal } : { differs: [...(fact?.differs ?? []), literal] },
    tested,
  );
  return true;
}

function assumeComparison(
  run: Interpreter,
  state: State,
  id: ValueId,
  condition: Condition & { readonly kind: 'compare' },
  outcome: boolean,
): boolean {
  const known = literalOf(run, state, id);
  if (known !== null && typeof known.value === 'number')
    return compare(known.value, condition.operator, condition.literal) === outcome;
  if (known !== null && (known.value === null || known.value === undefined)) return !outcome;
  if (contradictsCount(run, state, id, condition.operator, condition.literal, outcome)) return false;
  // `fd >= 0` false, `fd < 0` true: no descriptor is held. `fd > 2` false: it is a standard stream, to be left open.
  const { operator, literal } = condition;
  const saysNegative =
    (operator === '>=' && literal >= 0 && literal <= STANDARD_STREAMS && !outcome) ||
    (operator === '>' && literal < STANDARD_STREAMS && !outcome) ||
    (operator === '<' && literal >= 0 && literal <= STANDARD_STREAMS && outcome) ||
    (operator === '<=' && literal < STANDARD_STREAMS && outcome);
  if (saysNegative) markAbsent(run, state, id);
  return true;
}

/** Descriptors below this one are input, output and errors. */
const STANDARD_STREAMS = 3;

function compare(left: number, operator: '<' | '<=' | '>' | '>=', right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** `if (!socket.destroyed)`: a liveness member that says "not held any more" ends the duty on that path. */
function assumeLiveness(
  run: Interpreter,
  state: State,
  object: ValueId,
  key: string,
  outcome: boolean,
): void {
  for (const duty of run.activity.dutiesOn(object)) {
    const liveness = run.catalogue.livenessOf(duty.resource).find((one) => one.property === key);
    if (liveness !== undefined && liveness.held !== outcome) state.duties.set(duty.id, 'absent');
    else if (
      liveness === undefined &&
      outcome &&
      /^(?:closed|destroyed|disposed|isClosed|isReleased|released|killed|ended|terminated)$/.test(key)
    )
      state.duties.set(duty.id, 'absent');
  }
}

/** A container with resources is not empty; whoever sweeps it has met each of them after the loop. */
function assumeIteration(run: Interpreter, state: State, iterable: ValueId, outcome: boolean): boolean {
  // Whoever iterates a stream or a directory reads it to its end, and leaving early destroys it.
  for (const duty of run.activity.dutiesOn(iterable))
    if (duty.parameter === null && duty.resource.outlivesIteration !== true)
      state.duties.set(duty.id, 'moved');
  if (outcome) {
    state.learn(iterable, { iterated: true });
    return true;
  }
  if (isEndless(run, iterable)) return false;
  if (state.facts.get(iterable)?.iterated === true) return true;
  return run.heldElements(state, iterable).length === 0;
}

/** An error that was returned. */
function isError(run: Interpreter, value: Value, tested: PlaceId | null): boolean {
  return [value.place, tested].some((place) => place !== null && isNamedAsError(run.activity.file, place));
}

/** It has ended by itself, or somebody has ended it. */
function endOpen(run: Interpreter, state: State, id: ValueId): void {
  for (const duty of reachableDuties(run.activity, state, id)) state.duties.set(duty, 'absent');
}

function doubtAll(state: State): void {
  for (const [duty, status] of state.duties) if (isOpen(status)) state.duties.set(duty, 'perhaps');
}

/** Whether it is held on this path is not for sure. */
function doubt(run: Interpreter, state: State, id: ValueId): void {
  for (const { id: duty, parameter } of run.activity.dutiesOn(id))
    // What becomes of an argument is for the caller to say.
    if (parameter === null && isOpen(state.duties.get(duty))) state.duties.set(duty, 'perhaps');
}

/** A call that ran a callback gave an error: what the callback acquired was perhaps what failed. */
function doubtBy(run: Interpreter, state: State, value: Value): void {
  const result = value.shape.kind === 'member' ? value.shape.object : value.id;
  for (const duty of run.activity.doubts.get(result) ?? [])
    if (isOpen(state.duties.get(duty))) state.duties.set(duty, 'perhaps');
}

/** `reader.read() == -1`. */
function isEndOfInput({ shape }: Value, literal: Literal): boolean {
  return shape.kind === 'operation' && shape.operator === 'exhausts' && literal === -1;
}

/** What is null, false or an error here holds nothing. */
function markAbsent(run: Interpreter, state: State, id: ValueId): void {
  for (const duty of run.activity.dutiesOn(id)) {
    state.duties.set(duty.id, 'absent');
    markSiblings(run, state, duty);
  }
  const { shape } = run.activity.values.get(id);
  if (shape.kind === 'operation' && shape.operator === 'element')
    for (const operand of shape.operands) markAbsent(run, state, operand);
  // `(line = reader.readLine()) != null`: it has been read to its end.
  if (shape.kind === 'operation' && shape.operator === 'exhausts')
    for (const operand of shape.operands) endOpen(run, state, operand);
}

/** What one call gives in pairs, like the two ends of a pipe, is there or is not. */
function markSiblings({ activity }: Interpreter, state: State, { part, range, resource }: Duty): void {
  if (part === null || resource.plain !== true) return;
  for (const other of activity.duties)
    if (other.part !== null && other.range.start === range.start && other.resource === resource)
      state.duties.set(other.id, 'absent');
}
