/** Which of several results tell callers whether the others are there: an error, `true`. */
import type { Activity } from './activity.ts';
import type { End } from './summarise.ts';
import type { Flag, FunctionSummary } from './summary.ts';
import type { ValueId } from './values.ts';

type Telling = Pick<
  Extract<FunctionSummary['returns'], { readonly kind: 'owned' }>,
  'failure' | 'flags' | 'quiet'
>;

/** @param giving the ends where something is given out, @param empty those where nothing is */
export function tellingParts(activity: Activity, giving: readonly End[], empty: readonly End[]): Telling {
  const { declaredReturn } = activity.root;
  if (declaredReturn?.kind !== 'tuple') return {};
  const last = String(declaredReturn.of.length - 1);
  const flags = declaredReturn.of.flatMap((type, index): Flag[] => {
    if (type?.kind !== 'global' || type.path[0] !== 'bool') return [];
    const value = agreed(giving.map((end) => truthAt(activity, end, String(index))));
    return value === null ? [] : [{ member: String(index), value }];
  });
  const failure = isFailure(activity, giving, last) ? { failure: last } : {};
  const quiet = empty.some(
    (end) =>
      isNullAt(activity, end, last) &&
      flags.every(({ member, value }) => truthAt(activity, end, member) === !value),
  );
  return { ...failure, ...(flags.length > 0 && { flags, ...(quiet && { quiet }) }) };
}

/** Whether the last of the results is an error, or what tells of a failure in a form of its own and is nil otherwise. */
function isFailure(activity: Activity, giving: readonly End[], last: string): boolean {
  const { declaredReturn } = activity.root;
  const type = declaredReturn?.kind === 'tuple' ? declaredReturn.of.at(-1) : undefined;
  if (type?.kind === 'global') return type.path[0] === 'error';
  if (type?.kind !== 'export' && type?.kind !== 'class') return false;
  return giving.every((end) => isNullAt(activity, end, last));
}

function partAt({ state, value }: End, member: string): ValueId | undefined {
  return value === null ? undefined : state.fields.get(`${value}.${member}`);
}

function isNullAt(activity: Activity, end: End, member: string): boolean {
  const part = partAt(end, member);
  return part !== undefined && isNull(activity, part);
}

function truthAt(activity: Activity, end: End, member: string): boolean | null {
  const part = partAt(end, member);
  if (part === undefined) return null;
  const { shape } = activity.values.get(part);
  if (shape.kind === 'literal') return typeof shape.value === 'boolean' ? shape.value : null;
  return end.state.facts.get(part)?.truthy ?? null;
}

/** What all say; null where they differ, or one says nothing. */
function agreed(all: readonly (boolean | null)[]): boolean | null {
  const [first = null] = all;
  return all.every((one) => one === first) ? first : null;
}

/** Whether it is nil, or what stands for that. */
export function isNull(activity: Activity, value: ValueId): boolean {
  const { shape } = activity.values.get(value);
  return shape.kind === 'literal' && shape.value === null;
}
