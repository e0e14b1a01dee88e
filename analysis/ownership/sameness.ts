/**
 * What tests of two values teach, neither of which is a literal: `mode == DriverA`. The same test has the same outcome
 * while neither is assigned, and one value is at most one of the constants that a module names.
 */
import type { Condition } from '../flow/graph.ts';
import type { Interpreter } from './interpreter.ts';
import { isNamedError } from './known.ts';
import { remember } from './remember.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** Refines `state` in place; false if the outcome cannot be on this path. */
export function assumeSame(
  run: Interpreter,
  state: State,
  condition: Condition & { readonly kind: 'same' },
  left: ValueId,
  right: ValueId,
  outcome: boolean,
): boolean {
  // What is known is kept with the one that is no name of a module: a constant is compared with many.
  const swapped = isReference(run, left) && !isReference(run, right);
  const subject = swapped ? right : left;
  const other = swapped ? left : right;
  const fact = state.facts.get(subject);
  if (fact?.same === other) return outcome;
  if (fact?.others?.includes(other) === true) return !outcome;
  if (fact?.same !== undefined && areDistinct(run, fact.same, other)) return !outcome;
  const { shape } = run.activity.values.get(other);
  const isError = outcome && shape.kind === 'reference' && isNamedError(shape.reference);
  if (isError && fact?.nullish === true) return false;
  remember(
    run,
    state,
    run.activity.values.get(subject),
    outcome
      ? { same: other, ...(isError && { truthy: true, nullish: false }) }
      : { others: [...(fact?.others ?? []), other] },
    swapped ? condition.right : condition.left,
  );
  return true;
}

function isReference(run: Interpreter, id: ValueId): boolean {
  return run.activity.values.get(id).shape.kind === 'reference';
}

/** Two names of one module: who tells them apart by name has given them different values. */
function areDistinct(run: Interpreter, one: ValueId, other: ValueId): boolean {
  const [left, right] = [one, other].map((id) => run.activity.values.get(id).shape);
  if (left?.kind !== 'reference' || right?.kind !== 'reference' || one === other) return false;
  return (
    left.reference.kind === 'export' &&
    right.reference.kind === 'export' &&
    left.reference.module === right.reference.module
  );
}
