/** What makes tokens flow in a file: the steps that hand values on, and what functions return, in the file's order. */
import type { FileFlow, FunctionId, PlaceId, Step } from '../flow/graph.ts';

/** One flow of tokens, which is run until nothing that it reads changes any more. */
export type Constraint = { ranAt: number } & (
  | { readonly step: Step }
  /** The function returns what the place holds. */
  | { readonly step: null; readonly function: FunctionId; readonly returned: PlaceId }
);

/**
 * The constraints of a file.
 *
 * @returns In the order of functions, blocks and steps; `ranAt` is 0, for never.
 */
export function constraintsOf(file: FileFlow): Constraint[] {
  const found: Constraint[] = [];
  for (const { id } of file.functions) {
    for (const { steps, terminator } of file.graph(id).blocks) {
      for (const step of steps) if (handsOn(step)) found.push({ ranAt: 0, step });
      if (terminator.kind === 'return' && terminator.value !== null)
        found.push({ ranAt: 0, step: null, function: id, returned: terminator.value });
    }
  }
  return found;
}

function handsOn(step: Step): boolean {
  switch (step.op) {
    case 'copy':
    case 'await':
    case 'array':
    case 'object':
    case 'closure':
    case 'load':
    case 'store':
    case 'call':
      return true;
    case 'iterate':
      return !step.keys;
    case 'reference':
      return step.reference.kind === 'function';
    default:
      return false;
  }
}
