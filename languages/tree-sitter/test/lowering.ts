/** What is tested alike of every language that tree-sitter parses: its fixtures, and what it bears. */
import assert from 'node:assert/strict';
import type { FileFlow } from '../../../analysis/flow/graph.ts';
import { printFunction } from '../../../analysis/flow/print-file.ts';
import { printGraph } from '../../../analysis/flow/print.ts';
import { fixtureFiles, UPDATING } from '../../typescript/test/fixtures.ts';

export interface Lowering {
  /** For people. */
  readonly name: string;
  /** The folder of the language. */
  readonly folder: string;
  /** The grammar has been loaded. */
  readonly lower: (text: string) => FileFlow | null;
  /** What is printed of the fixtures in a folder of each name. */
  readonly printers: Readonly<Record<string, (file: FileFlow) => string>>;
  /** Each beginning of this is lowered. */
  readonly source: string;
  /** A text around an expression that is nested deeper than the stack. */
  readonly around: (expression: string) => string;
}

export function describeLowering({ name, folder, lower, printers, source, around }: Lowering): void {
  const lowered = (text: string): FileFlow => {
    const flow = lower(text);
    assert.ok(flow);
    return flow;
  };

  for (const [kind, print] of Object.entries(printers)) {
    describe(`${name} fixtures: ${kind}`, () => {
      for (const file of fixtureFiles(kind, folder)) {
        const actual = file.fixtures.map((fixture) => print(lowered(fixture.source)));
        if (UPDATING) file.update(actual);
        file.fixtures.forEach((fixture, index) => {
          it(`${file.name}: ${fixture.title}`, () => {
            if (!UPDATING) assert.equal(actual[index], fixture.expected);
          });
        });
      }
    });
  }

  describe(`${name}: bad input`, () => {
    it('lowers every beginning of a text', () => {
      for (let end = 0; end <= source.length; end += 1) {
        const flow = lowered(source.slice(0, end));
        for (const { id } of flow.functions) flow.graph(id);
      }
    });

    it('bears what is nested deeper than the stack', () => {
      const flow = lowered(around(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`));
      assert.ok(flow.functions.length > 0);
      for (const { id } of flow.functions) flow.graph(id);
    });
  });
}

/** Modules that only define functions and classes tell nothing. */
export function printGraphs(file: FileFlow): string {
  return file.functions
    .filter(({ kind }) => kind !== 'module')
    .map((info) => `${printFunction(file, info)}\n${printGraph(file, file.graph(info.id))}\n`)
    .join('');
}
