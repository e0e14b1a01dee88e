/**
 * The thing that another lives inside, asked for by way of it: `statement.getConnection()`. Closers that are given rows
 * find the statement and the connection so.
 */
import type { SourceRange, TypeReference } from '../flow/graph.ts';
import type { Activity } from './activity.ts';
import { dutiesMeant, releaseValue } from './disposals.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { FunctionSummary } from './summary.ts';
import type { ValueId } from './values.ts';

/** Of which parameter, and how many steps further out, a value is the outer thing; by its duty. */
const depths = new WeakMap<Activity, Map<number, { readonly parameter: number; readonly depth: number }>>();

/**
 * What the value lives inside; null where nothing of it is known. What a parameter lives inside is followed, so that
 * callers are told what becomes of it.
 */
export function outerOf(
  walk: Walk,
  state: State,
  value: ValueId,
  type: TypeReference | null,
): ValueId | null {
  const { activity } = walk.run;
  for (const id of dutiesMeant(walk, state, value)) {
    const duty = activity.dutyOf(id);
    if (duty.within !== null) return duty.within;
    if (duty.parameter === null) continue;
    const known = depths.get(activity) ?? new Map<number, { parameter: number; depth: number }>();
    depths.set(activity, known);
    const outer = activity.values.intern(`outer:${duty.value}`, { kind: 'unknown' }, { type }).id;
    const { parameter } = duty;
    const own = activity.duty(`outer:${duty.value}`, () => ({ ...duty, value: outer }));
    known.set(own.id, { parameter, depth: (known.get(id)?.depth ?? 0) + 1 });
    if (!state.duties.has(own.id)) state.duties.set(own.id, 'held');
    return outer;
  }
  return null;
}

/** Of which arguments the function releases what they live inside. */
export function outersReleased(activity: Activity): NonNullable<FunctionSummary['outers']> {
  return [...(depths.get(activity) ?? [])]
    .filter(([duty]) => activity.disposals.some((one) => one.duty === duty && one.what === 'released'))
    .map(([, where]) => where);
}

/** Releases what the arguments of a call live inside, where the callee does so. */
export function releaseOuters(
  walk: Walk,
  state: State,
  given: readonly ValueId[],
  outers: NonNullable<FunctionSummary['outers']>,
  range: SourceRange,
): void {
  for (const { parameter, depth } of outers) {
    let at: ValueId | null = given[parameter] ?? null;
    for (let steps = 0; at !== null && steps < depth; steps += 1) at = outerOf(walk, state, at, null);
    if (at !== null) releaseValue(walk, state, at, range);
  }
}
