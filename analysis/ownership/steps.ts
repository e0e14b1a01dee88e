/** What each step does to a state. Calls are in `calls.ts`. */
import type { Literal, Step } from '../flow/graph.ts';
import { runAwait } from './await.ts';
import { endReceived } from './contexts.ts';
import { countedUp } from './counts.ts';
import { runCall } from './calls.ts';
import { moveReachable, releaseValue } from './disposals.ts';
import type { Walk } from './interpreter.ts';
import { isSameLiteral } from './known.ts';
import { reachableDuties } from './reach.ts';
import { copyInto, loadMember, storeMember } from './storage.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/**
 * Where an array keeps an element. What another round of a loop has put at the same place, and is still to be closed,
 * stays in it beside the new one: a list that is added to in each round loses nothing.
 */
function slotFor({ run }: Walk, state: State, array: ValueId, key: string, element: ValueId): string {
  const slot = `${array}.${key}`;
  const before = state.fields.get(slot);
  const isKept =
    before !== undefined && before !== element && reachableDuties(run.activity, state, before).length > 0;
  return isKept ? `${slot}+${element}` : slot;
}

/** The states after the step, or the one there is. `site` names the step and the run it belongs to. */
export function runStep(walk: Walk, site: string, state: State, step: Step): State[] | State {
  const { run, frame } = walk;
  const { values } = run.activity;
  switch (step.op) {
    case 'literal':
      state.env.set(step.target, values.literal(step.value).id);
      return state;
    case 'copy':
      copyInto(walk, state, step);
      return state;
    case 'reference': {
      const { reference } = step;
      const value =
        reference.kind === 'function'
          ? values.intern(`fn:${frame.id}:${reference.function}`, {
              kind: 'closure',
              function: reference.function,
            })
          : values.intern(`ref:${JSON.stringify(reference)}`, { kind: 'reference', reference });
      state.env.set(step.target, value.id);
      return state;
    }
    case 'object': {
      const { type = null } = step;
      const value = values.intern(`obj:${site}`, { kind: 'object' }, { range: step.range, type });
      for (const property of step.properties) {
        const held = run.read(frame, state, property.value);
        // A spread copies the members; what they hold is held by the new object too.
        if (property.spread || property.key === null)
          state.fields.set(`${value.id}.…${property.value}`, held);
        else state.fields.set(`${value.id}.${property.key}`, held);
      }
      state.env.set(step.target, value.id);
      return state;
    }
    case 'array': {
      const value = values.intern(`arr:${site}`, { kind: 'array' }, { range: step.range });
      step.elements.forEach((element, index) => {
        const key = element.spread ? `…${element.value}` : String(index);
        const held = run.read(frame, state, element.value);
        // In a further round of a loop it is the array of the last one that is added to.
        if (held !== value.id) state.fields.set(slotFor(walk, state, value.id, key, held), held);
      });
      state.env.set(step.target, value.id);
      return state;
    }
    case 'operation': {
      const operands = step.operands.map((operand) => run.read(frame, state, operand));
      if (step.operator === 'rest' || step.operator === 'jsx') {
        // The rest of a pattern and the properties of an element hold what they are made of.
        for (const operand of operands) moveReachable(walk, state, operand, 'moved', step.range);
      }
      if (step.operator === 'receive') for (const operand of operands) endReceived(walk, state, operand);
      const folded = fold(
        step.operator,
        operands.map((operand) => literalShape(walk, operand)),
      );
      const [first] = operands;
      const counted =
        step.operator === 'counted-up' && first !== undefined ? countedUp(run, state, site, first) : null;
      const value =
        counted ??
        (folded === null
          ? values.intern(`op:${site}:${operands.join(',')}`, {
              kind: 'operation',
              operator: step.operator,
              operands,
            })
          : values.literal(folded.value));
      state.env.set(step.target, value.id);
      return state;
    }
    case 'load':
      loadMember(walk, site, state, step);
      return state;
    case 'store':
      storeMember(walk, state, step);
      return state;
    case 'delete': {
      const object = run.read(frame, state, step.object);
      if (step.key !== null) state.fields.delete(`${object}.${step.key}`);
      return state;
    }
    case 'closure':
      state.env.set(
        step.target,
        values.intern(
          `closure:${frame.id}:${step.function}`,
          { kind: 'closure', function: step.function },
          { range: step.range },
        ).id,
      );
      return state;
    case 'class':
      state.env.set(
        step.target,
        values.intern(`class:${step.class}`, {
          kind: 'reference',
          reference: { kind: 'class', class: step.class },
        }).id,
      );
      return state;
    case 'call':
      return runCall(walk, site, state, step);
    case 'await':
      return runAwait(walk, site, state, step);
    case 'yield':
      // What is read out of an archive round by round leaves the archive with who reads it.
      moveReachable(
        walk,
        state,
        run.read(frame, state, step.value),
        'returned',
        step.range,
        'without keepers',
      );
      state.env.set(step.target, values.intern(`yield:${site}`, { kind: 'unknown' }).id);
      return state;
    case 'iterate': {
      const iterable = run.read(frame, state, step.iterable);
      const held = run.heldElements(state, iterable);
      if (held.length > 0 && !step.keys) {
        const elements = held.map((duty) => run.activity.dutyOf(duty).value);
        const value = values.intern(`element:${site}:${elements.join(',')}`, {
          kind: 'operation',
          operator: 'element',
          operands: elements,
        });
        state.env.set(step.target, value.id);
        return state;
      }
      // `for await (const line of stream)` reads it to its end, and leaving early destroys it.
      if (step.awaited)
        for (const duty of reachableDuties(run.activity, state, iterable)) state.duties.set(duty, 'moved');
      const { type } = values.get(iterable);
      const of = type?.kind === 'container' ? type.of : null;
      state.env.set(
        step.target,
        values.intern(`element:${site}:${iterable}`, { kind: 'unknown' }, { type: of }).id,
      );
      return state;
    }
    case 'release':
      releaseValue(walk, state, run.read(frame, state, step.place), step.range, true);
      return state;
    case 'catch': {
      const value =
        state.exception ?? values.intern(`error:${site}`, { kind: 'unknown' }, { place: step.target }).id;
      state.exception = null;
      state.errorPath = true;
      state.env.set(step.target, value);
      state.learn(value, { truthy: true, nullish: false });
      return state;
    }
  }
}

function literalShape(walk: Walk, value: number): { readonly value: Literal } | null {
  const shape = walk.run.activity.values.get(value).shape;
  return shape.kind === 'literal' ? { value: shape.value } : null;
}

/** Folds the operators that flags are made of. */
function fold(
  operator: string,
  operands: readonly ({ readonly value: Literal } | null)[],
): { readonly value: Literal } | null {
  const [left, right] = operands;
  if (left === null || left === undefined) return null;
  if (operator === '!' && operands.length === 1) {
    return { value: typeof left.value === 'object' && left.value !== null ? false : !left.value };
  }
  if (operator === '-' && operands.length === 1 && typeof left.value === 'number')
    return { value: -left.value };
  if (operator === 'void') return { value: undefined };
  if (right === null || right === undefined) return null;
  if (typeof left.value === 'number' && typeof right.value === 'number') {
    if (operator === '*') return { value: left.value * right.value };
    if (operator === '+') return { value: left.value + right.value };
    if (operator === '-') return { value: left.value - right.value };
  }
  if (operator === '===') return { value: isSameLiteral(left.value, right.value) };
  if (operator === '!==') return { value: !isSameLiteral(left.value, right.value) };
  return null;
}
