/** What becomes of a function that places hold: it is called, run by whoever starts a program, or handed on. */
import type { Project } from '../analyse.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { sitesOf, type CallSite, type Site } from '../trace/sites.ts';
import type { Place } from './callers.ts';

/** Where something is called, and whether somebody runs it once when a program starts. */
export interface Uses {
  readonly calls: readonly Place[];
  readonly starts: boolean;
}

/** What becomes of the function that the places hold; null where it is handed on, or kept. */
export function usesOfPlaces(project: Project, file: FileFlow, places: readonly PlaceId[]): Uses | null {
  const sites = sitesOf(file);
  const calls: Place[] = [];
  let starts = false;
  const all = new Set(places);
  for (const place of all) {
    if (sites.returnedBy(place).length > 0) return null;
    for (const site of sites.readersOf(place)) {
      const { step } = site;
      if (step.op === 'call' && step.callee === place && !step.arguments.some(({ value }) => value === place))
        calls.push({ file, function: site.function, block: site.block, step });
      else if (startsIt(project, site, place) || isOfProcess(project, file, site)) starts = true;
      else if (isMadeToStart(project, file, site)) starts = true;
      // Until what is deferred runs it has no name.
      else if (step.op === 'copy' && file.places[step.target]?.kind === 'temporary') all.add(step.target);
      else return null;
    }
  }
  return { calls, starts };
}

/** A part of an object that says what a program does when it is started: `&cobra.Command{Run: serve}`. */
function startsIt({ catalogue }: Project, { step }: Site, place: PlaceId): boolean {
  if (step.op !== 'object' || step.type?.kind !== 'export') return false;
  const type = `${step.type.module}#${step.type.path.join('.')}`;
  if (catalogue.starts.has(`${type}::*`)) return true;
  return step.properties.every(
    ({ key, value }) => value !== place || (key !== null && catalogue.starts.has(`${type}::${key}`)),
  );
}

/** Who calls what he is given once and never again, however often he is asked, and lives as long as the process. */
function isOfProcess({ catalogue }: Project, file: FileFlow, { step, function: within }: Site): boolean {
  if (step.op !== 'call') return false;
  const { reference, method, receiver } = step;
  if (reference?.kind === 'export')
    return within === 0 && catalogue.starts.has(`${reference.module}#${reference.path.join('.')}`);
  const caller = receiver === undefined ? undefined : file.places[receiver];
  if (caller?.kind !== 'variable' || caller.declaredIn !== 0 || caller.type?.kind !== 'export') return false;
  return catalogue.starts.has(`${caller.type.module}#${caller.type.path.join('.')}::${method ?? ''}`);
}

/** What a function makes of it is what a program runs at its start: `&cobra.Command{RunE: withClient(list)}`. */
function isMadeToStart(project: Project, file: FileFlow, { step }: Site): boolean {
  if (step.op !== 'call') return false;
  const sites = sitesOf(file);
  const readers = sites.readersOf(step.target);
  return (
    readers.length > 0 &&
    sites.returnedBy(step.target).length === 0 &&
    readers.every((one) => startsIt(project, one, step.target))
  );
}

/** Both together; null where either cannot be told. */
export function together(one: Uses | null, other: Uses | null): Uses | null {
  if (one === null || other === null) return null;
  return { calls: [...one.calls, ...other.calls], starts: one.starts || other.starts };
}

export function placeOf(file: FileFlow, site: CallSite): Place {
  return { file, function: site.function, block: site.block, step: site.step };
}
