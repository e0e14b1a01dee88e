/** Loops that may have no round at all, as far as their code shows. */
import type { Block, Condition, FlowGraph, PlaceId } from '../flow/graph.ts';
import type { Frame } from './activity.ts';
import type { Interpreter } from './interpreter.ts';
import { reachableDuties } from './reach.ts';
import type { State } from './state.ts';

type Iteration = Extract<Condition, { readonly kind: 'iteration' }>;

/**
 * On the way past a loop that has had no round: what its rounds would give to somebody is in doubt. Whoever writes
 * `for logger in loggers: logger.output(file)` knows that there are some; where the rounds merely borrow, the way
 * through them says so.
 */
export function doubtWithoutRounds(run: Interpreter, frame: Frame, state: State, condition: Iteration): void {
  if (state.facts.get(run.read(frame, state, condition.iterable))?.iterated === true) return;
  const { activity } = run;
  for (const place of givenInRounds(activity.file.graph(frame.function.id), condition)) {
    const value = state.env.get(place);
    if (value === undefined) continue;
    for (const duty of reachableDuties(activity, state, value))
      if (activity.dutyOf(duty).parameter === null) state.duties.set(duty, 'perhaps');
  }
}

const known = new WeakMap<Iteration, ReadonlySet<PlaceId>>();

/** The places that are arguments of calls in the loop. */
function givenInRounds(graph: FlowGraph, condition: Iteration): ReadonlySet<PlaceId> {
  let places = known.get(condition);
  if (places !== undefined) return places;
  const head = graph.blocks.findIndex(
    ({ terminator }) => terminator.kind === 'branch' && terminator.condition === condition,
  );
  const given = new Set<PlaceId>();
  for (const { steps } of bodyOf(graph, head))
    for (const step of steps)
      if (step.op === 'call') for (const argument of step.arguments) given.add(argument.value);
  places = given;
  known.set(condition, places);
  return places;
}

/** The blocks that lead from the loop's head to it again. */
export function bodyOf(graph: FlowGraph, head: number): readonly Block[] {
  const end = graph.blocks[head]?.terminator;
  if (end?.kind !== 'branch') return [];
  const into = reaching(graph, head);
  const seen = new Set<number>([head]);
  const queue = [end.then];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id) || !into.has(id)) continue;
    seen.add(id);
    queue.push(...after(graph.blocks[id]));
  }
  return [...seen].flatMap((id) => graph.blocks[id] ?? []);
}

/** The blocks from which the head is reached. */
function reaching(graph: FlowGraph, head: number): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  graph.blocks.forEach((block, id) => {
    for (const next of after(block)) before.set(next, [...(before.get(next) ?? []), id]);
  });
  const seen = new Set<number>();
  const queue = [head];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(before.get(id) ?? []));
  }
  return seen;
}

function after(block: Block | undefined): readonly number[] {
  const end = block?.terminator;
  if (end?.kind === 'jump') return [end.to];
  return end?.kind === 'branch' ? [end.then, end.otherwise] : [];
}
