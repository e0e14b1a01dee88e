/**
 * What is made for each request although it is made to be shared: a transport, an agent or a pool that the code
 * of a request makes and lends to somebody who does not know that it should be closed.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, FunctionId, FunctionInfo } from '../flow/graph.ts';
import type { Activity, Duty } from '../ownership/activity.ts';
import { contextOf } from '../ownership/context.ts';
import { typeSelectors } from '../ownership/entries.ts';
import { sitesOf } from '../trace/sites.ts';

export const perRequest: Detector = ({ project, file, activities }) => {
  const losses: Loss[] = [];
  for (const activity of activities) {
    for (const duty of activity.duties) {
      if (duty.parameter !== null || duty.resource.discipline !== 'shared' || !isLentOnly(activity, duty))
        continue;
      const request = requestAround(project.catalogue, file, duty.function);
      const info = file.functions[duty.function];
      if (request === null || info === undefined) continue;
      losses.push({
        file: file.path,
        rule: duty.resource.rule,
        kind: duty.resource.kind,
        resource: duty.resource,
        noun: duty.resource.noun,
        acquisition: duty.range,
        nameRange: duty.nameRange,
        callee: duty.callee,
        lostPath: 'per-call',
        evidence: 'certain',
        holder: { kind: 'nobody' },
        path: [
          { role: 'acquired', range: duty.range },
          { role: 'note', range: request.nameRange, subject: 'this runs for each request' },
        ],
        function: duty.function,
        releases: duty.resource.releases,
        context: contextOf(file, info),
        alsoAt: [],
      });
    }
  }
  return losses;
};

/** Given to somebody unknown on every way, and neither kept nor given back by anybody in sight. */
function isLentOnly(activity: Activity, duty: Duty): boolean {
  const seen = activity.observations.filter((one) => one.duty === duty.id);
  return seen.some((one) => one.status === 'lent') && !activity.disposals.some((one) => one.duty === duty.id);
}

/** How many callers are followed. */
const maxHops = 3;

/** The function, or one that calls it in this file, that is given a request. */
function requestAround(
  catalogue: Catalogue,
  file: FileFlow,
  id: FunctionId,
): { readonly nameRange: FunctionInfo['range'] } | null {
  const types = new Set(catalogue.families.flatMap(({ requests = [] }) => requests));
  let level = new Set([id]);
  for (let hop = 0; hop <= maxHops && level.size > 0; hop += 1) {
    for (const one of level) {
      const info = file.functions[one];
      const given = info?.parameters.find((parameter) => {
        const place = file.places[parameter.place];
        return (
          place?.kind === 'variable' &&
          place.type !== undefined &&
          typeSelectors(place.type).some((type) => types.has(type))
        );
      });
      const place = given === undefined ? undefined : file.places[given.place];
      if (place?.kind === 'variable') return { nameRange: place.range };
    }
    level = callersOf(file, level);
  }
  return null;
}

function callersOf(file: FileFlow, ids: ReadonlySet<FunctionId>): Set<FunctionId> {
  const names = new Set(
    [...ids].flatMap((id) => {
      const info = file.functions[id];
      return info?.kind === 'method' && info.name !== null ? [info.name] : [];
    }),
  );
  const callers = new Set<FunctionId>();
  for (const { step, function: caller } of sitesOf(file).calls) {
    const direct = step.reference?.kind === 'function' && ids.has(step.reference.function);
    const receiver = step.receiver === undefined ? undefined : file.places[step.receiver];
    if (direct || (receiver?.kind === 'this' && names.has(step.method ?? ''))) callers.add(caller);
  }
  return callers;
}
