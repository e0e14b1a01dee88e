/**
 * Walks a function's flow graph with a set of states. Every block keeps the states that entered it; a state
 * that is already there is not walked again. Above {@link Activity.precision} states in one block, states that owe the
 * same are merged (what then differs is unknown), so the walk ends.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Evidence, PathStep } from '../finding.ts';
import type { Block, Condition, FlowGraph, PlaceId, SourceRange, Step } from '../flow/graph.ts';
import type { Activity, Frame } from './activity.ts';
import { assume } from './conditions.ts';
import { coreKey, forgetFacts, fullKey, mergeStates } from './merge.ts';
import { anyOpen, reachableDuties } from './reach.ts';
import { graphOrder, joinsOf, dyingPlaces, reaches } from './order.ts';
import { isOpen, State, weaker, type DutyId } from './state.ts';
import { runStep } from './steps.ts';
import type { ValueId } from './values.ts';
import { initialValue } from './initial.ts';
import { isAskable, waysTo } from './ways.ts';

/**
 * How many states that owe nothing one block may hold before they are merged. With one alone it is forgotten whether
 * an optional parameter was given, and so who owns what is made where it was not.
 */
const maxIdleStates = 2;
/** How many states one step may leave. */
const maxAtOnce = 16;
/** How many merged states one block may see before the rest is dropped. */
const maxMerges = 12;
/** The same for states that owe nothing: the ones before have been past every acquisition that follows. */
const maxIdleMerges = 2;

export interface Exits {
  readonly returns: {
    readonly state: State;
    readonly value: ValueId | null;
    readonly range: SourceRange;
    readonly implicit: boolean;
  }[];
  readonly throws: State[];
}

export class Interpreter {
  readonly catalogue: Catalogue;

  constructor(readonly activity: Activity) {
    this.catalogue = activity.project.catalogue;
  }

  /** Runs a function's graph from one state. The state is consumed. */
  run(frame: Frame, entry: State): Exits {
    const graph = this.activity.file.graph(frame.function.id);
    this.activity.visited.add(frame.function.id);
    const exits: Exits = { returns: [], throws: [] };
    if (graph.blocks.length === 0) {
      exits.returns.push({ state: entry, value: null, range: frame.function.body, implicit: true });
      return exits;
    }
    new Walk(this, frame, graph, exits).walk(entry);
    return exits;
  }

  /** What a place holds in a state. */
  read(frame: Frame, state: State, place: PlaceId): ValueId {
    return state.env.get(place) ?? initialValue(this, frame, place);
  }

  /** Open duties of elements of a container. */
  heldElements(state: State, container: ValueId): readonly DutyId[] {
    const shape = this.activity.values.get(container).shape;
    // A parameter that is watched for a summary may be a container of what the caller owns.
    if (shape.kind === 'parameter')
      return this.activity
        .dutiesOn(container)
        .filter((duty) => isOpen(state.duties.get(duty.id)))
        .map((duty) => duty.id);
    if (shape.kind !== 'array' && shape.kind !== 'object') return [];
    return reachableDuties(this.activity, state, container).filter((duty) => isOpen(state.duties.get(duty)));
  }
}

/** One run over one graph. */
export class Walk {
  private readonly seen: Map<BlockId, Set<string>> = new Map();
  private readonly merged: Map<BlockId, Map<string, State>> = new Map();
  private readonly queue: { readonly block: number; readonly state: State }[] = [];
  private readonly rank: readonly number[];
  private readonly joins: ReadonlySet<number>;
  private handler: number | null = null;
  /** A block passes on at most one state for exceptions that are merely possible. */
  private possibleThrown = false;

  constructor(
    readonly run: Interpreter,
    readonly frame: Frame,
    private readonly graph: FlowGraph,
    private readonly exits: Exits,
  ) {
    this.rank = graphOrder(graph);
    this.joins = joinsOf(graph);
  }

