/** Where a value goes: all places that may hold it, and how it gets out of sight. */
import type { FileFlow, FunctionId, PlaceId, Step } from '../flow/graph.ts';
import { calleesOf } from './closures.ts';
import { instanceName, isFluent, memberName, nameOf } from './names.ts';
import { sitesOf, type CallSite, type LoadSite, type StoreSite } from './sites.ts';

export interface Aliases {
  readonly places: ReadonlySet<PlaceId>;
  /** Calls that are made on it. */
  readonly calls: readonly CallSite[];
  /** Calls that it is an argument of. */
  readonly passedTo: readonly { readonly site: CallSite; readonly argument: number }[];
  readonly returnedBy: readonly FunctionId[];
  /** Stores of it into a field of `this` (followed), or into something else (not followed). */
  readonly storedIn: readonly StoreSite[];
  /** It is put into an object, array, or is yielded. */
  readonly held: boolean;
}

const loadIndex = new WeakMap<FileFlow, Map<string, LoadSite[]>>();

function loadsOf(file: FileFlow, member: string): readonly LoadSite[] {
  let index = loadIndex.get(file);
  if (index === undefined) {
    index = new Map();
    for (const site of sitesOf(file).loads) {
      if (site.step.key === null) continue;
      const name = memberName(nameOf(file, site.step.object), site.step.key);
      const list = index.get(name);
      if (list === undefined) index.set(name, [site]);
      else list.push(site);
    }
    loadIndex.set(file, index);
  }
  return index.get(member) ?? [];
}

/** As what methods of the class know it that an object with this in one of its fields is an instance of. */
export function membersHolding(step: Step & { readonly op: 'object' }, place: PlaceId): readonly string[] {
  const { type, properties } = step;
  if (type?.kind !== 'class') return [];
  return properties.flatMap(({ key, value }) =>
    value === place && key !== null ? [memberName(instanceName(type.class), key)] : [],
  );
}

/** Follows the value of a place forwards: through copies, awaits, fields of that name, and local functions. */
export function aliasesOf(file: FileFlow, start: PlaceId): Aliases {
  const sites = sitesOf(file);
  const places = new Set<PlaceId>();
  const calls: CallSite[] = [];
  const passedTo: { site: CallSite; argument: number }[] = [];
  const returnedBy: FunctionId[] = [];
  const storedIn: StoreSite[] = [];
  let held = false;
  const queue: PlaceId[] = [start];
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    if (places.has(place)) continue;
    places.add(place);
    returnedBy.push(...sites.returnedBy(place));
    for (const { step, ...at } of sites.readersOf(place)) {
      switch (step.op) {
        case 'copy':
        case 'await':
          queue.push(step.target);
          break;
        case 'store':
          if (step.value !== place) break;
          storedIn.push({ ...at, step });
          if (step.key !== null)
            for (const load of loadsOf(file, memberName(nameOf(file, step.object), step.key)))
              queue.push(load.step.target);
          break;
        case 'object':
          held = true;
          for (const member of membersHolding(step, place))
            for (const load of loadsOf(file, member)) queue.push(load.step.target);
          break;
        case 'array':
        case 'yield':
          held = true;
          break;
        case 'call':
          if (step.receiver === place) {
            calls.push({ ...at, step });
            if (isFluent(step.method)) queue.push(step.target);
          }
          step.arguments.forEach((argument, index) => {
            if (argument.value !== place) return;
            // A function of this file: what it does with its parameter is seen there.
            const parameters = argument.spread
              ? []
              : calleesOf(file, step).map((callee) => file.functions[callee]?.parameters[index]);
            if (parameters.length === 0 || parameters.some((one) => one === undefined || one.rest))
              passedTo.push({ site: { ...at, step }, argument: index });
            else for (const one of parameters) if (one !== undefined) queue.push(one.place);
          });
          break;
        default:
      }
    }
  }
  return { places, calls, passedTo, returnedBy, storedIn, held };
}
