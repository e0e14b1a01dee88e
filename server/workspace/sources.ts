/** Texts of files and what they were lowered to: read when asked for, kept within bounds. */
import { LRUCache } from 'lru-cache';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { lower, type PassedOn } from './engine.ts';
import { FlowCache } from './flow-cache.ts';
import type { FileSystem } from './filesystem.ts';
import { hashOf } from './hash.ts';
import { LARGEST_FILE } from './skip.ts';
import { decode, LineMap, type SourceText } from './text.ts';

export interface Source extends SourceText {
  readonly path: string;
  /** Of the text. */
  readonly hash: string;
}

/** Why there is no text. */
export type Unread =
  | { readonly unread: 'too-large'; readonly size: number }
  | { readonly unread: 'failed'; readonly error: unknown };

/** Kept texts, in characters. */
const KEPT_TEXT = 32_000_000;
export class Sources {
  readonly #fs: FileSystem;
  readonly #texts = new LRUCache<string, Source>({
    maxSize: KEPT_TEXT,
    sizeCalculation: (source) => source.text.length + 100,
  });
  readonly #flows: FlowCache;
  /** Texts that editors hold: they stand in for the disk until they are closed, and are never dropped. */
  readonly #open = new Map<string, Source>();
  /** The one file whose tree somebody holds at the moment. */
  #adopted: { readonly path: string; readonly lowered: () => FileFlow | null } | null = null;
  /** How many files were parsed. */
  lowered = 0;
  /** What names of libraries a file gets at by way of the project's modules. */
  passedOn: (path: string) => PassedOn | undefined = () => undefined;

  /** @param changing whether somebody edits the files meanwhile */
  constructor(fs: FileSystem, changing = false) {
    this.#fs = fs;
    this.#flows = new FlowCache(changing);
  }

  read(path: string): Source | Unread {
    const known = this.#open.get(path) ?? this.#texts.get(path);
    if (known !== undefined) {
      return known.text.length > LARGEST_FILE ? { unread: 'too-large', size: known.text.length } : known;
    }
    const size = this.#fs.info(path)?.size ?? 0;
    if (size > LARGEST_FILE) return { unread: 'too-large', size };
    try {
      const source = this.#source(path, decode(this.#fs.read(path)));
      this.#texts.set(path, source);
      return source;
    } catch (error) {
      return { unread: 'failed', error };
    }
  }

  /** An editor holds the file, perhaps unsaved. */
  open(path: string, text: string): void {
    this.forget(path);
    this.#open.set(path, this.#source(path, { text, byteOrderMark: false, lossy: false }));
  }

  /** The editor has let go of the file: the disk counts again. */
  close(path: string): void {
    this.#open.delete(path);
    this.forget(path);
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  /** Another file is checked from here on: what it asks for is asked by somebody else than before. */
  turn(): void {
    this.#flows.turn();
  }

  /** Drops whatever can be had again. */
  shed(): void {
    this.#texts.clear();
    this.#flows.clear();
  }

  /** Stands in for the disk for a while: standard input, a fixed text. */
  put(path: string, text: string, byteOrderMark = false): void {
    this.#flows.delete(path);
    const marked = text.charCodeAt(0) === 0xfeff;
    const bare = marked ? text.slice(1) : text;
    this.#texts.set(
      path,
      this.#source(path, { text: bare, byteOrderMark: marked || byteOrderMark, lossy: false }),
    );
  }

  /**
   * The text of a file, from somebody who has parsed it too: if it is lowered meanwhile, then from their tree.
   * Their tree is let go of afterwards; the text stays until it is dropped, and is then read from the disk.
   */
  adopt<T>(path: string, text: string, lowered: () => FileFlow | null, meanwhile: () => T): T {
    this.put(path, text);
    this.#adopted = { path, lowered };
    try {
      return meanwhile();
    } finally {
      this.#adopted = null;
    }
  }

  /** The lowered file; null if there is no text or it cannot be lowered. */
  flow(path: string): FileFlow | null {
    const known = this.#flows.get(path);
    if (known !== undefined) return known;
    const source = this.read(path);
    if ('unread' in source) return null;
    this.lowered++;
    const flow =
      this.#adopted?.path === path ? this.#adopted.lowered() : lower(path, source.text, this.passedOn(path));
    if (flow !== null) this.#flows.set(path, flow);
    return flow;
  }

  /** What was made of the text no longer holds, though the text is the same. */
  relower(path: string): void {
    this.#flows.delete(path);
  }

  forget(path: string): void {
    this.#texts.delete(path);
    this.#flows.delete(path);
  }

  #source(path: string, decoded: SourceText): Source {
    let hash: string | null = null;
    return {
      path,
      ...decoded,
      // Only who keeps results asks for it.
      get hash() {
        return (hash ??= hashOf(decoded.text));
      },
    };
  }
}

export function linesOf(source: Source): LineMap {
  return new LineMap(source.text);
}
