/**
 * What is given back before anything else can happen: `ctx, cancel := context.WithTimeout(…)` with `defer cancel()`
 * behind it, a file that is closed by the statement after the check that it could be opened. Nothing of it can be lost,
 * so nobody need follow it; it is what most of what is acquired looks like where deferring is usual.
 */
import { isGivenBackByBlock } from '../catalogue/blocks.ts';
import type { Catalogue, Entries } from '../catalogue/index.ts';
import type { Acquisition, Release } from '../catalogue/model.ts';
import type { BlockId, CallStep, FlowGraph, PlaceId, Step, Terminator } from '../flow/graph.ts';

/** How many blocks are followed from the call on: checks that it did not fail. */
const maxBlocks = 3;

/** Whether all that the entries say the call acquires is released by the first call after it on every way. */
export function isReleasedAtOnce(
  catalogue: Catalogue,
  { acquisitions, deadlines }: Entries,
  graph: FlowGraph,
  block: BlockId,
  call: CallStep,
): boolean {
  const [acquisition, ...others] = acquisitions;
  if (acquisition === undefined || others.length > 0 || deadlines.length > 0) return false;
  const resource = catalogue.resource(acquisition.resource);
  if (call.managed === true) return isGivenBackByBlock(acquisition, resource);
  if (acquisition.yields !== 'result' || (acquisition.part ?? []).length > 1) return false;
  return (
    resource !== undefined &&
    new Search(graph, call, acquisition, catalogue.releasesOf(resource)).from(block, true)
  );
}

class Search {
  readonly #graph: FlowGraph;
  readonly #call: CallStep;
  readonly #releases: readonly Release[];
  readonly #part: string | undefined;
  readonly #failure: string | undefined;
  /** Places that hold what was acquired. */
  readonly #held = new Set<PlaceId>();
  /** Places that hold why it failed. */
  readonly #failing = new Set<PlaceId>();
  #blocks = 0;

  constructor(graph: FlowGraph, call: CallStep, acquisition: Acquisition, releases: readonly Release[]) {
    this.#graph = graph;
    this.#call = call;
    this.#releases = releases;
    this.#part = acquisition.part?.[0];
    this.#failure = acquisition.failure?.[0];
    if (this.#part === undefined) this.#held.add(call.target);
  }

  /** @param first whether the call is in this block */
  from(id: BlockId, first = false): boolean {
    const block = this.#graph.blocks[id];
    this.#blocks += 1;
    if (block === undefined || this.#blocks > maxBlocks) return false;
    const begin = first ? block.steps.indexOf(this.#call) + 1 : 0;
    for (let at = begin; at < block.steps.length; at += 1) {
      const step = block.steps[at];
      if (step?.op === 'call') return this.#isRelease(step);
      // What anything else does with it would have to be followed.
      if (step === undefined || !this.#passes(step)) return false;
    }
    const next = this.#after(block.terminator);
    return next !== null && this.from(next);
  }

  /** Notes what the step binds; false for a step that may keep it or hand it on. */
  #passes(step: Step): boolean {
    switch (step.op) {
      case 'load':
        if (step.object !== this.#call.target || step.key === null) return true;
        if (step.key === this.#part) this.#held.add(step.target);
        else if (step.key === this.#failure) this.#failing.add(step.target);
        return true;
      case 'copy':
        for (const places of [this.#held, this.#failing])
          if (places.has(step.source)) places.add(step.target);
          else places.delete(step.target);
        return true;
      case 'literal':
      case 'reference':
        return true;
      default:
        return false;
    }
  }

  #isRelease(step: CallStep): boolean {
    if (step.detached === true || step.awaited) return false;
    return this.#releases.some((release) => {
      if ('call' in release) return this.#held.has(step.callee);
      return (
        'method' in release &&
        release.when === undefined &&
        release.method === step.method &&
        step.receiver !== undefined &&
        this.#held.has(step.receiver)
      );
    });
  }

  /** Where it goes on with something in hand. */
  #after(terminator: Terminator): BlockId | null {
    if (terminator.kind === 'jump') return terminator.to;
    if (terminator.kind !== 'branch') return null;
    const { condition } = terminator;
    const isCheck =
      condition.kind === 'equals' && condition.literal === null && this.#failing.has(condition.place);
    return isCheck ? terminator.then : null;
  }
}
