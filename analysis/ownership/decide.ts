/** From observations to losses: which duty is lost, on which path, and how sure that is. */
import type { Evidence, LostPath } from '../finding.ts';
import { hangsOnNothing } from './contexts.ts';
import { holderOf } from './holder.ts';
import type { Activity, Disposal, Duty, LossCandidate, Observation } from './activity.ts';
import { isDecidedByMode } from './mode.ts';

const order: readonly Evidence[] = ['certain', 'proven', 'likely', 'possible'];

/** Why nothing is said of a duty. */
export type Silence =
  /** Released on every path that counts. */
  | 'released'
  /** Returned, stored or taken over: somebody else's. */
  | 'handed-over'
  /** Lent to an unknown callee, which may have taken it over. */
  | 'lent'
  /** It ends by itself, or counts only with evidence, and there is none. */
  | 'no-evidence'
  /** It is lost only if something throws that hardly ever does. */
  | 'possible-only'
  /** Never active (`listen` was not called). */
  | 'idle';

export interface Verdict {
  readonly duty: Duty;
  readonly loss: LossCandidate | null;
  readonly silence: Silence | null;
  readonly disposals: readonly Disposal[];
}

/** By the activity, which is over when it is decided on; detectors ask again for each of the things that they look at. */
const decided = new WeakMap<Activity, readonly Verdict[]>();

/** What is to be said of each duty of one activity that has been run to its end: a loss, or why not. */
export function decide(activity: Activity): readonly Verdict[] {
  let verdicts = decided.get(activity);
  if (verdicts === undefined) decided.set(activity, (verdicts = verdictsOf(activity)));
  return verdicts;
}

