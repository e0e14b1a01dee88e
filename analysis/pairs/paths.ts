/** Whether an exception leaves a function between a call and the calls that undo it. */
import type { Block, FileFlow, SourceRange, Step } from '../flow/graph.ts';
import type { CallSite } from '../trace/sites.ts';

/** Nothing is held; it is held; it is held after an exception. Bits of a set. */
const FREE = 1;
const HELD = 2;
const THROWN = 4;

/** Where the exception comes from that leaves it held; null where none does, or where no ordinary path undoes it. */
export function lostIn(
  file: FileFlow,
  site: CallSite,
  undoing: ReadonlySet<Step>,
): { readonly range: SourceRange } | null {
  const { blocks } = file.graph(site.function);
  const states = blocks.map(() => 0);
  const queue: number[] = [];
  const enter = (to: number, set: number): void => {
    const before = states[to] ?? 0;
    if ((before | set) === before) return;
    states[to] = before | set;
    queue.push(to);
  };
  const lost: SourceRange[] = [];
  let isUndone = false;
  const leave = (block: Block, set: number, range: SourceRange): void => {
    if ((set & (HELD | THROWN)) === 0) return;
    if (block.handler !== null) enter(block.handler, thrown(set));
    else lost.push(range);
  };
  const own = ownPlaces(blocks, site, undoing);
  enter(0, FREE);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const block = blocks[at];
    if (block === undefined) continue;
    let set = states[at] ?? 0;
    for (const step of block.steps) {
      if (
        step.op === 'call' &&
        step.range.start === site.step.range.start &&
        step.range.end === site.step.range.end
      )
        set = HELD;
      else if (undoing.has(step)) {
        // Somebody undoes it after an exception, perhaps on a condition that is not followed here.
        if ((set & THROWN) !== 0) return null;
        isUndone ||= (set & HELD) !== 0;
        set = FREE;
      } else if (step.op === 'await' && !own.has(step.source)) leave(block, set, step.range);
    }
    const end = block.terminator;
    if (end.kind === 'jump') enter(end.to, set);
    else if (end.kind === 'branch') {
      enter(end.then, set);
      enter(end.otherwise, set);
    } else if (end.kind === 'throw') leave(block, set, end.range);
    // An ordinary way out that leaves it held may mean to.
    else if (end.kind === 'rethrow' && (set & THROWN) !== 0) leave(block, set, end.range);
    else if (end.kind === 'return' && (set & HELD) !== 0) return null;
  }
  const [range] = lost;
  return isUndone && range !== undefined ? { range } : null;
}

/** An exception keeps what is held, and what was free. */
function thrown(set: number): number {
  return (set & FREE) | ((set & (HELD | THROWN)) === 0 ? 0 : THROWN);
}

/** The results of the call and of what undoes it: to wait for those is no new risk. */
function ownPlaces(
  blocks: readonly Block[],
  site: CallSite,
  undoing: ReadonlySet<Step>,
): ReadonlySet<number> {
  const own = new Set<number>();
  for (const block of blocks)
    for (const step of block.steps)
      if (step.op === 'call' && (undoing.has(step) || step.range.start === site.step.range.start))
        own.add(step.target);
  return own;
}
