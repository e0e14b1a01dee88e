/** Which functions of the file a place may denote, and to whom a function is given. */
import type { CallStep, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { originsOf } from './origins.ts';
import { sitesOf, type CallSite } from './sites.ts';

/** A function among the arguments of a call. */
export interface ClosureUse {
  readonly site: CallSite;
  readonly argument: number;
}

/** The functions that a place may denote: closures, methods of `this`, bound forms of both. */
export function functionsAt(file: FileFlow, place: PlaceId, depth = 0): readonly FunctionId[] {
  const found = new Set<FunctionId>();
  for (const origin of originsOf(file, place)) {
    if (origin.kind === 'closure') found.add(origin.function);
    else if (origin.kind === 'member') {
      for (const method of methodsOf(file, origin.object, origin.key)) found.add(method);
    } else if (
      origin.kind === 'call' &&
      depth < 3 &&
      origin.site.step.method === 'bind' &&
      origin.site.step.receiver !== undefined
    ) {
      for (const bound of functionsAt(file, origin.site.step.receiver, depth + 1)) found.add(bound);
    }
  }
  return [...found];
}

/** Methods of that name of the class whose instance the object is. */
function methodsOf(file: FileFlow, object: PlaceId, key: string): FunctionId[] {
  const found: FunctionId[] = [];
  for (const origin of originsOf(file, object)) {
    if (origin.kind !== 'this' || origin.class === null) continue;
    const member = file.classes[origin.class]?.members.find(
      (one) => one.name === key && one.kind === 'method',
    );
    if (member?.function !== undefined && member.function !== null) found.push(member.function);
  }
  return found;
}

/** The functions that a call runs, as far as the file shows. */
export function calleesOf(file: FileFlow, step: CallStep): readonly FunctionId[] {
  if (step.construct) return [];
  if (step.reference?.kind === 'function') return [step.reference.function];
  // `fn.call(…)` and `fn.apply(…)` run the function too.
  if ((step.method === 'call' || step.method === 'apply') && step.receiver !== undefined) {
    const through = functionsAt(file, step.receiver);
    if (through.length > 0) return through;
  }
  return functionsAt(file, step.callee);
}

const uses = new WeakMap<FileFlow, Map<FunctionId, ClosureUse[]>>();

/** The calls that a function is given to. */
export function usesOf(file: FileFlow, id: FunctionId): readonly ClosureUse[] {
  let index = uses.get(file);
  if (index === undefined) {
    index = new Map();
    for (const site of sitesOf(file).calls) {
      site.step.arguments.forEach((argument, position) => {
        for (const one of functionsAt(file, argument.value)) {
          const list = index?.get(one);
          if (list === undefined) index?.set(one, [{ site, argument: position }]);
          else list.push({ site, argument: position });
        }
      });
    }
    uses.set(file, index);
  }
  return index.get(id) ?? [];
}

/** Whether `inner` is `outer` or declared inside it. */
export function isWithin(file: FileFlow, inner: FunctionId, outer: FunctionId): boolean {
  let current: FunctionId | null = inner;
  while (current !== null) {
    if (current === outer) return true;
    current = file.functions[current]?.parent ?? null;
  }
  return false;
}

/** What promise executors and listeners return goes nowhere. */
export function isResultIgnored(file: FileFlow, id: FunctionId): boolean {
  const uses = usesOf(file, id);
  return (
    uses.length > 0 &&
    uses.every(
      ({ site: { step } }) =>
        (step.construct && step.reference?.kind === 'global' && step.reference.path[0] === 'Promise') ||
        (step.discarded && !keeps(step)),
    )
  );
}

/** `gateway.setConnectionFactory(url => …)`: whoever keeps it calls it for what it gives. */
function keeps({ method }: CallStep): boolean {
  return method !== undefined && method !== null && /^set[A-Z]/.test(method);
}

const callers = new WeakMap<FileFlow, Map<FunctionId, CallSite[]>>();

/** The calls that name a function of the file directly. */
export function callersOf(file: FileFlow, id: FunctionId): readonly CallSite[] {
  let index = callers.get(file);
  if (index === undefined) {
    index = new Map<FunctionId, CallSite[]>();
    for (const site of sitesOf(file).calls) {
      const { reference } = site.step;
      if (reference?.kind !== 'function') continue;
      const list = index.get(reference.function);
      if (list === undefined) index.set(reference.function, [site]);
      else list.push(site);
    }
    callers.set(file, index);
  }
  return index.get(id) ?? [];
}
