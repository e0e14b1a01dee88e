/**
 * What lives inside something that a private function is given ends when whoever gave that ends it: the statement of a
 * connection that every caller closes when the function is back, the response of a client that the function around a
 * callback closes.
 */
import type { CallStep, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isEndedWhenAskedBack } from '../trace/asked-back.ts';
import { originsOf, type Origin } from '../trace/origins.ts';
import { isReleasedSomewhere } from '../trace/released.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Activity, Duty } from './activity.ts';
import type { Verdict } from './decide.ts';

/** One function as it was interpreted, and what was decided of it. */
export interface Judged {
  readonly activity: Activity;
  readonly verdicts: readonly Verdict[];
}

/** How many functions hand the outer thing on at most. */
const maxHops = 4;

/**
 * Whether the duty lives inside a parameter, and all callers of the private function release what they give for it; or
 * inside a variable of the function around, which releases it.
 */
export function endsWithItsLender(
  file: FileFlow,
  all: readonly Judged[],
  activity: Activity,
  duty: Duty,
): boolean {
  if (duty.within === null) return false;
  const { shape, place } = activity.values.get(duty.within);
  if (shape.kind === 'parameter')
    return isReleasedByCallers(file, all, activity.root.id, shape.index, maxHops);
  if (place === null || !activity.root.captures.includes(place)) return false;
  return originsAre(
    file,
    place,
    (origin) => origin.kind === 'call' && isReleased(file, all, origin.site.step, place),
  );
}

/**
 * Whether it is a cursor of a connection that somebody else has: one who was asked for it, who calls the function with
 * it, or whom this file shows to end it, although others may call as well. Who has it to give knows when it ends, and
 * everything of it with it. Of what a parameter or a field holds otherwise mostly nobody does, as real code shows.
 */
export function isOfSomebodyElse(
  file: FileFlow,
  all: readonly Judged[],
  { values, root }: Activity,
  { within, resource }: Duty,
): boolean {
  if (resource.goesWithOuter !== true || within === null) return false;
  if (resource.askedBack !== undefined && isEndedWhenAskedBack(file, resource.askedBack, resource))
    return true;
  const { shape } = values.get(within);
  if (shape.kind !== 'parameter') return shape.kind === 'unknown';
  return root.kind === 'arrow' || areReleased(file, all, root.id, shape.index, maxHops, isAny);
}

const isAny = (): boolean => true;

function isReleasedByCallers(
  file: FileFlow,
  all: readonly Judged[],
  id: FunctionId,
  index: number,
  hops: number,
): boolean {
  return areReleased(file, all, id, index, hops, isPrivate);
}

/** What is given for the parameter is released by all callers of a function of the sort that counts. */
function areReleased(
  file: FileFlow,
  all: readonly Judged[],
  id: FunctionId,
  index: number,
  hops: number,
  counts: (file: FileFlow, id: FunctionId) => boolean,
): boolean {
  if (hops === 0 || !counts(file, id)) return false;
  const calls = sitesOf(file).calls.filter(({ step }) => isCallOf(file, step, id));
  return (
    calls.length > 0 &&
    calls.every(({ step }) => {
      const given = step.arguments[index];
      return (
        given !== undefined &&
        originsAre(file, given.value, (origin) => {
          if (origin.kind === 'parameter')
            return areReleased(file, all, origin.function, origin.index, hops - 1, counts);
          return origin.kind === 'call' && isReleased(file, all, origin.site.step, given.value);
        })
      );
    })
  );
}

function originsAre(file: FileFlow, place: PlaceId, expected: (origin: Origin) => boolean): boolean {
  // Nothing at first, where it is assigned in a block further down.
  const made = originsOf(file, place).filter((origin) => origin.kind !== 'literal');
  return made.length > 0 && made.every(expected);
}

function isPrivate(file: FileFlow, id: FunctionId): boolean {
  return file.classes.some(({ members }) => members.some((one) => one.function === id && one.private));
}

/** By its reference, or by its name on the instance: of overloads each may be meant. */
function isCallOf(file: FileFlow, step: CallStep, id: FunctionId): boolean {
  if (step.reference?.kind === 'function') return step.reference.function === id;
  return (
    step.receiver !== undefined &&
    file.places[step.receiver]?.kind === 'this' &&
    step.method === file.functions[id]?.name
  );
}

/**
 * The caller acquires it by this call, releases it, and loses it on no ordinary path. Of what nobody knows to be
 * acquired it is enough that it is closed.
 */
function isReleased(
  file: FileFlow,
  all: readonly Judged[],
  { range, target }: CallStep,
  given: PlaceId,
): boolean {
  const own = all.flatMap(({ verdicts }) =>
    verdicts.filter(({ duty }) => duty.range.start === range.start && duty.range.end === range.end),
  );
  if (own.length === 0) return [target, given].some((place) => isReleasedSomewhere(file, place));
  return own.some(
    ({ loss, disposals }) =>
      disposals.some((one) => one.what === 'released') && (loss === null || loss.evidence !== 'certain'),
  );
}
