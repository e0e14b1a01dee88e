/** Loops that count through an array and release what is in its slots: `for (int i = 0; i < n; i++) readers[i].close()`. */
import type { Block, CallStep, Condition, FileFlow, FlowGraph, PlaceId, Step } from '../flow/graph.ts';
import type { Frame } from './activity.ts';
import type { Interpreter } from './interpreter.ts';
import { bodyOf } from './rounds.ts';
import type { State } from './state.ts';
import { isReleaseVerb } from './verbs.ts';

/**
 * What a counting loop teaches of the arrays that it sweeps; false if the outcome cannot be on this path. Whoever counts
 * through an array that holds something has met each of its slots after the loop, as with a loop over its elements: how
 * far it counts is how far the array was filled.
 */
export function assumeSweep(
  run: Interpreter,
  frame: Frame,
  state: State,
  condition: Condition,
  outcome: boolean,
): boolean {
  const { file } = run.activity;
  return sweptBy(file, file.graph(frame.function.id), condition).every((place) => {
    const container = run.read(frame, state, place);
    if (outcome) state.learn(container, { iterated: true });
    return (
      outcome ||
      state.facts.get(container)?.iterated === true ||
      run.heldElements(state, container).length === 0
    );
  });
}

const known = new WeakMap<Condition, readonly PlaceId[]>();

/** The arrays whose slots a loop under this condition releases. */
function sweptBy(file: FileFlow, graph: FlowGraph, condition: Condition): readonly PlaceId[] {
  let places = known.get(condition);
  if (places === undefined) known.set(condition, (places = sweepsOf(file, graph, condition)));
  return places;
}

function sweepsOf(file: FileFlow, graph: FlowGraph, condition: Condition): readonly PlaceId[] {
  const id = graph.blocks.findIndex(
    ({ terminator }) => terminator.kind === 'branch' && terminator.condition === condition,
  );
  const head = graph.blocks[id];
  if (head?.loopHead !== true) return [];
  const steps = bodyOf(graph, id).flatMap((block) => block.steps);
  const written = new Set(steps.flatMap((step) => ('target' in step ? [step.target] : [])));
  const counters = comparedIn(head, condition).filter((place) => written.has(place));
  return steps.flatMap((step) => {
    if (step.op !== 'load' || step.key !== null || step.computed === undefined) return [];
    const isSlot = counters.includes(step.computed) && !written.has(step.object);
    return isSlot && isReleased(file, steps, step.target) ? [step.object] : [];
  });
}

/** What the head of the loop compares. */
function comparedIn({ steps }: Block, condition: Condition): readonly PlaceId[] {
  if (condition.kind === 'compare') return [condition.place];
  const last = steps.at(-1);
  return last?.op === 'operation' && /^(?:[<>]=?|!==?)$/.test(last.operator) ? last.operands : [];
}

/** By a method of its own, or by a function that is called so; perhaps under another name. */
function isReleased(file: FileFlow, steps: readonly Step[], slot: PlaceId): boolean {
  const names = new Set([slot]);
  for (const step of steps) if (step.op === 'copy' && names.has(step.source)) names.add(step.target);
  return steps.some((step) => {
    if (step.op !== 'call' || !isNamedForRelease(file, step)) return false;
    const given = step.arguments.map(({ value }) => value);
    return [...given, ...(step.receiver === undefined ? [] : [step.receiver])].some((one) => names.has(one));
  });
}

function isNamedForRelease({ text }: FileFlow, { nameRange: { start, end } }: CallStep): boolean {
  const name = text.slice(start, end);
  return isReleaseVerb(name) || /^(?:close|release|dispose)/i.test(name);
}
