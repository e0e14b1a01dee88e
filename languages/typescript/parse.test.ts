import assert from 'node:assert/strict';
import { lowerTypeScript } from './lower.ts';

const broken = (path: string, text: string): (string | null)[] =>
  lowerTypeScript({ path, text })
    .functions.filter((info) => info.broken)
    .map(({ kind, name }) => (kind === 'module' ? 'module' : name));

describe('TypeScript parsing', () => {
  it('marks only the innermost function around a syntax error', () => {
    assert.deepEqual(broken('/a.ts', 'function f() { const g = () => { a b; }; } function h() {}'), ['g']);
    assert.deepEqual(broken('/a.ts', 'function f() { g(; }\nfunction h() { i(); }'), ['f']);
    assert.deepEqual(broken('/a.ts', 'const = 1;'), ['module']);
    assert.deepEqual(broken('/a.ts', 'function f() { if (x) {'), ['f']);
    assert.deepEqual(broken('/a.ts', 'function f() { g();\n\n'), ['f']);
    assert.deepEqual(broken('/a.ts', 'function f() {}\ng(\n'), ['module']);
    assert.deepEqual(broken('/a.ts', 'function f() {}) g();'), ['module']);
    assert.deepEqual(broken('/a.ts', 'class A { close() { this. } open() {} }'), ['close']);
  });

  it('takes old scripts as they are', () => {
    assert.deepEqual(
      lowerTypeScript({ path: '/a.js', text: 'fs.open(p, 0644); with (a) { b(); } x = /[/; var y = "\\8";' })
        .syntaxErrors.length,
      1,
    );
    assert.deepEqual(
      lowerTypeScript({ path: '/a.js', text: 'fs.open(p, 0644, 08); "\\07"; /(?<a>/.x; return 1;' })
        .syntaxErrors,
      [],
    );
    assert.deepEqual(
      lowerTypeScript({ path: '/a.cjs', text: '#!/usr/bin/env node\nreturn await x;' }).syntaxErrors,
      [],
    );
  });

  it('parses JSX in plain JavaScript, and assertions in TypeScript', () => {
    assert.deepEqual(lowerTypeScript({ path: '/a.js', text: 'const a = <b c={d} />;' }).syntaxErrors, []);
    assert.deepEqual(lowerTypeScript({ path: '/a.mjs', text: 'const a = <><b /></>;' }).syntaxErrors, []);
    assert.deepEqual(
      lowerTypeScript({ path: '/a.ts', text: 'const a = <B>c; const f = <T>(x: T) => x;' }).syntaxErrors,
      [],
    );
    assert.deepEqual(lowerTypeScript({ path: '/a.tsx', text: 'const a = <b />;' }).syntaxErrors, []);
  });

  it('knows scripts', () => {
    assert.equal(lowerTypeScript({ path: '/a', text: '#!/usr/bin/env node\na();' }).script, true);
    assert.equal(lowerTypeScript({ path: '/a.ts', text: 'a();' }).script, false);
  });

  it('blanks Flow types, and keeps every offset', () => {
    const text =
      '/* @flow */\nimport type { A } from "a";\nopaque type ID = string;\nexport function f(x: ?string, y: {| a: number |}): Promise<void> { return open(x); }\n';
    const file = lowerTypeScript({ path: '/a.js', text });
    assert.deepEqual(file.syntaxErrors, []);
    const [call] = file.graph(1).blocks[0]?.steps.filter((step) => step.op === 'call') ?? [];
    assert.equal(call && text.slice(call.range.start, call.range.end), 'open(x)');
  });

  it('blanks Flow types that nothing announces', () => {
    const text = 'type A = {| +b?: ?string |};\ndeclare export var c: number;\nfunction f(x: ?A) { g(x); }';
    assert.deepEqual(lowerTypeScript({ path: '/a.js', text }).syntaxErrors, []);
  });

  it('collects comments where they may be meant for us', () => {
    const text = '// leaklint-ignore\nconst a = "// no comment"; /* b */';
    assert.deepEqual(
      lowerTypeScript({ path: '/a.ts', text }).comments.map((one) => [one.text, one.block, one.range]),
      [
        [' leaklint-ignore', false, { start: 0, end: 18 }],
        [' b ', true, { start: 46, end: 53 }],
      ],
    );
    assert.deepEqual(lowerTypeScript({ path: '/a.ts', text: '// other' }).comments, []);
  });
});
