import assert from 'node:assert/strict';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';
import { isOfFirstUse } from './first-use.ts';

/** Whether what `open()` gives in the text is opened at the first use only. */
function isFirst(text: string): boolean {
  const file = lowerTypeScript({ path: '/src/a.ts', text });
  const start = text.indexOf('open()');
  const range = { start, end: start + 'open()'.length };
  const inner = file.functions.filter(({ body }) => body.start <= start && start < body.end).at(-1);
  assert.ok(inner);
  return isOfFirstUse(file, inner.id, range);
}

describe('the first use', () => {
  const first = {
    'under an empty variable':
      'let a = null; export function f() { if (a === null) { a = read(open()); } return a; }',
    'behind a flag': 'let done = false; export function f() { if (done) return; done = true; read(open()); }',
    'by way of a helper':
      'let a = null; export function f() { a ??= 0; if (!a) g(); return a; } function g() { a = read(open()); }',
  };
  for (const [what, text] of Object.entries(first))
    it(`is one: ${what}`, () => {
      assert.equal(isFirst(text), true);
    });

  const often = {
    'nobody fills the variable': 'let a = null; export function f() { if (a === null) read(open()); }',
    'somebody empties it':
      'let a = null; export function f() { if (a === null) a = read(open()); } export function g() { a = null; }',
    'on the other path too': 'let a = null; export function f() { if (a === null) a = 1; read(open()); }',
    'others call the helper':
      'let a = null; export function f() { if (!a) g(); } export function g() { a = read(open()); }',
    'in a loop': 'let a = null; export function f() { for (;;) g(); } function g() { read(open()); }',
  };
  for (const [what, text] of Object.entries(often))
    it(`is none: ${what}`, () => {
      assert.equal(isFirst(text), false);
    });

  it('is given up where functions call each other in too many ways', () => {
    const calls = Array.from({ length: 40 }, (_, index) => {
      const next = index < 39 ? `a${index + 1}(); b${index + 1}();` : 'read(open());';
      return `function a${index}() { ${next} } function b${index}() { ${next.replace('open()', 'none()')} }`;
    });
    assert.equal(isFirst(`a0(); b0(); ${calls.join(' ')}`), false);
  });
});
