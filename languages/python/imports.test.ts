import assert from 'node:assert/strict';
import { pythonImports } from './imports.ts';

function passedOn(text: string): readonly string[] | null {
  const names = pythonImports.passedOn?.(text) ?? null;
  return names === null ? null : [...names].sort();
}

describe('what a module of Python passes on', () => {
  it('is what it imports from others, under either name', () => {
    assert.deepEqual(passedOn('from a import b, c as d\n'), ['as', 'b', 'c', 'd']);
    assert.deepEqual(passedOn('import a\n'), []);
    assert.deepEqual(passedOn('if x:\n    from .. import b\n'), ['b']);
  });

  it('goes over several lines', () => {
    assert.deepEqual(passedOn('from a import (\n    b,\n    c,\n)\nd = 1\n'), ['b', 'c']);
    assert.deepEqual(passedOn('from a import b, \\\n    c\nd = 1\n'), ['b', 'c']);
    assert.deepEqual(passedOn('from a import b, \\\r\n    c\r\nd = 1\r\n'), ['b', 'c']);
  });

  it('may be anything behind a star', () => {
    assert.equal(passedOn('from a import b\nfrom c import *\n'), null);
  });

  it('is found in text that is half written', () => {
    assert.deepEqual(passedOn('from a import'), []);
    assert.deepEqual(passedOn('from a import (b,'), ['b']);
  });
});
