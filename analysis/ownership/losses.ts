/** Turns a loss candidate into the public form, with the path that led to it. */
import type { Loss, PathStep } from '../finding.ts';
import type { FileFlow, SourceRange } from '../flow/graph.ts';
import type { Duty, LossCandidate } from './activity.ts';
import type { Trace } from './state.ts';

/** How many stations of the path are shown. */
const maxStations = 8;

export function toLoss(file: FileFlow, candidate: LossCandidate, context: Loss['context']): Loss {
  const { duty } = candidate;
  const perCall = candidate.lostPath === 'per-call';
  return {
    file: file.path,
    rule: perCall ? 'client-per-call' : duty.resource.rule,
    kind: duty.resource.kind,
    resource: duty.resource,
    noun: duty.resource.noun,
    acquisition: duty.range,
    nameRange: duty.nameRange,
    callee: duty.callee,
    lostPath: candidate.lostPath,
    evidence: candidate.evidence,
    holder: candidate.holder,
    ...(candidate.drained === true && { drained: true }),
    ...(candidate.timed === true && { timed: true }),
    ...(candidate.byMode === true && { byMode: true }),
    ...(candidate.lender === true && { lender: true }),
    path: pathOf(file, candidate.trace, duty, candidate.lostPath),
    function: duty.function,
    releases: duty.resource.releases,
    context,
    alsoAt: [],
  };
}

/**
 * The stations from the acquisition on; of the branches only those that explain an exit in the middle, and nothing that
 * happens to something else on the way.
 */
function pathOf(file: FileFlow, trace: Trace | null, duty: Duty, lostPath: Loss['lostPath']): PathStep[] {
  const stations = stationsOf(trace, duty, lostPath);
  const branches =
    lostPath === 'early-return' || lostPath === 'error-callback' || lostPath === 'abort' ? 2 : 0;
  const taken = branches === 0 ? [] : stations.filter((step) => step.role === 'branch');
  const leading = taken.filter((step) => leadsTo(file, step, stations.at(-1)));
  // Where no branch of its own leads there, the function was left as one that it calls decided.
  const lastBranches = (leading.length === 0 ? taken : leading).slice(-branches);
  const kept = stations.filter(
    (step, index) =>
      index === 0 || (step.role === 'branch' ? lastBranches.includes(step) : step.role !== 'acquired'),
  );
  const first = kept[0];
  if (first === undefined || first.role !== 'acquired') kept.unshift({ role: 'acquired', range: duty.range });
  return kept.length > maxStations ? [...kept.slice(0, 1), ...kept.slice(-(maxStations - 1))] : kept;
}

/** From the acquisition to where a function was left with it and nobody could get to it any more, or to the end. */
function stationsOf(
  trace: Trace | null,
  { id, range: acquisition }: Duty,
  lostPath: Loss['lostPath'],
): readonly PathStep[] {
  let stations: PathStep[] = [];
  const isOfRounds = lostPath === 'next-round' || lostPath === 'overwritten';
  for (let current = trace; current !== null; current = current.before) {
    const { step, duty } = current;
    const isLeft = duty === id && (step.role === 'returns' || step.role === 'ends');
    if (isLeft && !isOfRounds) stations = [step];
    else if (!isLeft && (duty === null || duty === id)) stations.unshift(step);
    if (step.role === 'acquired' && step.range.start === acquisition.start) break;
  }
  return stations;
}

/** What is decided inside a function that is left again before the end of the path tells nothing of the way there. */
function leadsTo(file: FileFlow, branch: PathStep, end: PathStep | undefined): boolean {
  return (
    end === undefined ||
    file.functions.every(({ range }) => !isInside(branch.range, range) || isInside(end.range, range))
  );
}

function isInside(inner: SourceRange, outer: SourceRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
