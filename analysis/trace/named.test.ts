import assert from 'node:assert/strict';
import { javascriptFamilies } from '../../languages/typescript/catalogue/index.ts';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';
import { compileCatalogue } from '../catalogue/index.ts';
import { callsOn, type Topic } from './named.ts';

const catalogue = compileCatalogue(javascriptFamilies);

function named(text: string, topic: Topic): string[] {
  const file = lowerTypeScript({ path: '/a.js', text });
  return callsOn(catalogue, file, topic).map(({ step }) =>
    file.text.slice(step.nameRange.start, step.nameRange.end),
  );
}

describe('calls by name', () => {
  it('leaves out methods that no entry on the topic names', () => {
    const text = 'export function f(a, b) { a.on("x", b); a.format(); a.push(b); }';
    assert.deepEqual(named(text, 'registration'), ['on']);
    assert.deepEqual(named(text, 'timer'), []);
  });

  it('keeps what may denote anything, and functions stored under another name', () => {
    const text =
      'const o = { later: setTimeout }; export function f(run, k) { run(); o.later(run, 9); o[k](); }';
    assert.deepEqual(named(text, 'timer'), ['run', 'later', 'k']);
  });
});
