/** Promises that are raced: the timer of the one that loses goes on. */
import type { CallStep, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { calleesOf, usesOf } from '../trace/closures.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { isPromiseConstruction } from '../settling/index.ts';

const race = /^Promise\.(?:race|any)$/;

const known = new WeakMap<FileFlow, boolean>();

/** Whether anything is raced in the file at all. */
export function hasRaces(file: FileFlow): boolean {
  let has = known.get(file);
  if (has === undefined) known.set(file, (has = sitesOf(file).calls.some(({ step }) => isRace(step))));
  return has;
}

function isRace({ reference }: CallStep): boolean {
  return reference?.kind === 'global' && race.test(reference.path.join('.'));
}

/** The race that a promise made by this executor takes part in, as far as the file shows. */
export function raceOf(file: FileFlow, executor: FunctionId): CallSite | null {
  const made = usesOf(file, executor).filter(
    ({ site, argument }) => argument === 0 && isPromiseConstruction(file, site),
  );
  for (const { site } of made) {
    const found = follow(file, site.step.target);
    if (found !== null) return found;
  }
  return null;
}

/** Follows the promise through variables, arrays, what `then` makes of it, and the functions that return it. */
export function follow(file: FileFlow, start: PlaceId): CallSite | null {
  const sites = sitesOf(file);
  const seen = new Set<PlaceId>();
  const queue = [start];
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    for (const id of sites.returnedBy(place))
      for (const call of sites.calls)
        if (calleesOf(file, call.step).includes(id)) queue.push(call.step.target);
    for (const { step, ...at } of sites.readersOf(place)) {
      if (step.op === 'copy' || step.op === 'array') queue.push(step.target);
      else if (step.op === 'call' && step.receiver === place && step.method === 'then')
        queue.push(step.target);
      else if (step.op === 'call' && isRace(step)) return { ...at, step };
    }
  }
  return null;
}
