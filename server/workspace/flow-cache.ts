/**
 * Lowered files, kept within bounds. Lowering is what costs most, and a file that many others import is asked for
 * by each of them, while most are asked for once. So what was asked for by two checks is kept apart from what was
 * asked for by one, which comes and goes without displacing it.
 */
import { LRUCache } from 'lru-cache';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { languageOf } from './engine.ts';
import { LARGEST_FILE } from './skip.ts';

/**
 * Kept for one check, in characters of their text; graphs and what is derived from them cost some forty times that
 * in memory.
 */
const KEPT_ONCE = 400_000;
/** Kept for several. */
const KEPT_SHARED = 1_500_000;
/** The same where texts change: a circle of imports is asked for its names at every keystroke. */
const KEPT_WHILE_EDITING = 2_000_000;
/**
 * Where files of a package name one another freely, each asks many of the others: a package that does not fit is lowered
 * over and over.
 */
const KEPT_NEIGHBOURS = 8_000_000;
/** The same in an editor, which stays. */
const KEPT_NEIGHBOURS_WHILE_EDITING = 4_000_000;

interface Kept {
  readonly flow: FileFlow;
  readonly turn: number;
}

export class FlowCache {
  readonly #once: LRUCache<string, Kept>;
  readonly #shared: LRUCache<string, FileFlow>;
  readonly #neighbours: LRUCache<string, FileFlow>;
  /** What was kept once and had to go. */
  readonly #gone = new Set<string>();
  #turn = 0;

  /** @param changing whether somebody edits the files meanwhile */
  constructor(changing: boolean) {
    this.#once = new LRUCache<string, Kept>({
      maxSize: changing ? KEPT_WHILE_EDITING : KEPT_ONCE,
      maxEntrySize: LARGEST_FILE * 2,
      sizeCalculation: ({ flow }) => sizeOf(flow),
      dispose: (_, path, reason) => {
        if (reason === 'evict') this.#gone.add(path);
      },
    });
    this.#shared = ofFlows(changing ? KEPT_WHILE_EDITING : KEPT_SHARED);
    this.#neighbours = ofFlows(changing ? KEPT_NEIGHBOURS_WHILE_EDITING : KEPT_NEIGHBOURS);
  }

  /** Who asks from here on is somebody else. */
  turn(): void {
    this.#turn++;
  }

  get(path: string): FileFlow | undefined {
    const known = this.#shared.get(path) ?? this.#neighbours.get(path);
    if (known !== undefined) return known;
    const once = this.#once.get(path);
    if (once === undefined) return undefined;
    if (once.turn !== this.#turn) {
      this.#once.delete(path);
      this.#shared.set(path, once.flow);
    }
    return once.flow;
  }

  set(path: string, flow: FileFlow): void {
    // With its graphs it is done with the syntax tree, which is several times as large.
    flow.graph(0);
    if (languageOf(path).imports.byName === true) this.#neighbours.set(path, flow);
    else if (this.#gone.delete(path)) this.#shared.set(path, flow);
    else this.#once.set(path, { flow, turn: this.#turn });
  }

  delete(path: string): void {
    this.#once.delete(path);
    this.#shared.delete(path);
    this.#neighbours.delete(path);
    this.#gone.delete(path);
  }

  clear(): void {
    this.#once.clear();
    this.#shared.clear();
    this.#neighbours.clear();
    this.#gone.clear();
  }
}

function ofFlows(maxSize: number): LRUCache<string, FileFlow> {
  return new LRUCache({ maxSize, maxEntrySize: LARGEST_FILE * 2, sizeCalculation: sizeOf });
}

function sizeOf({ text }: FileFlow): number {
  return text.length + 100;
}
