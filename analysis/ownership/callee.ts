/** Which function a call reaches: in the same file, in another one, as a method of a class or what it extends. */
import type {
  ClassMember,
  FileFlow,
  FunctionId,
  FunctionInfo,
  Reference,
  TypeReference,
} from '../flow/graph.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { findExport } from './linking.ts';
import { isMaker } from './makers.ts';
import { reachableDuties } from './reach.ts';
import type { State } from './state.ts';

/** How many files are followed up to the class that has a method. */
const maxFiles = 3;

/** A function whose code is at hand. */
export interface Callee {
  readonly file: FileFlow;
  readonly function: FunctionInfo;
}

/** The function that a call surely reaches, or null. */
export function calleeFunction(walk: Walk, state: State, call: Call): Callee | null {
  const { activity } = walk.run;
  // A file that opens nothing matters only to what it is given.
  const owing = call.arguments.some(
    (argument) => reachableDuties(activity, state, argument.value).length > 0,
  );
  const shape = activity.values.get(call.callee).shape;
  if (shape.kind === 'closure') return local(activity.file, shape.function);
  for (const reference of call.references) {
    const found = functionOf(walk, activity.file, reference, call, owing);
    if (found !== null) return found;
  }
  if (call.receiver !== null && call.method !== null) {
    const type = activity.values.get(call.receiver).type;
    if (type !== null) return methodOf(walk, activity.file, type, call.method, call.arguments.length);
  }
  return null;
}

function local(file: FileFlow, id: FunctionId): Callee | null {
  const info = file.functions[id];
  return info === undefined ? null : { file, function: info };
}

function functionOf(
  walk: Walk,
  file: FileFlow,
  reference: Reference,
  call: Call,
  owing: boolean,
): Callee | null {
  switch (reference.kind) {
    case 'function':
      return local(file, reference.function);
    case 'class': {
      // Not every language has a word for making an instance.
      if (!call.step.construct && file.classes[reference.class]?.style === 'prototype') return null;
      const members =
        file.classes[reference.class]?.members.filter((one) => one.kind === 'constructor') ?? [];
      return overload(file, members, call.arguments.length);
    }
    case 'export': {
      const { project } = walk.run.activity;
      const reach = owing ? 'all' : isMaker(reference.path) ? 'making' : 'worthwhile';
      const found = findExport(project, file, reference.module, reference.path, reach);
      if (found === null) return null;
      walk.run.activity.dependencies.add(found.file.path);
      return functionOf(walk, found.file, found.reference, call, owing);
    }
    default:
      return null;
  }
}

/** The function of the one member, or of the one among several that takes so many arguments. */
function overload(file: FileFlow, members: readonly ClassMember[], count: number): Callee | null {
  const functions = members.flatMap(({ function: id }) => file.functions[id ?? -1] ?? []);
  const fitting =
    members.length === 1
      ? functions
      : functions.filter(({ parameters }) =>
          parameters.at(-1)?.rest === true ? count >= parameters.length - 1 : count === parameters.length,
        );
  const [only] = fitting;
  // One without a body may be the one that is meant: who implements it is not known.
  if (only === undefined || fitting.length > 1 || functions.length < members.length) return null;
  return { file, function: only };
}

function methodOf(
  walk: Walk,
  file: FileFlow,
  type: TypeReference,
  method: string,
  count: number,
  hops = 0,
): Callee | null {
  if (type.kind === 'class') {
    let info = file.classes[type.class];
    for (let steps = 0; info !== undefined && steps < 8; steps += 1) {
      const members = info.members.filter(
        (one) => one.name === method && one.kind === 'method' && !one.static,
      );
      if (members.length > 0) return overload(file, members, count);
      const above: Reference | null = info.superclass;
      if (above?.kind === 'export' && hops < maxFiles)
        return methodOf(walk, file, above, method, count, hops + 1);
      info = info.superclass?.kind === 'class' ? file.classes[info.superclass.class] : undefined;
    }
    const name = file.classes[type.class]?.name ?? null;
    return name === null ? null : apart(walk, file, '.', [name], method);
  }
  if (type.kind === 'export') {
    const found = findExport(walk.run.activity.project, file, type.module, type.path);
    if (found === null || found.reference.kind !== 'class') return null;
    walk.run.activity.dependencies.add(found.file.path);
    return methodOf(walk, found.file, { kind: 'class', class: found.reference.class }, method, count, hops);
  }
  return null;
}

/** A method that is declared in another file than its type is exported under both names: `Type.method`. */
function apart(
  walk: Walk,
  file: FileFlow,
  module: string,
  path: readonly string[],
  method: string,
): Callee | null {
  const found = findExport(walk.run.activity.project, file, module, [`${path.join('.')}.${method}`]);
  if (found?.reference.kind !== 'function') return null;
  walk.run.activity.dependencies.add(found.file.path);
  return local(found.file, found.reference.function);
}
