import assert from 'node:assert/strict';
import { printGraph } from '../../analysis/flow/print.ts';
import { printFunction } from '../../analysis/flow/print-file.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { fixtureFiles, UPDATING } from '../typescript/test/fixtures.ts';
import { lowerPython } from './lower.ts';

await loadGrammar('python', readWasm);

function lowered(text: string): FileFlow {
  const flow = lowerPython({ path: '/fixture.py', text });
  assert.ok(flow);
  return flow;
}

/** Modules that only define functions and classes tell nothing. */
function printGraphs(file: FileFlow): string {
  return file.functions
    .filter(({ kind }) => kind !== 'module')
    .map((info) => `${printFunction(file, info)}\n${printGraph(file, file.graph(info.id))}\n`)
    .join('');
}

describe('Python fixtures: flow', () => {
  for (const file of fixtureFiles('flow', 'python')) {
    const actual = file.fixtures.map(({ source }) => printGraphs(lowered(source)));
    if (UPDATING) file.update(actual);
    file.fixtures.forEach((fixture, index) => {
      it(`${file.name}: ${fixture.title}`, () => {
        if (!UPDATING) assert.equal(actual[index], fixture.expected);
      });
    });
  }
});

describe('Python: bad input', () => {
  const source =
    'class A:\n  async def f(s, x=1):\n    async with g(x) as y:\n      return [z async for z in y if z in (1, 2)]\n';

  it('lowers every beginning of a text', () => {
    for (let end = 0; end <= source.length; end += 1) {
      const flow = lowered(source.slice(0, end));
      for (const { id } of flow.functions) flow.graph(id);
    }
  });

  it('bears what is nested deeper than the stack', () => {
    const flow = lowered(`def f():\n  return ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`);
    for (const { id } of flow.functions) flow.graph(id);
  });
});
