/** Where the grammars lie that languages other than JavaScript need: beside the bundle, else in their packages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildId } from './build-id.ts';
import type { WasmReader } from './engine.ts';

/** Reads a grammar or the runtime of all of them. Rejects if it is not there. */
export const readWasm: WasmReader = (name) => readFile(pathOf(name));

function pathOf(name: Parameters<WasmReader>[0]): string {
  // The bundle is one file beside the grammars; when run from source there is no such file. That there is a
  // `__dirname` says nothing: what runs the sources may define one.
  if (buildId !== null) return join(__dirname, `${name}.wasm`);
  const { resolve } = createRequire(import.meta.url);
  if (name === 'web-tree-sitter') return resolve('web-tree-sitter/web-tree-sitter.wasm');
  return join(dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', `${name}.wasm`);
}
