/**
 * Helpers of the project that read what they are given to its end and leave it open: `return errorFrom(response)`. What
 * was read has given back what it held, though it is still to be closed, just as where the caller reads it itself.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, FlowGraph, FunctionId, PlaceId } from '../flow/graph.ts';
import type { Callee } from './callee.ts';
import { referenceEntries, type Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import type { State } from './state.ts';

/** A parameter that a function reads to its end before anything else is decided, as a resource of this kind. */
interface Drained {
  readonly parameter: number;
  readonly resource: string;
}

/** Remembers what the function that is called has read to its end. */
export function noteDrained(walk: Walk, state: State, call: Call, callee: Callee): void {
  const { activity, catalogue } = walk.run;
  if (!anyOpen(state)) return;
  for (const { parameter, resource } of drainedBy(catalogue, callee.file, callee.function.id)) {
    const given = call.arguments[parameter];
    if (given === undefined || given.spread) continue;
    for (const id of reachableDuties(activity, state, given.value)) {
      const duty = activity.dutyOf(id);
      if (duty.resource.id === resource) state.learn(duty.value, { drained: true });
    }
  }
}

const known = new WeakMap<FlowGraph, readonly Drained[]>();

function drainedBy(catalogue: Catalogue, file: FileFlow, id: FunctionId): readonly Drained[] {
  const graph = file.graph(id);
  let found = known.get(graph);
  if (found === undefined) known.set(graph, (found = findDrained(catalogue, file, id)));
  return found;
}

/** Only what stands before the first branch: what happens on some ways alone leaves the others as they are. */
function findDrained(catalogue: Catalogue, file: FileFlow, id: FunctionId): readonly Drained[] {
  const parameters = file.functions[id]?.parameters ?? [];
  const from = new Map<PlaceId, number>(parameters.map(({ place }, index) => [place, index]));
  const found: Drained[] = [];
  for (const step of file.graph(id).blocks[0]?.steps ?? []) {
    const source = step.op === 'copy' ? step.source : step.op === 'load' ? step.object : undefined;
    const parameter = source === undefined ? undefined : from.get(source);
    if ('target' in step && parameter !== undefined) from.set(step.target, parameter);
    if (step.op !== 'call' || step.reference === undefined) continue;
    for (const { argument, end, resource } of referenceEntries(catalogue, step.reference, step.construct)
      .ends) {
      const given = argument === 'any' ? undefined : step.arguments[argument];
      const read = given === undefined ? undefined : from.get(given.value);
      if ('drained' in end && read !== undefined) found.push({ parameter: read, resource: resource.id });
    }
  }
  return found;
}
