/** What tests of a container's length teach: `len(list) == 0`, `list.length > 0`. */
import type { Interpreter } from './interpreter.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

type Operator = '===' | '<' | '<=' | '>' | '>=';

/** Whether the outcome cannot be: what holds something that is still open is not empty. */
export function contradictsCount(
  run: Interpreter,
  state: State,
  count: ValueId,
  operator: Operator,
  literal: unknown,
  outcome: boolean,
): boolean {
  if (typeof literal !== 'number') return false;
  const container = countedBy(run, count);
  if (container === null || run.heldElements(state, container).length === 0) return false;
  const known = withOneAtLeast(operator, literal);
  return known !== null && known !== outcome;
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
