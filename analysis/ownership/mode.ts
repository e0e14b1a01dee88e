/**
 * Releases under a mode: `if (!iterated) statement.close()`, where `iterated` is an argument, a field or the answer of
 * one. Who has set it means that somebody else has the thing then, whom this function does not know.
 */
import type { FileFlow, FlowGraph, SourceRange, Terminator } from '../flow/graph.ts';
import { originsOf, type Origin } from '../trace/origins.ts';
import type { Activity, Disposal, Duty } from './activity.ts';
import { targetsOf } from './order.ts';

/**
 * Whether a mode alone decides if the thing is given back: on all ordinary ways out of the function it is, but for those
 * on which the mode says that it is not.
 */
export function isDecidedByMode(
  { file, root }: Activity,
  duty: Duty,
  releases: readonly Disposal[],
): boolean {
  if (duty.function !== root.id || releases.length === 0) return false;
  const graph = file.graph(root.id);
  const start = blocksWith(graph, [duty.range]).at(0);
  const given = new Set(
    blocksWith(
      graph,
      releases.map(({ range }) => range),
    ),
  );
  if (start === undefined || given.size === 0) return false;
  let modes = 0;
  let waits = false;
  const seen = new Set<number>([start]);
  for (const id of seen) {
    const end = graph.blocks[id]?.terminator;
    // `if (wait) return child.wait()`
    if (end?.kind === 'return' && !(waits && given.has(id))) return false;
    if (end === undefined || (given.has(id) && id !== start)) continue;
    const asked = end.kind === 'branch' && isMode(file, end);
    for (const next of targetsOf(end)) {
      const spared =
        asked && !mayCome(graph, next, given) && targetsOf(end).some((one) => isRelease(graph, one, given));
      if (spared) {
        modes += 1;
        waits ||= isRelease(graph, end.then, given) && saysWhetherToWait(file, end);
      } else seen.add(next);
    }
  }
  return modes > 0;
}

function blocksWith({ blocks }: FlowGraph, ranges: readonly SourceRange[]): readonly number[] {
  return blocks.flatMap(({ steps }, id) =>
    steps.some(
      ({ op, range }) =>
        (op === 'call' || op === 'release') &&
        ranges.some((one) => one.start === range.start && one.end === range.end),
    )
      ? [id]
      : [],
  );
}

/** Whether the way leads to one of the blocks, unless something throws. */
function mayCome(graph: FlowGraph, from: number, to: ReadonlySet<number>): boolean {
  const seen = new Set<number>([from]);
  for (const id of seen) {
    if (to.has(id)) return true;
    const end = graph.blocks[id]?.terminator;
    if (end !== undefined) for (const next of targetsOf(end)) seen.add(next);
  }
  return false;
}

/** The argument is called for what is done with a thing that goes on by itself. */
function saysWhetherToWait(file: FileFlow, { condition }: Terminator & { readonly kind: 'branch' }): boolean {
  if (condition.kind !== 'truthy') return false;
  return originsOf(file, condition.place).some(
    (origin) =>
      origin.kind === 'parameter' &&
      /^(?:should_?|do_?)?(?:wait|block|sync|join|foreground|background|detach)(?:ing|ed)?(?:_|[A-Z]|$)/.test(
        file.functions[origin.function]?.parameters[origin.index]?.name ?? '',
      ),
  );
}

/** Nothing is done before the release, so the mode was asked because of it. */
function isRelease(graph: FlowGraph, from: number, given: ReadonlySet<number>): boolean {
  const seen = new Set<number>([from]);
  for (const id of seen) {
    if (given.has(id)) return true;
    const block = graph.blocks[id];
    if (block === undefined || block.steps.some(({ op }) => op === 'call' || op === 'store')) return false;
    for (const next of targetsOf(block.terminator)) seen.add(next);
  }
  return false;
}

function isMode(file: FileFlow, { condition }: Terminator & { readonly kind: 'branch' }): boolean {
  if (condition.kind !== 'truthy') return false;
  const origins = originsOf(file, condition.place)
    // What it is where nobody says anything: `def launch(url, wait=False)`.
    .filter(({ kind }) => kind !== 'literal');
  return origins.length > 0 && origins.every((origin) => isOfSomebodyElse(file, origin, true));
}

/** An argument, a field of the instance or of an argument, or what one of these answers when it is asked its mode. */
function isOfSomebodyElse(file: FileFlow, origin: Origin, asked: boolean): boolean {
  if (origin.kind === 'parameter') return true;
  if (origin.kind === 'this') return !asked;
  if (origin.kind === 'member')
    return originsOf(file, origin.object).every((one) => isOfSomebodyElse(file, one, false));
  if (origin.kind !== 'call' || !asked) return false;
  const { receiver, method, arguments: given } = origin.site.step;
  if (receiver === undefined || given.length > 0 || !(typeof method === 'string' && mode.test(method)))
    return false;
  const of = originsOf(file, receiver);
  return of.length > 0 && of.every((one) => isOfSomebodyElse(file, one, false));
}

/** `isIteratedResult`, `shouldClose`, but nothing that asks for what has happened to somebody. */
const mode =
  /^(?:is|get|should|use|needs?|wants?|keeps?|auto)_?(?!(?:Empty|Open|Closed|Present|Valid|Null|Connected|Running|Alive|Done|Cancell?ed|Interrupted|Active|Shutdown|Terminated|Stopped|Started)$)[A-Z]/;
