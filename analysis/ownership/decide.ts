/** From observations to losses: which duty is lost, on which path, and how sure that is. */
import type { Evidence, Holder, LostPath } from '../finding.ts';
import type { Activity, Disposal, Duty, LossCandidate, Observation } from './activity.ts';

const order: readonly Evidence[] = ['certain', 'proven', 'likely', 'possible'];

/** The losses of one activity, one per acquisition. */
export function decide(activity: Activity): LossCandidate[] {
  const observations = group(activity.observations);
  const disposals = group(activity.disposals);
  const losses: LossCandidate[] = [];
  for (const duty of activity.duties) {
    if (duty.parameter !== null) continue;
    const loss = decideDuty(activity, duty, observations.get(duty.id) ?? [], disposals.get(duty.id) ?? []);
    if (loss !== null) losses.push(loss);
  }
  return losses;
}

function group<T extends { readonly duty: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const list = groups.get(one.duty);
    if (list === undefined) groups.set(one.duty, [one]);
    else list.push(one);
  }
  return groups;
}

function decideDuty(activity: Activity, duty: Duty, observations: readonly Observation[], disposals: readonly Disposal[]): LossCandidate | null {
  const releases = disposals.filter((one) => one.what === 'released');
  // Releasing it on the ordinary path shows that this function owns it, whoever it was lent to meanwhile.
  const releasedNormally = releases.some((one) => one.evidence === 'certain' && !one.errorPath);
  const held = observations.filter(
    (one) =>
      one.evidence !== 'possible' &&
      (one.status === 'held' || one.status === 'promised' || (one.status === 'lent' && releasedNormally)) &&
      // What was merely promised when an exception left was perhaps never there.
      !(one.status === 'promised' && one.what === 'exit-throw'),
  );
  if (held.length === 0) return null;
  const moved = disposals.some((one) => one.what !== 'released');
  if (!counts(duty, releases, moved)) return null;
  held.sort((left, right) => order.indexOf(left.evidence) - order.indexOf(right.evidence) || rank(left) - rank(right));
  const worst = held[0];
  if (worst === undefined) return null;
  const lent = observations.some((one) => one.status === 'lent');
  const never = releases.length === 0 && !moved && !lent;
  const lostPath = pathOf(duty, worst, never);
  return { duty, lostPath, evidence: worst.evidence, holder: holderOf(activity, duty, worst), trace: worst.trace };
}

/** Ordinary ends first: a path that simply ends says more than one with an error. */
function rank(one: Observation): number {
  return (one.what === 'overwritten' || one.what === 'next-round' ? 0 : 1) + (one.errorPath ? 2 : 0) + (one.implicit ? 0 : 1);
}

function counts(duty: Duty, releases: readonly Disposal[], moved: boolean): boolean {
  if (duty.paired) return releases.some((one) => one.evidence === 'certain' && !one.errorPath) && !moved;
  switch (duty.resource.discipline) {
    case 'always':
    case 'lease':
    case 'shared':
      return true;
    case 'evidence':
    case 'self-ending':
      return releases.some((one) => one.evidence === 'certain');
  }
}

function pathOf(duty: Duty, worst: Observation, never: boolean): LostPath {
  if (worst.what === 'overwritten') return 'overwritten';
  if (worst.what === 'next-round') return never ? 'never' : 'next-round';
  if (worst.what === 'partial-failure') return 'partial-failure';
  if (never && worst.evidence === 'certain') {
    if (duty.resource.discipline === 'shared') return 'per-call';
    return duty.discarded ? 'discarded' : 'never';
  }
  if (worst.evidence !== 'certain') return 'exception';
  if (worst.errorPath) return 'error-callback';
  return never ? 'never' : 'early-return';
}

function holderOf(activity: Activity, duty: Duty, worst: Observation): Holder {
  void worst;
  for (const info of [activity.root]) {
    for (const block of activity.file.graph(info.id).blocks) {
      for (const step of block.steps) {
        if (step.op !== 'copy' || step.range.start > duty.range.start || step.range.end < duty.range.end) continue;
        const place = activity.file.places[step.target];
        if (place?.kind === 'variable') return { kind: 'local', place: step.target, name: place.name };
      }
    }
  }
  return { kind: 'nobody' };
}
