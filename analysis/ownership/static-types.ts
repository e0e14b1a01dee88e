/**
 * Types of variables and fields that carry no annotation but are made in one place: `const pool = new Pool()`
 * at module level, `this.client = createClient()` in a constructor. Other functions look their methods up by it.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type {
  CallStep,
  ClassId,
  FileFlow,
  FunctionId,
  PlaceId,
  Reference,
  Step,
  TypeReference,
} from '../flow/graph.ts';
import { typeOfSelector } from './entries.ts';

/** Where the values of a function's places come from. */
interface Origins {
  /** The call whose result a place holds, after copies and awaits. */
  readonly calls: ReadonlyMap<PlaceId, CallStep>;
  readonly steps: readonly Step[];
}

const origins = new WeakMap<FileFlow, Map<FunctionId, Origins>>();

/** The type of a variable that is written once, by a call whose result is known; null otherwise. */
export function variableType(catalogue: Catalogue, file: FileFlow, place: PlaceId): TypeReference | null {
  const info = file.places[place];
  if (info?.kind !== 'variable' || info.writes !== 1 || info.declaration === 'parameter') return null;
  const call = originsOf(file, info.declaredIn).calls.get(place);
  return call === undefined ? null : resultType(catalogue, call);
}

const fields = new WeakMap<FileFlow, Map<string, TypeReference | null>>();

/** The type of a field that every store in the class's own methods agrees on; null otherwise. */
export function fieldType(
  catalogue: Catalogue,
  file: FileFlow,
  id: ClassId,
  key: string,
): TypeReference | null {
  let known = fields.get(file);
  if (known === undefined) {
    known = new Map();
    fields.set(file, known);
  }
  const name = `${id}.${key}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const type = computeFieldType(catalogue, file, id, key);
  known.set(name, type);
  return type;
}

function computeFieldType(
  catalogue: Catalogue,
  file: FileFlow,
  id: ClassId,
  key: string,
): TypeReference | null {
  let found: TypeReference | null = null;
  for (const info of file.functions) {
    if (info.ownerClass !== id || info.thisPlace === null) continue;
    const { calls, steps } = originsOf(file, info.id);
    for (const step of steps) {
      if (step.op !== 'store' || step.key !== key || step.object !== info.thisPlace) continue;
      const call = calls.get(step.value);
      const type = call === undefined ? null : resultType(catalogue, call);
      if (type === null) continue;
      if (found !== null && JSON.stringify(found) !== JSON.stringify(type)) return null;
      found = type;
    }
  }
  return found;
}

function originsOf(file: FileFlow, id: FunctionId): Origins {
  let byFunction = origins.get(file);
  if (byFunction === undefined) {
    byFunction = new Map();
    origins.set(file, byFunction);
  }
  let known = byFunction.get(id);
  if (known === undefined) {
    const calls = new Map<PlaceId, CallStep>();
    const steps = file.graph(id).blocks.flatMap((block) => block.steps);
    for (const step of steps) {
      if (step.op === 'call') calls.set(step.target, step);
      else if (step.op === 'copy' || step.op === 'await') {
        const call = calls.get(step.source);
        if (call !== undefined) calls.set(step.target, call);
      }
    }
    known = { calls, steps };
    byFunction.set(id, known);
  }
  return known;
}

/** What a call gives, by the catalogue; an instance of its own class for a construction. */
function resultType(catalogue: Catalogue, call: CallStep): TypeReference | null {
  for (const reference of flatten(call.reference)) {
    const entries =
      reference.kind === 'export'
        ? catalogue.byExport(reference.module, reference.path, call.construct)
        : reference.kind === 'global'
          ? catalogue.byGlobal(reference.path, call.construct)
          : null;
    for (const acquisition of entries?.acquisitions ?? []) {
      if (
        (acquisition.yields !== 'result' && acquisition.yields !== 'promise') ||
        acquisition.part !== undefined
      )
        continue;
      const type = catalogue.resource(acquisition.resource)?.types?.[0];
      if (type !== undefined) return typeOfSelector(type);
    }
    for (const behaviour of entries?.behaviours ?? []) {
      if (typeof behaviour.returns === 'object')
        return typeOfSelector(
          'type' in behaviour.returns ? behaviour.returns.type : behaviour.returns.promise,
        );
    }
    if (
      call.construct &&
      (reference.kind === 'export' || reference.kind === 'global' || reference.kind === 'class')
    )
      return reference;
  }
  return null;
}

function flatten(reference: Reference | undefined): readonly Reference[] {
  if (reference === undefined) return [];
  return reference.kind === 'choice' ? reference.of.flatMap(flatten) : [reference];
}