  walk(entry: State): void {
    this.enter(0, entry);
    while (this.queue.length > 0) {
      const next = this.takeFirst();
      const block = this.graph.blocks[next.block];
      if (block === undefined) continue;
      if (!this.executeBlock(next.block, block, next.state)) return;
    }
  }

  /** Takes the waiting state whose block comes first, so that joins see what they can before going on. */
  private takeFirst(): { readonly block: number; readonly state: State } {
    let best = 0;
    for (let index = 1; index < this.queue.length; index += 1) {
      const candidate = this.queue[index];
      const chosen = this.queue[best];
      if (
        candidate !== undefined &&
        chosen !== undefined &&
        this.rankOf(candidate.block) < this.rankOf(chosen.block)
      )
        best = index;
    }
    const [taken] = this.queue.splice(best, 1);
    if (taken === undefined) throw new Error('empty queue');
    return taken;
  }

  private rankOf(block: number): number {
    return this.rank[block] ?? block;
  }

  private enter(block: number, state: State): void {
    const target = this.graph.blocks[block];
    if (target === undefined) return;
    if (this.joins.has(block)) this.meet(block, state);
    let seen = this.seen.get(block);
    if (seen === undefined) {
      seen = new Set();
      this.seen.set(block, seen);
    }
    // Where nothing is owed there is little to tell states apart by.
    const owes = anyOpen(state);
    const { precision } = this.run.activity;
    const limit = owes ? precision : Math.min(precision, maxIdleStates);
    // What one way alone leads to is entered by different states already; to compare them is half of all cost.
    if (seen.size < limit && !this.joins.has(block)) {
      seen.add(`${seen.size}`);
      this.queue.push({ block, state });
      return;
    }
    const key = fullKey(state);
    if (seen.has(key)) return;
    if (seen.size < limit) {
      seen.add(key);
      this.queue.push({ block, state });
      return;
    }
    if (seen.size < limit + (owes ? maxMerges : maxIdleMerges)) this.enterMerged(block, state, seen);
    else this.run.activity.dropped = true;
  }

  /** Where the branches of a test for an error meet again, the work goes on as usual. */
  private meet(block: number, state: State): void {
    const { beyond } = state;
    if (beyond !== null && (beyond.graph !== this.graph || !reaches(this.graph, beyond.block, block))) return;
    state.failing = false;
    state.beyond = null;
  }

  /** Takes one way out of a branch; what is done on it because something failed ends where the other way joins it. */
  private take(state: State, condition: Condition, outcome: boolean, other: number): boolean {
    const failing = state.failing;
    if (!assume(this.run, this.frame, state, condition, outcome)) return false;
    if (!failing && state.failing) state.beyond = { graph: this.graph, block: other };
    return true;
  }

  /** Too many states: what is known beside the duties is given up, and states that owe the same become one. */
  private enterMerged(block: number, state: State, seen: Set<string>): void {
    let merged = this.merged.get(block);
    if (merged === undefined) {
      merged = new Map();
      this.merged.set(block, merged);
    }
    const core = coreKey(state);
    const earlier = merged.get(core);
    let joined = state;
    if (earlier === undefined) forgetFacts(this.run.activity, state);
    else joined = mergeStates(this.run.activity, `${this.frame.id}:${block}`, earlier, state);
    // What the branches since then have taught holds for all of them: whoever cleans up asks for it again.
    for (const { condition, outcome } of waysTo(this.graph, block))
      if (isAskable(joined, this.run.activity.file, condition))
        if (!assume(this.run, this.frame, joined, condition, outcome)) return;
    const key = fullKey(joined);
    if (seen.has(key)) return;
    seen.add(key);
    merged.set(core, joined.clone());
    this.queue.push({ block, state: joined });
  }

