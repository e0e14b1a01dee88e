import assert from 'node:assert/strict';
import type { FileFlow, FunctionInfo } from '../../analysis/flow/graph.ts';
import { printGraph } from '../../analysis/flow/print.ts';
import { printClasses, printExports, printFunction, printVariables } from '../../analysis/flow/print-file.ts';
import { lowerTypeScript } from './lower.ts';
import { fixtureFiles, UPDATING } from './test/fixtures.ts';

function printGraphs(file: FileFlow): string {
  return file.functions
    .filter((info) => !isTrivialModule(file, info))
    .map((info) => `${printFunction(file, info)}\n${printGraph(file, file.graph(info.id))}\n`)
    .join('');
}

/** A module that only declares functions tells nothing. */
function isTrivialModule(file: FileFlow, info: FunctionInfo): boolean {
  const { blocks } = file.graph(info.id);
  return (
    info.kind === 'module' &&
    blocks.length === 1 &&
    (blocks[0]?.steps ?? []).every(({ op }) => op === 'closure')
  );
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
  describe(`TypeScript fixtures: ${folder}`, () => {
    for (const file of fixtureFiles(folder)) {
      const actual = file.fixtures.map(({ source, extension }) =>
        print(lowerTypeScript({ path: `/fixture.${extension}`, text: source })),
      );
      if (UPDATING) file.update(actual);
      file.fixtures.forEach((fixture, index) => {
        it(`${file.name}: ${fixture.title}`, () => {
          if (!UPDATING) assert.equal(actual[index], fixture.expected);
        });
      });
    }
  });
}
