import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HalfTyped } from './half-typed.ts';
import { parseText } from './parse.ts';

const folder = import.meta.dirname;
const own = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const inserted = [
  '(',
  '{',
  '}',
  '`',
  '"',
  '/*',
  '*/',
  '${',
  'await ',
  'const a = ',
  '=>',
  '<',
  ';',
  '\n',
  '@',
  'x',
];

describe('what is remembered of half-typed files', () => {
  it('changes nothing of what is parsed, whatever is typed', () => {
    let reused = 0;
    own.forEach((text, index) => {
      const random = numbers(index);
      const typed = new HalfTyped();
      const path = index % 2 === 0 ? '/a.ts' : '/a.tsx';
      let now = text;
      for (let edit = 0; edit < 12; edit++) {
        const at = random(now.length);
        const piece = inserted[random(inserted.length)] ?? '';
        const removed = edit % 3 === 2 ? random(40) : 0;
        now = now.slice(0, at) + piece + now.slice(at + removed);
        if (typed.has(path)) reused++;
        const again = attempt(() => parseText(path, now, typed));
        assert.deepEqual(
          again,
          attempt(() => parseText(path, now)),
          now,
        );
      }
    });
    assert.ok(reused > own.length * 5);
  });

  it('gives the errors again where nothing has changed', () => {
    const typed = new HalfTyped();
    const first = parseText('/a.ts', 'const a = (', typed);
    assert.ok(first.syntaxErrors.length > 0);
    assert.deepEqual(parseText('/a.ts', 'const a = (', typed), first);
  });

  it('remembers one file, and only while it has errors', () => {
    const typed = new HalfTyped();
    parseText('/a.ts', 'f(', typed);
    assert.ok(typed.has('/a.ts'));
    parseText('/b.ts', 'f(', typed);
    assert.deepEqual([typed.has('/a.ts'), typed.has('/b.ts')], [false, true]);
    parseText('/b.ts', 'f()', typed);
    assert.equal(typed.has('/b.ts'), false);
  });
});

/** Some trees cannot be converted: then both ways say the same. */
function attempt<T>(parse: () => T): T | string {
  try {
    return parse();
  } catch (error) {
    return String(error);
  }
}
