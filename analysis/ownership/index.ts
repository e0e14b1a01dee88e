/** Ownership of one file: every function that acquires something is run once, outer functions first. */
import type { FileResult, Project } from '../analyse.ts';
import type { GivenUp, Loss } from '../finding.ts';
import { detectors } from '../detectors.ts';
import type { FileFlow, FunctionInfo } from '../flow/graph.ts';
import type { Activity } from './activity.ts';
import { contextOf } from './context.ts';
import { decide } from './decide.ts';
import { candidates } from './candidates.ts';
import { endsWithItsField, isMadeWithItsField } from './field-lenders.ts';
import { endsWithItsLender, isOfSomebodyElse, type Judged } from './lenders.ts';
import { weighLasting } from './lasting.ts';
import { isGivenBackByCallers } from './outer-callers.ts';
import { runRoot } from './run.ts';
import { TooMuchWork } from '../classes/propagate.ts';
import { weighStandIn } from './stand-ins.ts';
import { placedAtStart } from './start.ts';
import type { Summaries } from './summaries.ts';
import { toLoss } from './losses.ts';

/** All losses of the file, in the order of the source. Never throws. */
export function analyseOwnership(project: Project, summaries: Summaries, file: FileFlow): FileResult {
  const losses = new Map<string, Loss>();
  const givenUp: GivenUp[] = [];
  const dependencies = new Set<string>();
  const visited = new Set<number>();
  const activities: Activity[] = [];
  const judged: Judged[] = [];
  for (const info of candidates(project, summaries, file)) {
    if (visited.has(info.id) || info.broken) continue;
    try {
      const activity = runRoot(project, summaries, file, info);
      activities.push(activity);
      for (const id of activity.visited) visited.add(id);
      for (const path of activity.dependencies) dependencies.add(path);
      if (activity.givenUp !== null)
        givenUp.push({
          file: file.path,
          range: activity.givenUp.range,
          reason: activity.givenUp.reason,
          detail: nameOf(info),
        });
      // What was not seen to its end may have been released on a path that was not walked.
      if (activity.givenUp !== null) continue;
      judged.push({ activity, verdicts: decide(activity) });
    } catch (error) {
      givenUp.push({
        file: file.path,
        range: info.range,
        reason: 'crash',
        detail: `${nameOf(info)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      });
    }
  }
  for (const { activity, verdicts } of judged) {
    for (const { duty, loss: found } of verdicts) {
      if (found === null || endsWithItsLender(file, judged, activity, duty)) continue;
      // An exception leaves the caller before it closes what the field holds.
      if (found.lostPath !== 'exception' && endsWithItsField(file, duty)) continue;
      const lasting = weighLasting(project.catalogue, file, activity, found);
      const weighed = weighStandIn(project.catalogue, file, lasting);
      const isLent =
        isOfSomebodyElse(file, judged, activity, duty) ||
        isMadeWithItsField(file, duty) ||
        isGivenBackByCallers(project, file, activity, duty);
      const candidate = isLent ? { ...weighed, lender: true } : weighed;
      const loss = toLoss(file, candidate, contextOf(file, activity.root, candidate.lostPath, duty));
      const key = keyOf(loss);
      const known = losses.get(key);
      // Whoever looked at more than one function says more exactly how it is lost.
      if (known === undefined || known.lostPath === 'never' || known.lostPath === 'discarded')
        losses.set(key, loss);
    }
  }
  for (const detector of detectors) {
    try {
      for (const loss of detector({ project, summaries, file, activities })) {
        const key = keyOf(loss);
        if (mayReplace(losses.get(key), loss)) losses.set(key, loss);
      }
    } catch (error) {
      givenUp.push({ file: file.path, range: { start: 0, end: 0 }, ...reasonOf(error) });
    }
  }
  const sorted = [...losses.values()]
    .map((loss) => placed(project, file, loss))
    .sort(
      (left, right) =>
        left.acquisition.start - right.acquisition.start || left.rule.localeCompare(right.rule),
    );
  return { losses: sorted, givenUp, dependencies: [...dependencies] };
}

/** Where the callers of a thing cannot be told, it is taken to happen as often as anything. */
function placed(project: Project, file: FileFlow, loss: Loss): Loss {
  try {
    return placedAtStart(project, file, loss);
  } catch {
    return loss;
  }
}

function reasonOf(error: unknown): Pick<GivenUp, 'reason' | 'detail'> {
  if (error instanceof TooMuchWork) return { reason: 'step-limit', detail: 'what its classes keep' };
  return {
    reason: 'crash',
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function keyOf({ acquisition, rule }: Loss): string {
  return `${acquisition.start}:${rule}`;
}

/**
 * That the class's release method cannot reach it says more than that nobody releases it. Who knows when it is made
 * says better how sure that is.
 */
function mayReplace(known: Loss | undefined, loss: Loss): boolean {
  if (known === undefined || loss.lostPath === 'out-of-reach') return true;
  return known.lostPath === 'never' && loss.lostPath === 'never' && loss.evidence === 'likely';
}

function nameOf(info: FunctionInfo): string {
  return info.name ?? (info.kind === 'module' ? 'the module' : 'a function without name');
}
