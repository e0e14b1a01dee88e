import { printClasses, printExports, printFunction, printVariables } from '../../analysis/flow/print-file.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { describeLowering, printGraphs } from '../tree-sitter/test/lowering.ts';
import { lowerJava } from './lower.ts';

await loadGrammar('java', readWasm);

describeLowering({
  name: 'Java',
  folder: 'java',
  lower: (text) => lowerJava({ path: '/fixture.java', text }),
  printers: { flow: printGraphs, names: printNames },
  source: 'class A { void f() { try (Reader in = open()) { g(() -> in.read()); } finally { h(); } } }',
  around: (expression) => `class A { int f() { return ${expression}; } }`,
});

function printNames(file: FileFlow): string {
  const modules = file.modules.length > 0 ? [`modules ${file.modules.join(' ')}`] : [];
  const functions = file.functions.filter(({ id }) => id > 0).map((info) => printFunction(file, info));
  return [...modules, ...printVariables(file), ...functions, ...printClasses(file), ...printExports(file)]
    .map((line) => `${line}\n`)
    .join('');
}
