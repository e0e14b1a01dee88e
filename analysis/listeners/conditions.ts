/** Conditions of registrations on the arguments of the call (`{ once: true }`, `{ signal }`, events that come once). */
import type { ArgumentCondition } from '../catalogue/model.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { literalsAt } from '../trace/literals.ts';
import { memberName, nameOf } from '../trace/names.ts';
import { originsOf, storesTo } from '../trace/origins.ts';
import type { CallSite } from '../trace/sites.ts';

/** Whether one of the conditions may hold: in doubt it does, and nothing is said. */
export function mayHold(
  file: FileFlow,
  site: CallSite,
  conditions: readonly ArgumentCondition[] | undefined,
): boolean {
  return (conditions ?? []).some((condition) => mayHoldOne(file, site, condition));
}

function mayHoldOne(file: FileFlow, { step }: CallSite, condition: ArgumentCondition): boolean {
  const index = condition.argument < 0 ? step.arguments.length + condition.argument : condition.argument;
  if (step.arguments.some((argument, position) => argument.spread && position <= index)) return true;
  const argument = step.arguments[index];
  if (argument === undefined) return condition.given === false;
  const places =
    condition.property === undefined ? [argument.value] : membersAt(file, argument.value, condition.property);
  if (places === 'unknown') return true;
  if (condition.given !== undefined) return condition.given === places.length > 0;
  const { equals } = condition;
  if (equals === undefined) return true;
  return places.some(
    (place) => literalsAt(file, place)?.every((literal) => !equals.some((one) => one === literal)) !== true,
  );
}

/** The places that a member of options made here may be at. */
function membersAt(file: FileFlow, object: PlaceId, key: string): readonly PlaceId[] | 'unknown' {
  const found: PlaceId[] = storesTo(file, memberName(nameOf(file, object), key)).map(
    (store) => store.step.value,
  );
  for (const origin of originsOf(file, object)) {
    // `addEventListener('resize', handler, true)` has no members.
    if (origin.kind === 'literal' || origin.kind === 'computed') continue;
    if (origin.kind !== 'object') return 'unknown';
    for (const property of origin.step.properties) {
      if (property.spread || property.key === null) return 'unknown';
      if (property.key === key) found.push(property.value);
    }
  }
  return found;
}