function verdictsOf(activity: Activity): readonly Verdict[] {
  const observations = group(activity.observations);
  const disposals = group(activity.disposals);
  const verdicts = activity.duties
    .filter((duty) => duty.parameter === null)
    .map((duty): Verdict => {
      const own = disposals.get(duty.id) ?? [];
      const answer = decideDuty(activity, duty, observations.get(duty.id) ?? [], own);
      return typeof answer === 'string'
        ? { duty, loss: null, silence: answer, disposals: own }
        : { duty, loss: answer, silence: null, disposals: own };
    });
  const lost = new Set(
    verdicts.filter((verdict) => verdict.loss !== null).map((verdict) => verdict.duty.value),
  );
  return verdicts.map((verdict) => {
    const { within } = verdict.duty;
    // Where the browser is lost too, it alone is worth a word: closing it closes its pages.
    return verdict.loss !== null && within !== null && lost.has(within)
      ? { ...verdict, loss: null, silence: 'no-evidence' }
      : verdict;
  });
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

function decideDuty(
  activity: Activity,
  duty: Duty,
  observations: readonly Observation[],
  disposals: readonly Disposal[],
): LossCandidate | Silence {
  const releases = disposals.filter((one) => one.what === 'released');
  // Releasing it on the ordinary path shows that whoever it was lent to before merely borrowed it.
  const borrowers = new Set(
    releases.filter((one) => one.evidence === 'certain' && !one.errorPath).flatMap((one) => one.lentAt),
  );
  const held = observations.filter(
    (one) =>
      one.evidence !== 'possible' &&
      // Who ends the database has no more use for what cannot be told to: it is the end of the program, mostly.
      !(one.evidence !== 'certain' && activity.endedByCommand.has(duty.id)) &&
      !(one.what === 'overwritten' && endsWithOuter(activity, duty)) &&
      (one.status === 'held' ||
        one.status === 'promised' ||
        (one.status === 'lent' && one.lentAt.every((at) => borrowers.has(at)))) &&
      // What was merely promised when an exception left was perhaps never there.
      !(one.status === 'promised' && one.what === 'exit-throw'),
  );
  const moved = disposals.some((one) => one.what !== 'released');
  if (endsOnFailureOnly(activity, duty, releases)) return 'handed-over';
  if (held.length === 0)
    return successOnly(activity, duty, observations, disposals) ?? silenceOf(observations, releases, moved);
  if (!counts(duty, releases, moved)) return 'no-evidence';
  const idle = (one: Observation): boolean => one.failing === true && hangsOnNothing(activity, duty.id);
  held.sort(
    (left, right) =>
      Number(idle(left)) - Number(idle(right)) ||
      order.indexOf(left.evidence) - order.indexOf(right.evidence) ||
      Number(left.drained === true) - Number(right.drained === true) ||
      rank(left) - rank(right),
  );
  // Who only opens them for the caller has nowhere to close them from.
  if (releases.length === 0 && disposals.some((one) => one.what === 'returned')) {
    const own = held.filter((one) => one.what !== 'partial-failure');
    if (own.length === 0) return 'handed-over';
  }
  const worst = held[0];
  if (worst === undefined) return 'released';
  const lent = observations.some((one) => one.status === 'lent');
  const never = releases.length === 0 && !moved && !lent;
  const lostPath = pathOf(duty, worst, never);
  return {
    duty,
    lostPath,
    evidence: idle(worst) && worst.evidence === 'certain' ? 'likely' : worst.evidence,
    holder: holderOf(activity, duty),
    ...(worst.drained === true && !never && { drained: true }),
    ...(activity.timed.has(duty.id) && { timed: true }),
    ...(lostPath === 'early-return' && isDecidedByMode(activity, duty, releases) && { byMode: true }),
    trace: worst.trace,
  };
}

/** However many statements one variable has held: the connection that is closed here closes all of them. */
function endsWithOuter(activity: Activity, { within }: Duty): boolean {
  return within !== null && activity.ended.has(within);
}

/**
 * A function that runs on every way out cancels where something failed, and nowhere else: what the context was given
 * to is meant to live on with it.
 */
function endsOnFailureOnly({ file }: Activity, duty: Duty, releases: readonly Disposal[]): boolean {
  if (duty.resource.kind !== 'cancellation' || releases.length === 0) return false;
  const inside = file.functions.filter(({ parent }) => parent === duty.function);
  return releases.every(
    ({ errorPath, range }) =>
      errorPath && inside.some(({ body }) => body.start <= range.start && range.end <= body.end),
  );
}

/**
 * Nothing but a listener for the good end releases it: when the source fails, that event never comes. Merely
 * likely, because how the source fails is not seen here.
 */
function successOnly(
  activity: Activity,
  duty: Duty,
  observations: readonly Observation[],
  disposals: readonly Disposal[],
): LossCandidate | null {
  const events = activity.listeners.get(duty.id);
  if (events === undefined || observations.some((one) => one.status !== 'held' || one.evidence === 'certain'))
    return null;
  if (
    ![...events].every((event) => event === 'end' || event === 'finish') ||
    duty.resource.discipline !== 'always'
  )
    return null;
  if (disposals.length === 0 || disposals.some((one) => one.what !== 'moved')) return null;
  return {
    duty,
    lostPath: 'success-only',
    evidence: 'likely',
    holder: holderOf(activity, duty),
    trace: null,
  };
}

function silenceOf(
  observations: readonly Observation[],
  releases: readonly Disposal[],
  moved: boolean,
): Silence {
  if (observations.some((one) => one.status === 'lent')) return 'lent';
  if (observations.some((one) => one.status === 'idle')) return 'idle';
  if (observations.some((one) => one.evidence === 'possible')) return 'possible-only';
  return moved && releases.length === 0 ? 'handed-over' : 'released';
}

/** Ordinary ends first: a path that simply ends says more than one with an error. */
function rank(one: Observation): number {
  return (
    (one.what === 'overwritten' || one.what === 'next-round' ? 0 : 1) +
    (one.errorPath ? 2 : 0) +
    (one.implicit ? 0 : 1)
  );
}

function counts(duty: Duty, releases: readonly Disposal[], moved: boolean): boolean {
  if (duty.paired) return releases.some((one) => one.evidence === 'certain' && !one.errorPath) && !moved;
  switch (duty.resource.discipline) {
    case 'always':
    case 'lease':
    case 'shared':
      return !(duty.resource.oneReleaseSuffices === true && releases.length > 0);
    case 'evidence':
    case 'self-ending':
      // What a continuation does is no evidence of what the function itself means to do.
      return releases.some((one) => one.evidence === 'certain' && !one.later);
  }
}

function pathOf(duty: Duty, worst: Observation, never: boolean): LostPath {
  if (worst.what === 'overwritten') return 'overwritten';
  if (worst.what === 'next-round') {
    if (!never) return 'next-round';
    return worst.evidence === 'certain' ? 'never' : 'exception';
  }
  if (worst.what === 'partial-failure') return 'partial-failure';
  if (never && worst.evidence === 'certain') {
    if (duty.resource.discipline === 'shared') return 'per-call';
    return duty.discarded ? 'discarded' : 'never';
  }
  if (worst.evidence !== 'certain') return 'exception';
  if (worst.errorPath) return 'error-callback';
  return never ? 'never' : 'early-return';
}
