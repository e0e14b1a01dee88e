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
function pathOf(
  file: FileFlow,
  trace: Trace | null,
  { id, range: acquisition }: Duty,
  lostPath: Loss['lostPath'],
): PathStep[] {
  const stations: PathStep[] = [];
  for (let current = trace; current !== null; current = current.before) {
    if (current.duty === null || current.duty === id) stations.unshift(current.step);
    if (current.step.role === 'acquired' && current.step.range.start === acquisition.start) break;
  }
  const branches =
    lostPath === 'early-return' || lostPath === 'error-callback' || lostPath === 'abort' ? 2 : 0;
  const lastBranches = stations
    .filter((step) => step.role === 'branch' && leadsTo(file, step, stations.at(-1)))
    .slice(branches === 0 ? Infinity : -branches);
  const kept = stations.filter(
    (step, index) =>
      index === 0 || (step.role === 'branch' ? lastBranches.includes(step) : step.role !== 'acquired'),
  );
  const first = kept[0];
  if (first === undefined || first.role !== 'acquired')
    kept.unshift({ role: 'acquired', range: acquisition });
  return kept.length > maxStations ? [...kept.slice(0, 1), ...kept.slice(-(maxStations - 1))] : kept;
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
