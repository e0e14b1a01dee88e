import assert from 'node:assert/strict';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { printGraph } from '../../analysis/flow/print.ts';
import { printClasses, printExports, printFunction, printVariables } from '../../analysis/flow/print-file.ts';
import { fixtureProjects } from '../../test/harness/collection.ts';
import { lowerESTree } from './lower.ts';
import { parseText } from './parse.ts';
import { parseScript } from './script.ts';

function print(file: FileFlow | null): string {
  assert.ok(file !== null);
  const graphs = file.functions.flatMap((info) => [
    `${printFunction(file, info)} ${info.range.start}-${info.range.end} ${info.body.start}-${info.body.end}`,
    printGraph(file, file.graph(info.id)),
    ...file.graph(info.id).blocks.map(({ steps }) => JSON.stringify(steps.map(({ range }) => range))),
  ]);
  const tables = [...printVariables(file), ...printClasses(file), ...printExports(file)];
  return [`modules ${file.modules.join(' ')}`, ...tables, ...graphs].join('\n');
}

/** Lowers a script both ways; the quick way must take it, and both must say the same. */
function assertAlike(path: string, text: string): void {
  const script = parseScript(path, text);
  assert.ok(script !== null, `${path} is refused`);
  const quick = lowerESTree({ path, text, ...script });
  assert.equal(print(quick), print(lowerESTree({ path, text, ...parseText(path, text) })), path);
}

describe('plain scripts', () => {
  it('are lowered alike by either parser', () => {
    const scripts = fixtureProjects().flatMap(({ texts }) =>
      [...texts].filter(([path, text]) => /\.[cm]?jsx?$/.test(path) && parseScript(path, text) !== null),
    );
    assert.ok(scripts.length > 0);
    for (const [path, text] of scripts) assertAlike(path, text);
  });

  it('may be old, sloppy or new', () => {
    const sources = [
      'with (a) { b(0644); } delete x; var let = "\\07"; function f(a, a) { return arguments.callee; }',
      '#!/usr/bin/env node\nif (process.argv.length < 3) return;\nrequire("fs").openSync(a);',
      'import fs from "fs" with { type: "json" }; await fs; export * as b from "b"; export default class {}',
      'class A extends B { #x = 1; static { this.y = 2; } get [a]() { return super.b?.c ?? (this.#x ||= 1); } }',
      'const a = <B.C d={e} {...f}>{g}<></></B.C>; for await (const [x = 1, ...y] of z()) label: for (;;) break label;\nexport {};',
      '@a class B { @c() d = 1; @e f() {} } async function* g({ h: [i] = [] }) { yield* i; }',
      'var s = `a${b}c`, r = /(?<x>[/])/v, n = 1_000n; if (a) function q() {} try { t(); } catch { u(); }',
    ];
    for (const [index, source] of sources.entries()) assertAlike(`/${index}.js`, source);
  });

  it('go the patient way where they are broken, typed or suppress something', () => {
    assert.equal(parseScript('/a.js', 'function f() { g(; }'), null);
    assert.equal(parseScript('/a.ts', 'f();'), null);
    assert.equal(parseScript('/a.js', '// @flow\nfunction f(a: string) {}'), null);
    assert.equal(parseScript('/a.js', '// leaklint-ignore-next-line\nf();'), null);
    assert.equal(parseScript('/a.js', '('.repeat(200_000)), null);
  });
});
