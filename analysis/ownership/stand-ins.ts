/**
 * What takes the place of a standard stream: `os.dup2(log, 1)`. A process does that once, where it detaches itself, and
 * has what it was given until it ends. Who does it for a while only does leave a descriptor behind each time; the call
 * does not show which it is.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Behaviour } from '../catalogue/model.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { entriesOf } from '../trace/entries.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import type { Duty, LossCandidate } from './activity.ts';

type StandIn = NonNullable<Behaviour['standsIn']>;

/** The candidate, less sure where the thing has taken the place of a standard stream. */
export function weighStandIn(catalogue: Catalogue, file: FileFlow, candidate: LossCandidate): LossCandidate {
  const { duty, evidence } = candidate;
  if ((evidence !== 'certain' && evidence !== 'proven') || duty.resource.kind !== 'file-handle')
    return candidate;
  const standsIn = sitesOf(file)
    .callsIn(duty.function)
    .some((site) =>
      entriesOf(catalogue, file, site)
        .flatMap(({ behaviours }) => behaviours)
        .some((one) => one.standsIn !== undefined && isStandIn(file, site, one.standsIn, duty)),
    );
  return standsIn ? { ...candidate, evidence: 'likely' } : candidate;
}

function isStandIn(file: FileFlow, { step }: CallSite, how: StandIn, duty: Duty): boolean {
  const thing = step.arguments[how.argument];
  const place = step.arguments[how.of];
  if (thing === undefined || place === undefined) return false;
  return comesFrom(file, thing.value, how, duty) && isStandardStream(file, place.value, how);
}

/** The thing itself, or its number. */
function comesFrom(file: FileFlow, place: PlaceId, how: StandIn, duty: Duty): boolean {
  return originsOf(file, place).some((origin) => {
    if (origin.kind !== 'call') return false;
    const { step } = origin.site;
    if (step.range.start === duty.range.start && step.range.end === duty.range.end) return true;
    return (
      step.method === how.number && step.receiver !== undefined && comesFrom(file, step.receiver, how, duty)
    );
  });
}

function isStandardStream(file: FileFlow, place: PlaceId, how: StandIn): boolean {
  return originsOf(file, place).some((origin) => {
    if (origin.kind === 'literal') return how.numbers.some((one) => one === origin.value);
    if (origin.kind !== 'call') return false;
    const { method, receiver } = origin.site.step;
    if (method !== how.number || receiver === undefined) return false;
    return originsOf(file, receiver).some(
      (of) =>
        of.kind === 'reference' &&
        of.reference.kind === 'export' &&
        how.streams.includes(`${of.reference.module}#${of.reference.path.join('.')}`),
    );
  });
}
