/** What an object leaves running that has no method to end its life: it is mostly meant to run as long as the process. */
import type { Holder, Loss } from '../finding.ts';
import type { ClassId, FunctionId } from '../flow/graph.ts';
import type { Project } from '../analyse.ts';
import type { Activity } from '../ownership/activity.ts';
import { decide } from '../ownership/decide.ts';
import type { Coverage } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { classAround, memberAround } from './families.ts';
import { endsWithItsMaker, ownerOf, type Owner } from './fields.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { lossOf } from './loss.ts';
import { isOnceInALife } from './once-in-a-life.ts';
import type { Site } from './sites.ts';
import type { FileView } from './view.ts';

/** What works by itself, on threads of its own, or is there for whoever asks. */
const worksByItself = /^(?:executor|event-loop|pool)$/;

/** Names of methods that run once, when an object's life begins. Narrower than those of whatever may be started. */
const begins =
  /^_*(?:constructor|init(?:ialize|ialise)?|start|setup|setUp|postConstruct|afterPropertiesSet|afterSingletonsInstantiated|contextInitialized|activate|boot|bootstrap|onStart|onStartup|onInit|onReady|onEnable)(?:[A-Z_]\w*)?$|^__init__$/;

/**
 * An executor or a pool in a local variable that nobody ends, made when the object's life begins or given work that
 * comes back again and again, in a class without a method that ends anything. Kept in a field it would be as little
 * known when the object goes, if ever; so it is no surer here. Where the class has such a method, or where each call
 * makes one more, the interpreter's word stands.
 */
export function judgeBegun(
  view: FileView,
  project: Project,
  coverage: Coverage,
  activities: readonly Activity[],
  index: number,
  owners: Map<ClassId, Owner>,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined || site.handedOver) return null;
  const never = neverReleased(activities, site);
  if (never === null) return null;
  const id = classAround(view.file, site.function);
  const owner = id === null ? null : ownerOf(view, project, id, owners);
  const root = memberAround(view.file, site.function);
  const isAtTheBeginning = root === site.function && runsAtTheBeginning(view, root, new Set());
  if (worksByItself.test(site.duty.resource.kind)) {
    // What the only instance begins with goes on until the process ends, whatever methods it has.
    if (id !== null && owner !== null && !livesAsLongAsTheProcess(view.file, id))
      if (owner.endings.last !== null || owner.inherited.last !== null) return null;
    if (!isAtTheBeginning && !goesOn(view, coverage, index)) return null;
  } else {
    // A connection that is made once of a client that the class ends, ends with that. Of other things that live inside
    // another, such as statements, there are many, except of those that are made once in the life of the instance.
    if (site.duty.within === null || !isAtTheBeginning || owner === null) return null;
    if (site.duty.resource.kind !== 'connection' && !isMadeOnceInside(view, site)) return null;
    if (!endsWithItsMaker(view, coverage, keptBy(view, index, site), owner.endings.functions)) return null;
  }
  return lossOf(view.file, site, { lostPath: 'never', evidence: 'likely', holder: never, path: [] });
}

/** A statement, or what else ends with the connection that it lives inside, of which each instance makes one. */
function isMadeOnceInside({ file }: FileView, { function: by, duty }: Site): boolean {
  return duty.resource.goesWithOuter === true && isOnceInALife(file, by, duty.range);
}

/** Who holds it, where the interpreter has found for certain that nobody releases it. */
function neverReleased(activities: readonly Activity[], site: Site): Holder | null {
  for (const activity of activities) {
    if (activity.givenUp !== null) continue;
    for (const { loss } of decide(activity)) {
      if (loss === null || loss.duty.range.start !== site.duty.range.start) continue;
      if (loss.lostPath === 'never' && loss.evidence === 'certain') return loss.holder;
    }
  }
  return null;
}

/** A constructor, what is called like one or marked so, and private steps of nothing else. */
function runsAtTheBeginning(view: FileView, root: FunctionId, seen: Set<FunctionId>): boolean {
  if (seen.has(root)) return false;
  seen.add(root);
  const { file } = view;
  const info = file.functions[root];
  if (info === undefined) return false;
  // Static ones have no instance, but are members all the same.
  const member = file.classes.flatMap(({ members }) => members).find((one) => one.function === root);
  if (info.kind === 'constructor' || member?.kind === 'field' || member?.beginning === true) return true;
  if (begins.test(info.name ?? '')) return true;
  if (member?.private !== true) return false;
  const callers = file.functions.filter(({ id }) => id !== root && view.calls.callsDirectly(id, root));
  return (
    callers.length > 0 && callers.every(({ id }) => runsAtTheBeginning(view, memberAround(file, id), seen))
  );
}

/** What it is given comes back again and again. */
function goesOn(view: FileView, coverage: Coverage, index: number): boolean {
  const site = view.sites[index];
  const recurring = site?.duty.resource.recurs;
  if (site === undefined || recurring === undefined) return false;
  return coverage
    .usesOf(keptBy(view, index, site))
    .some((use) => use.how === 'method' && recurring.includes(use.name));
}
