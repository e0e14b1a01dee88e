import assert from 'node:assert/strict';
import { printGraph } from '../../analysis/flow/print.ts';
import { printFunction } from '../../analysis/flow/print-file.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { fixtureFiles, UPDATING } from '../typescript/test/fixtures.ts';
import { lowerGo } from './lower.ts';

await loadGrammar('go', readWasm);

function lowered(text: string): FileFlow {
  const flow = lowerGo({ path: '/fixture.go', text });
  assert.ok(flow);
  return flow;
}

function printGraphs(file: FileFlow): string {
  return file.functions
    .filter(({ kind }) => kind !== 'module')
    .map((info) => `${printFunction(file, info)}\n${printGraph(file, file.graph(info.id))}\n`)
    .join('');
}

describe('Go fixtures: flow', () => {
  for (const file of fixtureFiles('flow', 'go')) {
    const actual = file.fixtures.map(({ source }) => printGraphs(lowered(source)));
    if (UPDATING) file.update(actual);
    file.fixtures.forEach((fixture, index) => {
      it(`${file.name}: ${fixture.title}`, () => {
        if (!UPDATING) assert.equal(actual[index], fixture.expected);
      });
    });
  }
});

describe('Go: bad input', () => {
  const source =
    'package p\nfunc f() (err error) { for { select { case v, ok := <-c: go g(v); default: defer h(ok) } } }';

  it('lowers every beginning of a text', () => {
    for (let end = 0; end <= source.length; end += 1) {
      const flow = lowered(source.slice(0, end));
      for (const { id } of flow.functions) flow.graph(id);
    }
  });

  it('bears what is nested deeper than the stack', () => {
    const flow = lowered(`package p\nfunc f() int { return ${'('.repeat(20_000)}1${')'.repeat(20_000)} }`);
    assert.ok(flow.functions.length > 0);
    for (const { id } of flow.functions) flow.graph(id);
  });
});
