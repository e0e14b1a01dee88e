import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowerESTree, lowerTypeScript } from './lower.ts';
import { parseText } from './parse.ts';
import { checkGraphs } from './test/check-graph.ts';
import { fixtureFiles } from './test/fixtures.ts';

const sources = ['flow', 'names'].flatMap((folder) =>
  fixtureFiles(folder).flatMap(({ fixtures }) =>
    fixtures.map(({ source, extension }) => ({ source, extension })),
  ),
);

describe('TypeScript lowering is robust', () => {
  it('makes sound graphs of whole sources', () => {
    for (const { source, extension } of sources)
      checkGraphs(lowerTypeScript({ path: `/a.${extension}`, text: source }));
  });

  it('lowers every prefix of a source', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ source, extension }, part) => {
          const text = source.slice(0, Math.floor(source.length * part));
          const file = lowerTypeScript({ path: `/a.${extension}`, text });
          checkGraphs(file);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('lowers sources with a piece cut out or put in', () => {
    const piece = fc.constantFrom(
      '',
      '{',
      '}',
      '(',
      ')',
      '...',
      '.',
      '?.',
      '=>',
      'await ',
      'case',
      'class ',
      ' = ',
      '#',
      '@',
      '`',
      '${',
      '<',
      '/',
      'using ',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.nat(),
        fc.nat(40),
        piece,
        ({ source, extension }, at, length, inserted) => {
          const start = at % (source.length + 1);
          const text = source.slice(0, start) + inserted + source.slice(start + length);
          checkGraphs(lowerTypeScript({ path: `/a.${extension}`, text }));
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('keeps what it can of half-typed code', () => {
    let empty = 0;
    const prefixes = sources.flatMap(({ source, extension }) =>
      Array.from({ length: 10 }, (_, part) => ({
        extension,
        text: source.slice(0, Math.floor((source.length * part) / 10)),
      })),
    );
    for (const { text, extension } of prefixes) {
      const file = lowerTypeScript({ path: `/a.${extension}`, text });
      if (file.syntaxErrors.some(({ message }) => message.startsWith('The code could not be read')))
        empty += 1;
    }
    assert.ok(
      empty <= prefixes.length / 500,
      `${String(empty)} of ${String(prefixes.length)} could not be read`,
    );
  });

  const nested: Readonly<Record<string, string>> = {
    parentheses: '('.repeat(10_000) + '1' + ')'.repeat(10_000),
    arrays: '['.repeat(10_000) + ']'.repeat(10_000),
    blocks: '{'.repeat(10_000) + '}'.repeat(10_000),
    ifs: 'if (a) '.repeat(10_000) + 'b();',
    functions: '() => '.repeat(10_000) + '1',
    sum: Array.from({ length: 10_000 }, () => 'a').join(' + '),
    chain: 'a' + '.b()'.repeat(10_000),
    types: `let x: ${'A<'.repeat(10_000)}B${'>'.repeat(10_000)};`,
  };
  for (const [name, text] of Object.entries(nested)) {
    it(`survives 10,000 levels of ${name}, and lowers the next file as ever`, () => {
      checkGraphs(lowerTypeScript({ path: '/deep.ts', text }));
      const next = lowerTypeScript({ path: '/next.ts', text: 'function f() { return open(); }' });
      assert.equal(next.functions.length, 2);
      assert.deepEqual(next.syntaxErrors, []);
    });
  }

  it('says that a file is nested too deeply', () => {
    const file = lowerTypeScript({ path: '/deep.ts', text: '['.repeat(10_000) + ']'.repeat(10_000) });
    assert.deepEqual(
      file.syntaxErrors.map(({ message }) => message),
      ['The code is nested too deeply.'],
    );
    assert.equal(file.functions.length, 1);
    assert.equal(file.functions[0]?.broken, true);
  });

  it('does not explode where finally is nested in finally', () => {
    const depth = 12;
    const text = `function f() { ${'try { if (a()) return 1; if (b()) return 2; } finally { '.repeat(depth)} c(); ${'}'.repeat(depth)} }`;
    const file = lowerTypeScript({ path: '/f.js', text });
    assert.ok(file.graph(1).blocks.length < 4000, String(file.graph(1).blocks.length));
    checkGraphs(file);
  });

  it('shares the way out of very many returns, and keeps their values', () => {
    const text = `function f(x) { try { ${'if (x()) return g();\n'.repeat(40)} } finally { close(); } }`;
    const file = lowerTypeScript({ path: '/f.js', text });
    checkGraphs(file);
    const calls = file
      .graph(1)
      .blocks.flatMap(({ steps }) => steps)
      .filter((step) => step.op === 'call');
    assert.ok(calls.length < 40 * 2 + 20, String(calls.length));
  });

  it('lowers a tree that somebody else has parsed', () => {
    const text = 'export const f = () => open();';
    const { program } = parseText('/a.ts', text);
    const file = lowerESTree({ path: '/a.ts', text, program });
    assert.equal(file?.functions.length, 2);
    assert.ok(file.exports.has('f'));
  });

  it('takes no tree that cannot be one', () => {
    const text = 'class A { close() { open(); } }';
    const { program } = parseText('/a.js', text);
    const [declaration] = program.body;
    assert.ok(declaration);
    Reflect.deleteProperty(declaration, 'body');
    assert.equal(lowerESTree({ path: '/a.js', text, program }), null);
  });
});
