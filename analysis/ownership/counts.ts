/** What tests of counts teach: `len(list) == 0`, `list.length > 0`, `n == 0` where `n` was counted up. */
import type { Interpreter } from './interpreter.ts';
import type { State } from './state.ts';
import type { Value, ValueId } from './values.ts';
import { literalOf } from './known.ts';

type Operator = '===' | '<' | '<=' | '>' | '>=';

/** Whether the outcome cannot be: what holds something that is still open is not empty, what was counted up not zero. */
export function contradictsCount(
  run: Interpreter,
  state: State,
  count: ValueId,
  operator: Operator,
  literal: unknown,
  outcome: boolean,
): boolean {
  if (typeof literal !== 'number') return false;
  if (!isCountedUp(run, count)) {
    const container = countedBy(run, count);
    if (container === null || run.heldElements(state, container).length === 0) return false;
  }
  const known = withOneAtLeast(operator, literal);
  return known !== null && known !== outcome;
}

/** What `counted-up` gives, whatever it was before; where it is seen to be below zero, null. */
export function countedUp(run: Interpreter, state: State, site: string, before: ValueId): Value | null {
  const known = literalOf(run, state, before);
  if (typeof known?.value === 'number' && known.value < 0) return null;
  // One value for all rounds of a loop: how far it has come says nothing more.
  return run.activity.values.intern(`up:${site}`, {
    kind: 'operation',
    operator: 'counted-up',
    operands: [],
  });
}

/** Counts start at zero or above. */
export function isCountedUp(run: Interpreter, id: ValueId): boolean {
  const { shape } = run.activity.values.get(id);
  return shape.kind === 'operation' && shape.operator === 'counted-up' && shape.operands.length === 0;
}

function countedBy(run: Interpreter, count: ValueId): ValueId | null {
  const { shape } = run.activity.values.get(count);
  if (shape.kind === 'operation' && shape.operator === 'len') return shape.operands[0] ?? null;
  return shape.kind === 'member' && shape.key === 'length' ? shape.object : null;
}

/** The answer where the count is one or more; null where that does not decide it. */
function withOneAtLeast(operator: Operator, literal: number): boolean | null {
  switch (operator) {
    case '===':
      return literal < 1 ? false : null;
    case '<':
      return literal <= 1 ? false : null;
    case '<=':
      return literal < 1 ? false : null;
    case '>':
      return literal < 1 ? true : null;
    case '>=':
      return literal <= 1 ? true : null;
  }
}
