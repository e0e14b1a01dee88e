/** Which tests are remembered on a path. */
import type { PlaceId } from '../flow/graph.ts';
import { referenceKey } from './family.ts';
import type { Interpreter } from './interpreter.ts';
import type { Fact, State } from './state.ts';
import type { Value } from './values.ts';

/** Facts are kept for resources and for what is tested again; others would only split states. */
export function remember(
  run: Interpreter,
  state: State,
  value: Value,
  fact: Fact,
  tested: PlaceId | null,
): void {
  const { shape } = value;
  // The place that was tested may hold what was made for a temporary one.
  const places = [value.place, tested].filter((place) => place !== null);
  const recurs =
    shape.kind === 'resource' ||
    // One of several results: an error that is asked for again by whoever cleans up.
    (shape.kind === 'member' && /^\d$/.test(shape.key)) ||
    (shape.kind === 'reference' &&
      run.activity.family.recurs(run.activity.root.id, referenceKey(shape.reference))) ||
    places.some((place) => run.activity.family.recurs(run.activity.root.id, `v${place}`)) ||
    (shape.kind === 'member' && run.activity.family.recurs(run.activity.root.id, `.${shape.key}`)) ||
    (shape.kind === 'unknown' && shape.getter !== undefined);
  if (recurs) state.learn(value.id, fact);
}
