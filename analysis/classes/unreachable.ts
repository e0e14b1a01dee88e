/** What a method leaves running without keeping it anywhere, in a class that promises to stop. */
import type { Project } from '../analyse.ts';
import type { Loss } from '../finding.ts';
import type { ClassId } from '../flow/graph.ts';
import type { Activity } from '../ownership/activity.ts';
import { decide } from '../ownership/decide.ts';
import type { Coverage } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { classAround, memberAround } from './families.ts';
import { ownerOf, type Owner } from './fields.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { lossOf } from './loss.ts';
import { callOf, firedBy, firesOnce, rearms, stopsByFlag } from './timers.ts';
import type { Site } from './sites.ts';
import type { FileView } from './view.ts';
import { isStartMethod } from './words.ts';

/**
 * A timer that arms itself again and that nobody keeps: the release method has no way to end it. All else that
 * is dropped at once is the interpreter's to report; single one-shot timers are nobody's.
 */
export function judgeUnreachable(
  view: FileView,
  project: Project,
  coverage: Coverage,
  index: number,
  owners: Map<ClassId, Owner>,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined || !firesOnce(site) || site.handedOver) return null;
  const id = classAround(view.file, site.function);
  if (id === null || livesAsLongAsTheProcess(view.file, id)) return null;
  if (callOf(view, site)?.discarded !== true || !hasOneWork(view, site)) return null;
  const kept = keptBy(view, index, site);
  // Kept, given to something, or awaited by a promise: somebody else's matter.
  if (
    kept.all.length > 0 ||
    site.captured.length > 0 ||
    coverage.usesOf(kept).some((use) => use.how !== 'read')
  )
    return null;
  if (!rearms(view, site) || !isPoll(view, site)) return null;
  const owner = ownerOf(view, project, id, owners);
  const last = owner.endings.last ?? owner.inherited.last;
  if (last === null && !/dispos/i.test(owner.inherited.name ?? '')) return null;
  if (stopsByFlag(view, site, owner.endings.functions)) return null;
  return lossOf(view.file, site, {
    lostPath: 'out-of-reach',
    evidence: 'certain',
    holder: { kind: 'nobody' },
    path:
      last === null || owner.endings.last === null
        ? []
        : [{ role: 'release-method', range: last.range, subject: qualified(owner, last.name) }],
  });
}

/**
 * What a start-like method keeps in a local variable, and what then lives on by itself: the interpreter has found
 * that nobody releases it; that the class's release method cannot is the more exact word for it.
 */
export function judgeLocal(
  view: FileView,
  project: Project,
  activities: readonly Activity[],
  index: number,
  owners: Map<ClassId, Owner>,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined || !livesByItself.test(site.duty.resource.kind)) return null;
  const id = classAround(view.file, site.function);
  const root = memberAround(view.file, site.function);
  const name = view.file.functions[root]?.name ?? '';
  if (id === null || root !== site.function || !isStartMethod(name) || livesAsLongAsTheProcess(view.file, id))
    return null;
  const owner = ownerOf(view, project, id, owners);
  const { last } = owner.endings;
  if (last === null || owner.endings.functions.has(root)) return null;
  for (const activity of activities) {
    if (activity.givenUp !== null) continue;
    for (const { loss } of decide(activity)) {
      if (
        loss === null ||
        loss.duty.range.start !== site.duty.range.start ||
        loss.lostPath !== 'never' ||
        loss.holder.kind !== 'local'
      )
        continue;
      return lossOf(view.file, site, {
        lostPath: 'out-of-reach',
        evidence: loss.evidence,
        holder: loss.holder,
        path: [{ role: 'release-method', range: last.range, subject: qualified(owner, last.name) }],
      });
    }
  }
  return null;
}

function qualified(owner: Owner, method: string): string {
  return owner.name === null ? method : `${owner.name}.${method}`;
}

const livesByItself =
  /^(?:server|worker|event-loop|executor|timer|watcher|listener|subscription|observer|child-process)$/;

/**
 * A method without parameters that calls itself again polls for ever. One that hands on what is left to do, or
 * a local function that waits for something, comes to an end.
 */
function isPoll(view: FileView, site: Site): boolean {
  return hasOneWork(view, site) && firedBy(view, site).has(memberAround(view.file, site.function));
}

/** The method around belongs to a class and is given nothing: whenever it runs, it does the same. */
function hasOneWork({ file }: FileView, site: Site): boolean {
  const info = file.functions[memberAround(file, site.function)];
  return info !== undefined && info.ownerClass !== null && info.parameters.length === 0;
}
