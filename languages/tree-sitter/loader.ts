/**
 * Loads tree-sitter and its grammars, each when the first file of its language is met and once in a process.
 * The bytes are handed in: whoever runs the engine knows where they lie.
 */
import type * as TreeSitter from 'web-tree-sitter';
import type { Parser } from 'web-tree-sitter';

/** The files that are asked for: the runtime, then one per grammar. */
export type WasmFile = 'web-tree-sitter' | 'tree-sitter-python' | 'tree-sitter-go' | 'tree-sitter-java';

/** Gives the bytes of a file `NAME.wasm`. */
export type WasmReader = (name: WasmFile) => Promise<Uint8Array>;

export type Grammar = 'python' | 'go' | 'java';

const parsers = new Map<Grammar, Parser>();
const loading = new Map<Grammar, Promise<void>>();
let runtime: Promise<typeof TreeSitter> | null = null;

/** Makes a grammar ready. Rejects if its bytes cannot be read or are none; a later call then tries again. */
export function loadGrammar(grammar: Grammar, read: WasmReader): Promise<void> {
  let started = loading.get(grammar);
  if (started === undefined) {
    started = load(grammar, read).catch((error: unknown) => {
      loading.delete(grammar);
      throw error;
    });
    loading.set(grammar, started);
  }
  return started;
}

/** The parser of a grammar; null until it has been loaded. */
export function parserOf(grammar: Grammar): Parser | null {
  return parsers.get(grammar) ?? null;
}

async function load(grammar: Grammar, read: WasmReader): Promise<void> {
  runtime ??= start(read).catch((error: unknown) => {
    runtime = null;
    throw error;
  });
  const { Language, Parser } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(await read(`tree-sitter-${grammar}`)));
  parsers.set(grammar, parser);
}

async function start(read: WasmReader): Promise<typeof TreeSitter> {
  const [module, bytes] = await Promise.all([import('web-tree-sitter'), read('web-tree-sitter')]);
  await module.Parser.init({ wasmBinary: bytes });
  return module;
}
