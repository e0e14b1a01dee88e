/** Whether what a function returns could be, or hold, anything that it has acquired: told by itself alone. */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, FlowGraph, FunctionId, PlaceId, Step, TypeReference } from '../flow/graph.ts';
import { typeSelectors } from './entries.ts';

/** Names for names are followed no further: in doubt it may. */
const maxCopies = 8;

/**
 * False only where all that is returned is nothing, plain, a function, or the receiver itself; or where it is declared
 * to be of types that hold nothing.
 */
export function mayReturnOwned(catalogue: Catalogue, file: FileFlow, id: FunctionId): boolean {
  if (isValueType(catalogue, file.functions[id]?.declaredReturn ?? null)) return false;
  const graph = file.graph(id);
  const returned = graph.blocks.flatMap(({ terminator }) =>
    terminator.kind === 'return' && terminator.value !== null ? [terminator.value] : [],
  );
  if (returned.length === 0) return false;
  const writers = writersIn(graph);
  return returned.some((place) => mayHold(file, writers, place, maxCopies));
}

/** Whether values of the type hold nothing that anybody could owe; false where that is not known. */
export function isValueType(catalogue: Catalogue, type: TypeReference | null): boolean {
  switch (type?.kind) {
    case 'tuple':
      return type.of.every((one) => isValueType(catalogue, one));
    case 'promise':
      return isValueType(catalogue, type.of);
    case 'global':
    case 'export':
      return typeSelectors(type).every((selector) => catalogue.isValue(selector));
    default:
      return false;
  }
}

function writersIn(graph: FlowGraph): ReadonlyMap<PlaceId, readonly Step[]> {
  const writers = new Map<PlaceId, Step[]>();
  for (const { steps } of graph.blocks) {
    for (const step of steps) {
      if (!('target' in step)) continue;
      const known = writers.get(step.target);
      if (known === undefined) writers.set(step.target, [step]);
      else known.push(step);
    }
  }
  return writers;
}

function mayHold(
  file: FileFlow,
  writers: ReadonlyMap<PlaceId, readonly Step[]>,
  place: PlaceId,
  copies: number,
): boolean {
  const steps = writers.get(place);
  // Written by others: a nested function may have put something into it.
  if (steps === undefined) return file.places[place]?.kind !== 'this';
  const isShared = file.places[place]?.kind === 'variable' && isCaptured(file, place);
  return (
    isShared ||
    steps.some((step) => {
      switch (step.op) {
        case 'literal':
        case 'operation':
        case 'closure':
          return false;
        case 'copy':
          return copies === 0 || mayHold(file, writers, step.source, copies - 1);
        default:
          return true;
      }
    })
  );
}

function isCaptured(file: FileFlow, place: PlaceId): boolean {
  return file.functions.some(({ captures }) => captures.includes(place));
}