  /** False when the budget is used up. */
  private executeBlock(id: number, block: Block, entry: State): boolean {
    this.handler = block.handler;
    this.possibleThrown = false;
    let states: State[] = [entry];
    for (let index = 0; index < block.steps.length; index += 1) {
      const step = block.steps[index];
      if (step === undefined) continue;
      const site = `${this.frame.id}:${id}.${index}`;
      // By its index: taking a list apart makes an iterator.
      const only = states[0];
      if (only !== undefined && states.length === 1) {
        // Nearly always; a list for each step would be most of what is thrown away.
        if (!this.run.activity.spend(step.range)) return false;
        const after = runStep(this, site, only, step);
        if (after !== only) states = after instanceof State ? [after] : after;
      } else {
        const next: State[] = [];
        for (const state of states) {
          if (!this.run.activity.spend(step.range)) return false;
          const after = runStep(this, site, state, step);
          if (after instanceof State) next.push(after);
          else next.push(...after);
        }
        states = next;
      }
      if (states.length === 0) return true;
      if (states.length > maxAtOnce) states = states.slice(0, maxAtOnce);
    }
    const dying = dyingPlaces(this.graph);
    for (const state of states) this.leave(block, state, dying);
    return true;
  }

  private leave(block: Block, state: State, dying: ReadonlySet<PlaceId>): void {
    const end = block.terminator;
    switch (end.kind) {
      case 'jump':
        this.forget(state, dying);
        this.enter(end.to, state);
        return;
      case 'branch': {
        const other = state.clone();
        if (this.take(state, end.condition, true, end.otherwise)) {
          if (end.then !== end.otherwise && end.opposite !== true) this.noteBranch(state, end.range);
          this.forget(state, dying);
          this.enter(end.then, state);
        }
        if (this.take(other, end.condition, false, end.then)) {
          if (end.then !== end.otherwise && end.opposite === true) this.noteBranch(other, end.range);
          this.forget(other, dying);
          this.enter(end.otherwise, other);
        }
        return;
      }
      case 'return':
        this.exits.returns.push({
          state,
          value: end.value === null ? null : this.run.read(this.frame, state, end.value),
          range: end.range,
          implicit: end.implicit,
        });
        return;
      case 'throw': {
        const value = this.run.read(this.frame, state, end.value);
        this.throwState(state, 'proven', { role: 'throws', range: end.range }, value);
        return;
      }
      case 'rethrow':
        this.passOn(state);
        return;
      case 'unreachable':
        return;
    }
  }

  private noteBranch(state: State, range: SourceRange): void {
    state.note({ role: 'branch', range });
  }

  private forget(state: State, dying: ReadonlySet<PlaceId>): void {
    const { places } = this.run.activity.file;
    state.env.forEach((_, place) => {
      if (places[place]?.kind === 'temporary' && dying.has(place)) state.env.delete(place);
    });
  }

  /** An exception leaves the current step in this state (consumed). */
  throwState(state: State, evidence: Evidence, step: PathStep, value: ValueId | null): void {
    state.evidence = weaker(state.evidence, evidence);
    state.exception = value;
    state.note(step);
    this.passOn(state);
  }

  /**
   * A step that may throw without evidence. Inside a `try` its state reaches the handler once, with all open
   * duties in doubt, so that the handler's code is walked but nothing is said on its account.
   */
  possibleThrow(state: State, range: SourceRange): void {
    if (this.handler === null || this.possibleThrown) return;
    this.possibleThrown = true;
    const copy = state.clone();
    for (const [duty, status] of copy.duties) if (isOpen(status)) copy.duties.set(duty, 'perhaps');
    this.throwState(copy, 'possible', { role: 'throws', range }, null);
  }

  private passOn(state: State): void {
    if (this.handler === null) this.exits.throws.push(state);
    else {
      this.forget(state, dyingPlaces(this.graph));
      this.enter(this.handler, state);
    }
  }
}

type BlockId = number;

export type StepRunner = (walk: Walk, site: string, state: State, step: Step) => State[];
