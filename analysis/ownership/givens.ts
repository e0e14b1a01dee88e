/** Types of a closure's parameters, where the catalogue says what the callee gives it. */
import type { Catalogue } from '../catalogue/index.ts';
import type { CallbackBehaviour } from '../catalogue/model.ts';
import type { CallStep, FileFlow, FunctionId, PlaceId, Reference, TypeReference } from '../flow/graph.ts';
import { typeOfSelector } from './entries.ts';

type Types = Map<FunctionId, Map<number, TypeReference>>;

const cache = new WeakMap<FileFlow, Map<FunctionId, Types>>();

/**
 * The type of a parameter of a function that is written as the argument of a catalogued call. Needed where the
 * function is a root of its own: `http.createServer((request, response) => …)`.
 */
export function givenType(
  catalogue: Catalogue,
  file: FileFlow,
  id: FunctionId,
  parameter: number,
): TypeReference | null {
  const parent = file.functions[id]?.parent;
  if (parent === null || parent === undefined) return null;
  let byParent = cache.get(file);
  if (byParent === undefined) {
    byParent = new Map();
    cache.set(file, byParent);
  }
  let types = byParent.get(parent);
  if (types === undefined) {
    types = collect(catalogue, file, parent);
    byParent.set(parent, types);
  }
  return types.get(id)?.get(parameter) ?? null;
}

/** Looks at the calls of one function: the closures among their arguments are written inside it. */
function collect(catalogue: Catalogue, file: FileFlow, parent: FunctionId): Types {
  const types: Types = new Map();
  const closures = new Map<PlaceId, FunctionId>();
  for (const block of file.graph(parent).blocks) {
    for (const step of block.steps) {
      if (step.op === 'closure') closures.set(step.target, step.function);
      else if (step.op === 'call') collectCall(catalogue, step, closures, types);
    }
  }
  return types;
}

function collectCall(
  catalogue: Catalogue,
  step: CallStep,
  closures: ReadonlyMap<PlaceId, FunctionId>,
  types: Types,
): void {
  if (!step.arguments.some((argument) => closures.has(argument.value))) return;
  for (const behaviour of callbacksOf(catalogue, step)) {
    const argument =
      step.arguments[
        behaviour.argument < 0 ? step.arguments.length + behaviour.argument : behaviour.argument
      ];
    const closure = argument === undefined ? undefined : closures.get(argument.value);
    if (closure === undefined) continue;
    for (const gives of behaviour.gives ?? []) {
      let parameters = types.get(closure);
      if (parameters === undefined) {
        parameters = new Map();
        types.set(closure, parameters);
      }
      parameters.set(gives.parameter, typeOfSelector(gives.type));
    }
  }
}

function callbacksOf(catalogue: Catalogue, step: CallStep): readonly CallbackBehaviour[] {
  const named = step.reference === undefined ? [] : namedCallbacks(catalogue, step.reference, step.construct);
  const byMethod = typeof step.method === 'string' ? catalogue.byAnyMethod(step.method).callbacks : [];
  return [...named, ...byMethod.filter((one) => one.event === undefined)];
}

function namedCallbacks(
  catalogue: Catalogue,
  reference: Reference,
  construct: boolean,
): readonly CallbackBehaviour[] {
  switch (reference.kind) {
    case 'export':
      return catalogue.byExport(reference.module, reference.path, construct).callbacks;
    case 'global':
      return catalogue.byGlobal(reference.path, construct).callbacks;
    case 'choice':
      return reference.of.flatMap((one) => namedCallbacks(catalogue, one, construct));
    default:
      return [];
  }
}
