/**
 * What runs by itself until the process ends: intervals, servers, watchers. That nobody ever ends one is what
 * start-up code means to do, and a function rarely says that it is start-up code. So «never» is sure only
 * where the function evidently runs more than once, or where somebody waits for what the thing brings.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, SourceRange } from '../flow/graph.ts';
import { answersSomebody, runsRepeatedly } from '../trace/repeats.ts';
import type { Activity, Duty, LossCandidate } from './activity.ts';

/** The candidate, less sure where it may well be made once and be meant to stay. */
export function weighLasting(
  catalogue: Catalogue,
  file: FileFlow,
  activity: Activity,
  candidate: LossCandidate,
): LossCandidate {
  const { duty, lostPath, evidence } = candidate;
  if (evidence !== 'certain' || (lostPath !== 'never' && lostPath !== 'discarded') || !isLasting(candidate))
    return candidate;
  const adds =
    runsRepeatedly(catalogue, file, duty.function) ||
    answersSomebody(file, duty.function, withinOf(file, duty)) ||
    activity.observations.some((one) => one.duty === duty.id && one.what === 'next-round');
  return adds ? candidate : { ...candidate, evidence: 'likely' };
}

/**
 * Where to look for whoever waits: a server that started answers too (`listen(port, resolve)`), so there only
 * what it does with a connection counts.
 */
function withinOf(file: FileFlow, duty: Duty): SourceRange {
  return duty.resource.kind === 'timer' ? (file.functions[duty.function]?.range ?? duty.range) : duty.range;
}

/** One-shot timers end, workers and children are made for one piece of work; these here are not. */
function isLasting({ duty: { resource } }: LossCandidate): boolean {
  switch (resource.kind) {
    case 'server':
    case 'watcher':
    case 'observer':
      return true;
    case 'timer':
      return resource.discipline === 'always';
    default:
      return false;
  }
}
