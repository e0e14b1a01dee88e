/**
 * Loads tree-sitter and its grammars, each when the first file of its language is met and once in a process.
 * The bytes are handed in: whoever runs the engine knows where they lie.
 */
import type * as TreeSitter from 'web-tree-sitter';
import type { Parser } from 'web-tree-sitter';
import { runtimeOf, type Runtime } from './cursor.ts';

/** The files that are asked for: the runtime, then one per grammar. */
export type WasmFile = 'web-tree-sitter' | 'tree-sitter-python' | 'tree-sitter-go' | 'tree-sitter-java';

/** Gives the bytes of a file `NAME.wasm`. */
export type WasmReader = (name: WasmFile) => Promise<Uint8Array>;

export type Grammar = 'python' | 'go' | 'java';

/** What parses a language, and what its numbers mean. */
export interface Loaded {
  readonly parser: Parser;
  readonly runtime: Runtime;
  /** The kinds of nodes that were met so far, by number. */
  readonly kinds: Map<number, Kind>;
  /** The names of all, by number. */
  readonly types: readonly string[];
  /** The names of fields, by number; there is none for 0. */
  readonly fields: readonly (string | null)[];
}

export interface Kind {
  readonly type: string;
  /** It is neither punctuation nor a keyword. */
  readonly named: boolean;
  /** It says something that the nodes around do not. */
  readonly telling: boolean;
  readonly comment: boolean;
}

interface Started {
  readonly module: typeof TreeSitter;
  readonly runtime: Runtime;
}

const grammars = new Map<Grammar, Loaded>();
const loading = new Map<Grammar, Promise<void>>();
let started: Promise<Started> | null = null;

/** Makes a grammar ready. Rejects if its bytes cannot be read or are none; a later call then tries again. */
export function loadGrammar(grammar: Grammar, read: WasmReader): Promise<void> {
  let begun = loading.get(grammar);
  if (begun === undefined) {
    begun = load(grammar, read).catch((error: unknown) => {
      loading.delete(grammar);
      throw error;
    });
    loading.set(grammar, begun);
  }
  return begun;
}

/** A grammar and its parser; null until it has been loaded. */
export function loaded(grammar: Grammar): Loaded | null {
  return grammars.get(grammar) ?? null;
}

async function load(grammar: Grammar, read: WasmReader): Promise<void> {
  started ??= start(read).catch((error: unknown) => {
    started = null;
    throw error;
  });
  const { module, runtime } = await started;
  const parser = new module.Parser();
  const language = await module.Language.load(await read(`tree-sitter-${grammar}`));
  parser.setLanguage(language);
  const types = language.types.map(internal);
  const fields = language.fields.map((name) => (name === null ? null : internal(name)));
  grammars.set(grammar, { parser, runtime, kinds: new Map(), types, fields });
}

async function start(read: WasmReader): Promise<Started> {
  const [module, bytes] = await Promise.all([import('web-tree-sitter'), read('web-tree-sitter')]);
  return { module, runtime: runtimeOf(await startOnce(module, bytes)) };
}

/** Where the library's class keeps what it was started with. */
const STARTED = Symbol.for('leaklint.started');

/**
 * The object that the library was started with: the runtime puts its functions there. That is done once for each copy
 * of the library, which two copies of this file may share: one that was imported and one that was required.
 */
async function startOnce(module: typeof TreeSitter, bytes: Uint8Array): Promise<object> {
  const kept: unknown = Reflect.get(module.Parser, STARTED);
  if (kept instanceof Promise) {
    const options: unknown = await kept;
    if (typeof options === 'object' && options !== null) return options;
  }
  const options = { wasmBinary: bytes };
  const starting = module.Parser.init(options).then(() => options);
  Reflect.set(module.Parser, STARTED, starting);
  return starting.catch((error: unknown) => {
    Reflect.deleteProperty(module.Parser, STARTED);
    throw error;
  });
}

/**
 * The same string as V8 keeps those that stand in the code. Two of them that differ are told apart by where they
 * lie, others by their letters, and lowering compares the types of nodes more than it does anything else.
 */
function internal(text: string): string {
  const [name = text] = Object.keys({ [text]: true });
  return name;
}
