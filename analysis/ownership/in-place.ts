/** What a call is given that is written in place: texts and functions. */
import type { CallStep, FlowGraph, PlaceId } from '../flow/graph.ts';

/** `list.find((one) => …)` looks something up in an array; a cursor's `find` is given a filter. */
export function isOfArray(graph: FlowGraph, step: CallStep, name: string): boolean {
  const [first] = step.arguments;
  return name === 'find' && first !== undefined && closuresOf(graph).has(first.value);
}

/** The event that the call names, if it does so in place. */
export function eventOf(graph: FlowGraph, { arguments: [first] }: CallStep): string | null {
  return first === undefined ? null : (textsOf(graph).get(first.value) ?? null);
}

const texts = new WeakMap<FlowGraph, ReadonlyMap<PlaceId, string | null>>();

/** The texts written in place, by what holds them; null where it may hold something else, too. */
function textsOf(graph: FlowGraph): ReadonlyMap<PlaceId, string | null> {
  let known = texts.get(graph);
  if (known === undefined) {
    const found = new Map<PlaceId, string | null>();
    for (const block of graph.blocks)
      for (const step of block.steps)
        if ('target' in step)
          found.set(
            step.target,
            step.op === 'literal' && typeof step.value === 'string' && !found.has(step.target)
              ? step.value
              : null,
          );
    texts.set(graph, (known = found));
  }
  return known;
}

const closures = new WeakMap<FlowGraph, ReadonlySet<PlaceId>>();

/** The temporaries that hold functions written in place. */
function closuresOf(graph: FlowGraph): ReadonlySet<PlaceId> {
  let known = closures.get(graph);
  if (known === undefined) {
    known = new Set(
      graph.blocks.flatMap((block) =>
        block.steps.flatMap((step) => (step.op === 'closure' ? [step.target] : [])),
      ),
    );
    closures.set(graph, known);
  }
  return known;
}
