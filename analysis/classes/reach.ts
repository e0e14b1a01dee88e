/** Which functions of a file a function may call, create or hand on: what runs on its account. */
import type { FunctionId } from '../flow/graph.ts';
import type { Propagation } from './propagate.ts';

export class CallGraph {
  private readonly edges = new Map<FunctionId, ReadonlySet<FunctionId>>();

  constructor(private readonly propagation: Propagation) {}

  /** The functions themselves and all that they reach. */
  reach(from: Iterable<FunctionId>): ReadonlySet<FunctionId> {
    const found = new Set<FunctionId>();
    const queue = [...from];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      queue.push(...this.edgesOf(next));
    }
    return found;
  }

  /** The one calls the other, makes it or hands it on, itself. */
  callsDirectly(from: FunctionId, to: FunctionId): boolean {
    return this.edgesOf(from).has(to);
  }

  private edgesOf(id: FunctionId): ReadonlySet<FunctionId> {
    const known = this.edges.get(id);
    if (known !== undefined) return known;
    const found = new Set<FunctionId>();
    const { propagation } = this;
    const addClosures = (place: number): void => {
      for (const token of propagation.tokensOf(place)) {
        const one = propagation.table.get(token);
        if (one.kind === 'closure') found.add(one.function);
      }
    };
    const { blocks } = propagation.file.graph(id);
    // Who takes a listener away does not run it.
    const removed = new Set<number>();
    for (const block of blocks)
      for (const step of block.steps)
        if (step.op === 'call' && /^(?:off|removeListener|removeEventListener)$/.test(step.method ?? ''))
          for (const argument of step.arguments) removed.add(argument.value);
    for (const block of blocks) {
      for (const step of block.steps) {
        if (step.op === 'closure') found.add(step.function);
        else if (step.op === 'load') {
          if (!removed.has(step.target)) addClosures(step.target);
        } else if (step.op === 'call') {
          for (const callee of propagation.calleesOf(step)) found.add(callee);
          for (const argument of step.arguments)
            if (!removed.has(argument.value)) addClosures(argument.value);
        }
      }
    }
    this.edges.set(id, found);
    return found;
  }
}
