/** Turns the blocks that lowering left behind into a graph: tidy, reachable, and in a sensible order. */

import type { Block, BlockId, FlowGraph, Step, Terminator } from '../../../analysis/flow/graph.ts';

/** A block that is being built. */
export interface OpenBlock {
  readonly steps: Step[];
  terminator: Terminator | null;
  readonly handler: BlockId | null;
  loopHead: boolean;
}

/**
 * Drops empty and unreachable blocks, joins blocks that only follow one another, and numbers the rest
 * in reverse postorder, so that a block comes after what leads to it, back edges aside.
 */
export function finishGraph(blocks: OpenBlock[]): FlowGraph {
  skipEmpty(blocks);
  join(blocks);
  const order = reversePostorder(blocks);
  const numbers = new Map(order.map((id, index) => [id, index]));
  const renumber = (id: BlockId): BlockId => numbers.get(id) ?? 0;
  const result: Block[] = [];
  for (const id of order) {
    const open = blocks[id];
    if (!open) continue;
    result.push({
      steps: open.steps,
      terminator: redirect(open.terminator ?? UNREACHABLE, renumber),
      handler: open.handler !== null && numbers.has(open.handler) ? renumber(open.handler) : null,
      loopHead: open.loopHead,
    });
  }
  return { blocks: result };
}

const UNREACHABLE: Terminator = { kind: 'unreachable' };

/** Sends whoever jumps to an empty block straight on to where that block leads. */
function skipEmpty(blocks: OpenBlock[]): void {
  const onward = (start: BlockId): BlockId => {
    let id = start;
    for (let step = 0; step < blocks.length; step += 1) {
      const open = blocks[id];
      if (!open || open.steps.length > 0 || open.loopHead || open.terminator?.kind !== 'jump') break;
      id = open.terminator.to;
    }
    return id;
  };
  for (const open of blocks) if (open.terminator) open.terminator = redirect(open.terminator, onward);
}

/** Joins a block with the only one that follows it, where nothing else leads there. */
function join(blocks: OpenBlock[]): void {
  const entries = new Map<BlockId, number>();
  const order = reversePostorder(blocks);
  for (const id of order) {
    const open = blocks[id];
    if (!open) continue;
    for (const next of successors(open)) entries.set(next, (entries.get(next) ?? 0) + 1);
    if (open.handler !== null) entries.set(open.handler, 2);
  }
  for (const id of order) {
    const open = blocks[id];
    while (open?.terminator?.kind === 'jump') {
      const to = open.terminator.to;
      const next = blocks[to];
      if (!next || next === open || to === 0 || next.loopHead || entries.get(to) !== 1) break;
      if (next.handler !== open.handler) break;
      open.steps.push(...next.steps);
      open.terminator = next.terminator;
      next.terminator = null;
    }
  }
}

/** The reachable blocks; `then` comes before `otherwise`, and a handler after what it handles. */
function reversePostorder(blocks: readonly OpenBlock[]): BlockId[] {
  const seen = new Set<BlockId>([0]);
  const postorder: BlockId[] = [];
  const stack: { readonly id: BlockId; readonly next: BlockId[] }[] = [{ id: 0, next: following(blocks[0]) }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.next.pop();
    if (next === undefined) {
      postorder.push(top.id);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ id: next, next: following(blocks[next]) });
    }
  }
  return postorder.reverse();
}

/** What control may go to, in the order in which it is to be numbered. */
function following(open: OpenBlock | undefined): BlockId[] {
  if (!open) return [];
  const next = successors(open);
  const raises =
    open.steps.length > 0 || open.terminator?.kind === 'throw' || open.terminator?.kind === 'rethrow';
  return open.handler !== null && raises ? [...next, open.handler] : next;
}

function successors({ terminator }: OpenBlock): BlockId[] {
  switch (terminator?.kind) {
    case 'jump':
      return [terminator.to];
    case 'branch':
      return [terminator.then, terminator.otherwise];
    default:
      return [];
  }
}

function redirect(terminator: Terminator, renumber: (id: BlockId) => BlockId): Terminator {
  switch (terminator.kind) {
    case 'jump':
      return { ...terminator, to: renumber(terminator.to) };
    case 'branch':
      return { ...terminator, then: renumber(terminator.then), otherwise: renumber(terminator.otherwise) };
    default:
      return terminator;
  }
}
