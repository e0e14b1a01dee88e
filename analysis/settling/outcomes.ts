/**
 * How a function may end, as far as an item matters: has it answered, is the item given back. A small walk
 * over the graph with sets of such outcomes; functions of the same family are applied where they are called.
 */
import type { Block, Condition, FunctionId, PlaceId } from '../flow/graph.ts';
import { calleesOf, isWithin } from '../trace/closures.ts';
import type { Site } from '../trace/sites.ts';
import type { Item } from './model.ts';
import { calledParameters, type Settlers } from './settlers.ts';

/** Bits of an outcome. */
export const SETTLED = 1;
export const RELEASED = 2;
/** The walk came past the step that is asked about. */
export const PASSED = 4;
export const THREW = 8;

/** A set of outcomes, one bit for each of the sixteen. */
export type Outcomes = number;

export function outcome(bits: number): Outcomes {
  return 1 << bits;
}

export function each(set: Outcomes): number[] {
  const found: number[] = [];
  for (let bits = 0; bits < 16; bits += 1) if ((set & (1 << bits)) !== 0) found.push(bits);
  return found;
}

/** Adds bits to every outcome of the set. */
function mark(set: Outcomes, bits: number): Outcomes {
  let result = 0;
  for (const one of each(set)) result |= outcome(one | bits);
  return result;
}

export class Family {
  private readonly effects = new Map<FunctionId, Outcomes>();
  readonly root: FunctionId;

  constructor(
    readonly item: Item,
    readonly settlers: Settlers,
  ) {
    this.root = item.site.function;
  }

  includes(id: FunctionId): boolean {
    return isWithin(this.item.file, id, this.root);
  }

  /** What calling the function adds. */
  effectOf(id: FunctionId): Outcomes {
    const known = this.effects.get(id);
    if (known !== undefined) return known;
    // A function that calls itself adds nothing by that.
    this.effects.set(id, outcome(0));
    const effect = this.run(id, outcome(0), null);
    this.effects.set(id, effect);
    return effect;
  }

  /** The outcomes at the ways out of the function. */
  run(id: FunctionId, entry: Outcomes, asked: Site | null): Outcomes {
    const graph = this.item.file.graph(id);
    const states: Outcomes[] = graph.blocks.map(() => 0);
    let exits: Outcomes = 0;
    const queue: number[] = [];
    const enter = (block: number, set: Outcomes): void => {
      const before = states[block] ?? 0;
      if ((before | set) === before) return;
      states[block] = before | set;
      queue.push(block);
    };
    if (graph.blocks.length === 0) return entry;
    enter(0, entry);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const block = graph.blocks[at];
      if (block === undefined) continue;
      const set = this.runBlock(id, at, block, states[at] ?? 0, asked, enter);
      const end = block.terminator;
      if (end.kind === 'jump') enter(end.to, set);
      else if (end.kind === 'branch') {
        enter(end.then, this.learn(set, end.condition, true));
        enter(end.otherwise, this.learn(set, end.condition, false));
      } else if (end.kind === 'throw' && block.handler !== null) enter(block.handler, set);
      else if (end.kind !== 'unreachable') exits |= set;
    }
    return exits;
  }

  private runBlock(
    id: FunctionId,
    at: number,
    block: Block,
    entry: Outcomes,
    asked: Site | null,
    enter: (block: number, set: Outcomes) => void,
  ): Outcomes {
    const { item } = this;
    let set = entry;
    block.steps.forEach((step, index) => {
      if (asked !== null && asked.function === id && asked.block === at && asked.index === index)
        set = mark(set, PASSED);
      if (item.releases(step)) set = mark(set, RELEASED);
      if (step.op !== 'call') return;
      if (
        id === item.site.function &&
        step.range.start === item.site.step.range.start &&
        step.range.end === item.site.step.range.end
      ) {
        // From here on it is held; what was answered before does not matter.
        let held = 0;
        for (const bits of each(set)) held |= outcome(bits & ~(SETTLED | RELEASED));
        set = held;
        return;
      }
      if (block.handler !== null && item.mayThrow({ function: id, block: at, index, step }))
        enter(block.handler, mark(set, THREW));
      if (this.settlers.has(step.callee)) set = mark(set, SETTLED);
      const callees = calleesOf(item.file, step).filter((callee) => this.includes(callee) && callee !== id);
      if (callees.length === 0) return;
      // A function of the family that gets a settler is taken to call it, if it is not seen when it does.
      const settles = (place: PlaceId): boolean => this.settlers.has(place);
      if (
        step.arguments.some(({ value }) => settles(value)) &&
        callees.some((callee) => calledParameters(item.file, callee, step, settles).length === 0)
      )
        set = mark(set, SETTLED);
      let after = 0;
      for (const callee of callees) {
        const effect = this.effectOf(callee);
        for (const added of each(effect)) after |= mark(set, added & (SETTLED | RELEASED));
      }
      if (after !== 0) set = after;
    });
    return set;
  }

  /** Where a place that holds the item is empty, nothing is held. */
  private learn(set: Outcomes, condition: Condition, outcomeOfTest: boolean): Outcomes {
    const empty = emptyPlace(condition, outcomeOfTest);
    return empty !== null && this.item.holders.has(empty) ? mark(set, RELEASED) : set;
  }
}

function emptyPlace(condition: Condition, outcomeOfTest: boolean): PlaceId | null {
  if (condition.kind === 'truthy') return outcomeOfTest ? null : condition.place;
  if (condition.kind !== 'equals') return null;
  return outcomeOfTest && (condition.literal === null || condition.literal === undefined)
    ? condition.place
    : null;
}
