/**
 * Builds the blocks of one function, whatever its language. Lowering code only ever appends to the current block;
 * after a jump, `return` or `throw` the current block is a fresh one that nothing leads to, and `finish` drops it.
 */

import type {
  BlockId,
  Condition,
  FlowGraph,
  Literal,
  Place,
  PlaceId,
  Reference,
  SourceRange,
  Step,
  Terminator,
} from '../../../analysis/flow/graph.ts';
import type { Completion } from './completions.ts';
import { finishGraph, type OpenBlock } from './finish.ts';

/** One for all: there is nothing to say of any, and there are more of them than of anything else. */
const TEMPORARY: Place = Object.freeze({ kind: 'temporary' });

/** The state of lowering one function. A language adds what its own lowering has to remember. */
export class GraphBuilder {
  /** Enclosing statements that `break`, `continue` and `return` have to reckon with, outermost first. */
  readonly completions: Completion[] = [];
  /** Where exceptions of the code that is being lowered go. */
  handler: BlockId | null = null;
  /** How many loops are around the current statement in this function. */
  loops = 0;
  /** How many bodies of `finally` are being lowered inside one another. */
  cleanupDepth = 0;
  readonly #addPlace: (place: Place) => PlaceId;
  readonly #blocks: OpenBlock[] = [];
  /** What the tests of the source guard: the bodies of `if`. */
  readonly #guarded = new Set<BlockId>();
  #current: BlockId;
  #sharedResult: PlaceId | null = null;

  /** @param addPlace adds a place to the file's table */
  constructor(addPlace: (place: Place) => PlaceId) {
    this.#addPlace = addPlace;
    this.#current = this.block();
  }

  /** How many blocks there are so far. */
  get size(): number {
    return this.#blocks.length;
  }

  /** Adds an empty block under the present handler. */
  block(handler: BlockId | null = this.handler): BlockId {
    return this.#blocks.push({ steps: [], terminator: null, handler, loopHead: false }) - 1;
  }

  /** Goes on in the given block. */
  enter(block: BlockId): void {
    this.#current = block;
  }

  /** Marks a block as the head of a loop. */
  markLoop(block: BlockId): void {
    const open = this.#blocks[block];
    if (open) open.loopHead = true;
  }

  /** Appends a step. */
  emit(step: Step): void {
    this.#blocks[this.#current]?.steps.push(step);
  }

  /** Ends the current block; what follows is unreachable until another block is entered. */
  end(terminator: Terminator): void {
    const open = this.#blocks[this.#current];
    if (open && !open.terminator) open.terminator = terminator;
    this.#current = this.block();
  }

  /** Ends the current block with a jump. */
  jump(to: BlockId): void {
    this.end({ kind: 'jump', to });
  }

  /** Ends the current block with a branch. */
  branch(condition: Condition, then: BlockId, otherwise: BlockId, range: SourceRange): void {
    const opposite = this.#guarded.has(otherwise) && !this.#guarded.has(then);
    this.end({ kind: 'branch', condition, then, otherwise, range, ...(opposite && { opposite }) });
  }

  /** A block that the source enters where a test holds; or where one more does, if that leads to what is guarded. */
  guard(block: BlockId, towards?: BlockId): void {
    if (towards === undefined || this.#guarded.has(towards)) this.#guarded.add(block);
  }

  /** A new temporary. */
  temporary(): PlaceId {
    return this.#addPlace(TEMPORARY);
  }

  /** The one place for the results of returns that share their way out. */
  sharedResult(): PlaceId {
    this.#sharedResult ??= this.temporary();
    return this.#sharedResult;
  }

  /** A temporary that holds a literal. */
  literal(value: Literal, range: SourceRange): PlaceId {
    const target = this.temporary();
    this.emit({ op: 'literal', target, value, range });
    return target;
  }

  /** A temporary that holds what a reference denotes. */
  reference(reference: Reference, range: SourceRange): PlaceId {
    const target = this.temporary();
    this.emit({ op: 'reference', target, reference, range });
    return target;
  }

  /** A temporary that holds the result of an operation. */
  operation(operator: string, operands: readonly PlaceId[], range: SourceRange): PlaceId {
    const target = this.temporary();
    this.emit({ op: 'operation', target, operator, operands, range });
    return target;
  }

  /** A temporary that holds a property. */
  load(object: PlaceId, key: string | null, range: SourceRange, computed?: PlaceId): PlaceId {
    const target = this.temporary();
    this.emit({ op: 'load', target, object, key, range, ...(computed !== undefined && { computed }) });
    return target;
  }

  /** A temporary that holds a property which, where it is a method, is bound to its object. */
  loadBound(object: PlaceId, key: string | null, range: SourceRange): PlaceId {
    const target = this.temporary();
    this.emit({ op: 'load', target, object, key, range, binds: true });
    return target;
  }

  /** Binds a place to what another holds. */
  copy(target: PlaceId, source: PlaceId, range: SourceRange, declares = false): void {
    this.emit({ op: 'copy', target, source, range, ...(declares && { declares }) });
  }

  /** The finished graph. */
  finish(): FlowGraph {
    return finishGraph(this.#blocks);
  }
}
