import assert from 'node:assert/strict';
import { printGraph } from '../../analysis/flow/print.ts';
import { printClasses, printExports, printFunction, printVariables } from '../../analysis/flow/print-file.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { fixtureFiles, UPDATING } from '../typescript/test/fixtures.ts';
import { lowerJava } from './lower.ts';

await loadGrammar('java', readWasm);

function lowered(text: string): FileFlow {
  const flow = lowerJava({ path: '/fixture.java', text });
  assert.ok(flow);
  return flow;
}

function printGraphs(file: FileFlow): string {
  return file.functions
    .filter(({ kind }) => kind !== 'module')
    .map((info) => `${printFunction(file, info)}\n${printGraph(file, file.graph(info.id))}\n`)
    .join('');
}

function printNames(file: FileFlow): string {
  const modules = file.modules.length > 0 ? [`modules ${file.modules.join(' ')}`] : [];
  const functions = file.functions.filter(({ id }) => id > 0).map((info) => printFunction(file, info));
  return [...modules, ...printVariables(file), ...functions, ...printClasses(file), ...printExports(file)]
    .map((line) => `${line}\n`)
    .join('');
}

const PRINTERS = { flow: printGraphs, names: printNames };

for (const [folder, print] of Object.entries(PRINTERS)) {
  describe(`Java fixtures: ${folder}`, () => {
    for (const file of fixtureFiles(folder, 'java')) {
      const actual = file.fixtures.map(({ source }) => print(lowered(source)));
      if (UPDATING) file.update(actual);
      file.fixtures.forEach((fixture, index) => {
        it(`${file.name}: ${fixture.title}`, () => {
          if (!UPDATING) assert.equal(actual[index], fixture.expected);
        });
      });
    }
  });
}

describe('Java: bad input', () => {
  const source = 'class A { void f() { try (Reader in = open()) { g(() -> in.read()); } finally { h(); } } }';

  it('lowers every beginning of a text', () => {
    for (let end = 0; end <= source.length; end += 1) {
      const flow = lowered(source.slice(0, end));
      for (const { id } of flow.functions) flow.graph(id);
    }
  });

  it('bears what is nested deeper than the stack', () => {
    const flow = lowered(`class A { int f() { return ${'('.repeat(20_000)}1${')'.repeat(20_000)}; } }`);
    assert.ok(flow.functions.length > 0);
    for (const { id } of flow.functions) flow.graph(id);
  });
});
