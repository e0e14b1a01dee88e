/** Orders and facts of a graph that every walk over it needs; computed once. */
import type { FlowGraph, PlaceId, Step, Terminator } from '../flow/graph.ts';

const orders = new WeakMap<FlowGraph, readonly number[]>();
const dying = new WeakMap<FlowGraph, ReadonlySet<PlaceId>>();

/** The rank of each block in reverse post-order: a join comes after what leads to it, loops aside. */
export function graphOrder(graph: FlowGraph): readonly number[] {
  const known = orders.get(graph);
  if (known !== undefined) return known;
  const post: number[] = [];
  const seen = new Set<number>();
  const stack: { block: number; next: number[] }[] = [];
  const open = (block: number): void => {
    if (seen.has(block)) return;
    seen.add(block);
    stack.push({ block, next: successors(graph, block) });
  };
  open(0);
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    if (top === undefined) break;
    const next = top.next.pop();
    if (next === undefined) {
      post.push(top.block);
      stack.pop();
    } else open(next);
  }
  const rank = new Array<number>(graph.blocks.length).fill(graph.blocks.length);
  post.reverse().forEach((block, index) => {
    rank[block] = index;
  });
  orders.set(graph, rank);
  return rank;
}

const joins = new WeakMap<FlowGraph, ReadonlySet<number>>();

/** The blocks that more than one way leads to; handlers always, because each step may throw. */
export function joinsOf(graph: FlowGraph): ReadonlySet<number> {
  let known = joins.get(graph);
  if (known === undefined) {
    const reached = new Set<number>();
    const found = new Set<number>();
    graph.blocks.forEach(({ handler }, block) => {
      if (handler !== null) found.add(handler);
      for (const next of successors(graph, block)) {
        if (reached.has(next)) found.add(next);
        reached.add(next);
      }
    });
    known = found;
    joins.set(graph, known);
  }
  return known;
}

const reachable = new WeakMap<FlowGraph, Map<number, ReadonlySet<number>>>();

/** Whether control may come from one block to another, or is there already. */
export function reaches(graph: FlowGraph, from: number, to: number): boolean {
  let ofGraph = reachable.get(graph);
  if (ofGraph === undefined) reachable.set(graph, (ofGraph = new Map<number, ReadonlySet<number>>()));
  let found = ofGraph.get(from);
  if (found === undefined) {
    const seen = new Set<number>([from]);
    for (const block of seen) for (const next of successors(graph, block)) seen.add(next);
    ofGraph.set(from, (found = seen));
  }
  return found.has(to);
}

/** Whether control may come back to the block. */
export function inLoop(graph: FlowGraph, block: number): boolean {
  return successors(graph, block).some((next) => reaches(graph, next, block));
}

/** Where control may go from a block, exceptions last. */
export function successors(graph: FlowGraph, id: number): number[] {
  const block = graph.blocks[id];
  if (block === undefined) return [];
  const next = targetsOf(block.terminator);
  if (block.handler !== null) next.unshift(block.handler);
  return next;
}

/** Where control may go unless something throws. */
export function targetsOf(end: Terminator): number[] {
  if (end.kind === 'jump') return [end.to];
  if (end.kind === 'branch') return [end.otherwise, end.then];
  return [];
}

/**
 * What the function writes and reads in one block only: such temporaries die with their block. Those of its callers
 * are not among them, which go on when a local function has been run in place.
 */
export function dyingPlaces(graph: FlowGraph): ReadonlySet<PlaceId> {
  const known = dying.get(graph);
  if (known !== undefined) return known;
  const written = new Map<PlaceId, number>();
  const surviving = new Set<PlaceId>();
  graph.blocks.forEach((block, index) => {
    for (const step of block.steps) {
      if (!('target' in step)) continue;
      const before = written.get(step.target);
      if (before !== undefined && before !== index) surviving.add(step.target);
      written.set(step.target, index);
    }
  });
  graph.blocks.forEach((block, index) => {
    const use = (place: PlaceId): void => {
      if (written.get(place) !== index) surviving.add(place);
    };
    for (const step of block.steps) for (const place of placesRead(step)) use(place);
    const end = block.terminator;
    if (end.kind === 'branch') {
      const condition = end.condition;
      if (condition.kind === 'same') {
        use(condition.left);
        use(condition.right);
      } else if (condition.kind === 'iteration') use(condition.iterable);
      else if (condition.kind !== 'opaque') use(condition.place);
    } else if (end.kind === 'return' && end.value !== null) use(end.value);
    else if (end.kind === 'throw') use(end.value);
  });
  const own = new Set([...written.keys()].filter((place) => !surviving.has(place)));
  dying.set(graph, own);
  return own;
}

/** The places that a step reads. */
export function placesRead(step: Step): PlaceId[] {
  switch (step.op) {
    case 'copy':
    case 'await':
      return [step.source];
    case 'object':
      return step.properties.map((property) => property.value);
    case 'array':
      return step.elements.map((element) => element.value);
    case 'operation':
      return [...step.operands];
    case 'load':
      return step.computed === undefined ? [step.object] : [step.object, step.computed];
    case 'store':
      return step.computed === undefined
        ? [step.object, step.value]
        : [step.object, step.value, step.computed];
    case 'delete':
      return [step.object];
    case 'call': {
      const places = [step.callee, ...step.arguments.map((argument) => argument.value)];
      if (step.receiver !== undefined) places.push(step.receiver);
      return places;
    }
    case 'yield':
      return [step.value];
    case 'iterate':
      return [step.iterable];
    case 'release':
      return [step.place];
    default:
      return [];
  }
}
