import assert from 'node:assert/strict';
import { compileCatalogue } from '../catalogue/index.ts';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';
import { mayReturnOwned } from './returns.ts';

const catalogue = compileCatalogue([
  { id: 'test', language: 'javascript', checkedAgainst: [], values: ['global#Receipt', 'paper#Note'] },
]);

/** Whether the function `f` of the text may return something owned. */
function says(text: string): boolean {
  const file = lowerTypeScript({ path: '/src/a.ts', text });
  const found = file.functions.find(({ name }) => name === 'f');
  assert.ok(found);
  return mayReturnOwned(catalogue, file, found.id);
}

describe('what a function returns', () => {
  const mayNot = {
    nothing: 'function f() { open(); return; }',
    'a literal, also by a variable': 'function f() { open(); const done = true; return done; }',
    'a computed value': 'function f(n: number) { open(); return n + 1; }',
    'a function': 'function f() { const x = open(); return () => x.close(); }',
    'of a type that holds nothing': 'function f(): Receipt { return open(); }',
    'of an imported one, later': `import { Note } from 'paper'; async function f(): Promise<Note> { return open(); }`,
    'the receiver': 'class A { f() { this.x = open(); return this; } }',
  };
  for (const [what, text] of Object.entries(mayNot))
    it(`is nothing owned: ${what}`, () => {
      assert.equal(says(text), false);
    });

  const may = {
    'what a call gives': 'function f() { return open(); }',
    'what a call gives, by two variables': 'function f() { const a = open(); const b = a; return b; }',
    'an object around it': 'function f() { const a = open(); return { a }; }',
    'a literal on one path alone': 'function f(on: boolean) { return on ? open() : null; }',
    'a variable that a nested function fills':
      'function f() { let a = null; [1].forEach(() => { a = open(); }); return a; }',
    'a variable of the function around': 'let a = null; function f() { g(); return a; }',
    'of a type of which nothing is said': 'function f(): Handle { return open(); }',
    'a field': 'class A { f() { this.x = open(); return this.x; } }',
  };
  for (const [what, text] of Object.entries(may))
    it(`may be owned: ${what}`, () => {
      assert.equal(says(text), true);
    });
});
