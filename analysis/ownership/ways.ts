/** The branches that lead to a block from the last place where ways met. */
import type { Condition, FileFlow, FlowGraph, PlaceId } from '../flow/graph.ts';
import { joinsOf, successors } from './order.ts';
import type { State } from './state.ts';

export interface Way {
  readonly condition: Extract<Condition, { readonly kind: 'equals' | 'truthy' }>;
  readonly outcome: boolean;
}

/** How many blocks back are looked at. */
const maxDepth = 12;

const known = new WeakMap<FlowGraph, Map<number, readonly Way[]>>();

/**
 * The tests that a path into the block has passed since ways last met, the last one first. Those of places that were
 * written to in between are left out: they say nothing of what is there now.
 */
export function waysTo(graph: FlowGraph, block: number): readonly Way[] {
  let ofGraph = known.get(graph);
  if (ofGraph === undefined) known.set(graph, (ofGraph = new Map<number, readonly Way[]>()));
  let ways = ofGraph.get(block);
  if (ways === undefined) ofGraph.set(block, (ways = findWays(graph, block)));
  return ways;
}

function findWays(graph: FlowGraph, block: number): readonly Way[] {
  const joins = joinsOf(graph);
  const before = onlyPredecessors(graph);
  const written = new Set<PlaceId>();
  const ways: Way[] = [];
  let current = block;
  for (let depth = 0; depth < maxDepth && !joins.has(current); depth += 1) {
    const from = before.get(current);
    const end = from === undefined ? undefined : graph.blocks[from];
    if (from === undefined || end === undefined) break;
    const { terminator } = end;
    if (terminator.kind === 'branch' && terminator.then !== terminator.otherwise) {
      const { condition } = terminator;
      if ((condition.kind === 'equals' || condition.kind === 'truthy') && !written.has(condition.place))
        ways.push({ condition, outcome: terminator.then === current });
    }
    for (const step of end.steps) if ('target' in step) written.add(step.target);
    current = from;
  }
  return ways;
}

const predecessors = new WeakMap<FlowGraph, ReadonlyMap<number, number>>();

/** Of blocks that one way alone leads to: where it comes from. */
function onlyPredecessors(graph: FlowGraph): ReadonlyMap<number, number> {
  let found = predecessors.get(graph);
  if (found === undefined) {
    const map = new Map<number, number>();
    graph.blocks.forEach((_, id) => {
      for (const next of successors(graph, id)) map.set(next, id);
    });
    predecessors.set(graph, (found = map));
  }
  return found;
}

/** Whether what the condition asks of is still there: of a temporary that has died nothing more can be learnt. */
export function isAskable(state: State, file: FileFlow, condition: Way['condition']): boolean {
  return file.places[condition.place]?.kind === 'variable' || state.env.has(condition.place);
}
