import assert from 'node:assert/strict';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { printGraph } from '../../analysis/flow/print.ts';
import { printClasses, printExports, printFunction, printVariables } from '../../analysis/flow/print-file.ts';
import { fixtureProjects } from '../../test/harness/collection.ts';
import { lowerESTree } from './lower.ts';
import { parseText } from './parse.ts';
import { parseQuickly } from './quick.ts';

function print(file: FileFlow | null): string {
  assert.ok(file !== null);
  const graphs = file.functions.flatMap((info) => [
    `${printFunction(file, info)} ${info.range.start}-${info.range.end} ${info.body.start}-${info.body.end}`,
    printGraph(file, file.graph(info.id)),
    ...file.graph(info.id).blocks.map(({ steps }) => JSON.stringify(steps.map(({ range }) => range))),
  ]);
  const tables = [...printVariables(file), ...printClasses(file), ...printExports(file)];
  const comments = file.comments.map((each) => JSON.stringify(each));
  return [`modules ${file.modules.join(' ')}`, ...comments, ...tables, ...graphs].join('\n');
}

/** Lowers a file both ways; the quick way must take it, and both must say the same. */
function assertAlike(path: string, text: string): void {
  const parsed = parseQuickly(path, text);
  assert.ok(parsed !== null, `${path} is refused`);
  const quick = lowerESTree({ path, text, ...parsed });
  assert.equal(print(quick), print(lowerESTree({ path, text, ...parseText(path, text) })), path);
}

/** The fixtures that the quick way takes. */
function fixturesNamed(pattern: RegExp): readonly (readonly [path: string, text: string])[] {
  const found = fixtureProjects().flatMap(({ texts }) =>
    [...texts].filter(([path, text]) => pattern.test(path) && parseQuickly(path, text) !== null),
  );
  assert.ok(found.length > 0);
  return found;
}

describe('plain scripts', () => {
  it('are lowered alike by either parser', () => {
    for (const [path, text] of fixturesNamed(/\.[cm]?jsx?$/)) assertAlike(path, text);
  });

  it('may be old, sloppy or new', () => {
    const sources = [
      'var fs = require("fs"); function f(a) { var x = fs.openSync(a); eval(a); with (a) { x = fs; } return x; }',
      'with (a) { b(0644); } delete x; var let = "\\07"; function f(a, a) { return arguments.callee; }',
      '#!/usr/bin/env node\nif (process.argv.length < 3) return;\nrequire("fs").openSync(a);',
      'import fs from "fs" with { type: "json" }; await fs; export * as b from "b"; export default class {}',
      'class A extends B { #x = 1; static { this.y = 2; } get [a]() { return super.b?.c ?? (this.#x ||= 1); } }',
      'const a = <B.C d={e} {...f}>{g}<></></B.C>; for await (const [x = 1, ...y] of z()) label: for (;;) break label;\nexport {};',
      '@a class B { @c() d = 1; @e f() {} } async function* g({ h: [i] = [] }) { yield* i; }',
      '#!/usr/bin/env node\n// leaklint-ignore-file\nf(/* a */);\n',
      'var s = `a${b}c`, r = /(?<x>[/])/v, n = 1_000n; if (a) function q() {} try { t(); } catch { u(); }',
    ];
    for (const [index, source] of sources.entries()) assertAlike(`/${index}.js`, source);
  });

  it('go the patient way where they are broken or typed', () => {
    assert.equal(parseQuickly('/a.js', 'function f() { g(; }'), null);
    assert.equal(parseQuickly('/a.js', '// @flow\nfunction f(a: string) {}'), null);
    assert.equal(parseQuickly('/a.js', '('.repeat(200_000)), null);
  });
});

describe('typed files', () => {
  it('are lowered alike by either parser', () => {
    for (const [path, text] of fixturesNamed(/\.[cm]?tsx?$/)) assertAlike(path, text);
  });

  it('may use all that only TypeScript has', () => {
    const sources = [
      'enum A { b = 1, c = "d" } const enum E { f } declare module "m" { export const x: number; }',
      'abstract class A<T> extends B<T> implements C { constructor(private readonly x: D, public y = 1) { super(); } abstract z(): void; declare w: E; }',
      '@a export class A { @b() c!: D; constructor(@e() f: G) {} }\n@h /* i */ export default abstract class J {}',
      'import type { A } from "a"; import { type B, c } from "b"; import d = require("d"); export = d;',
      'import d from "d"; import e = d.f.g; export type { H } from "h"; export * as i from "i"; export import j = d.k;',
      'const a = <T,>(b: T): b is NonNullable<T> => b!; let c = a as unknown as D; c satisfies E; let g = <F>c; c! += 1;',
      'function f(this: A, b?: number, ...c: string[]): asserts b; function f(): void {} f<string>; new F<A>();',
      'type A = { readonly [K in keyof B]?: C<K> } & typeof import("x"); interface D extends E<F>, G { (h: I): J; new (): K; get l(): M }',
      'namespace A.B { export const c = open(); } declare global { var d: E; } using f = g(); await using h = i();',
      'class A extends J { accessor b = 1; static #c?: D; static { this.#c = e; } get [f]() { return super.g; } override h() {} i?(): void }',
      'for (const [a, { b = 1, ...c }] of d as E) label: for await (using f of g) break label;',
      '// leaklint-ignore-next-line unclosed-file: kept\nfs.openSync(a); /* leaklint */',
    ];
    for (const [index, source] of sources.entries()) assertAlike(`/${index}.ts`, source);
    assertAlike('/a.tsx', 'const a = <B<C> d={e as F} {...g}>{h!}<></></B>; const i = <T,>(x: T) => x;');
    assertAlike('/a.mts', 'export const a = await b();');
    assertAlike('/a.cts', 'import a = require("a"); return;');
  });

  it('go the patient way where they are broken', () => {
    assert.equal(parseQuickly('/a.ts', 'function f(a: ) { g(; }'), null);
    assert.equal(parseQuickly('/a.ts', '('.repeat(200_000)), null);
  });
});
