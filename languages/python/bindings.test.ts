import assert from 'node:assert/strict';
import { bindingsOf } from './bindings.ts';

function passedOn(text: string, name: string): string | null {
  const binding = bindingsOf(text).passedOn(name);
  return binding === null ? null : `${binding.module}#${binding.name ?? ''}`;
}

describe('what the imports of a module bind', () => {
  it('is found in all forms of the statement', () => {
    const text = [
      'import a, b.c',
      'import d.e as f',
      'from g import (h,  # comment',
      '    i as j)',
      'from .k import l, \\',
      '    m',
      'from n import *',
      '',
    ].join('\n');
    const { imported, stars } = bindingsOf(text);
    assert.deepEqual(
      [...imported].map(([bound, { module, name }]) => `${bound}=${module}#${name ?? ''}`),
      ['a=a#', 'b=b#', 'f=d.e#', 'h=g#h', 'j=g#i', 'l=.k#l', 'm=.k#m'],
    );
    assert.deepEqual(stars, ['n']);
  });

  it('is the first of several', () => {
    assert.equal(
      passedOn('try:\n    from a import b\nexcept ImportError:\n    from c import b\n', 'b'),
      'a#b',
    );
    assert.equal(passedOn('try:\n    import b\nexcept ImportError:\n    b = None\n', 'b'), 'b#');
  });

  it('has other names', () => {
    assert.equal(passedOn('import a.b\nc = a.b.d\n', 'c'), 'a#b.d');
    assert.equal(passedOn('import a\nif x:\n    c = a.d  # one\nelse:\n    c = a.e\n', 'c'), 'a#d');
    assert.equal(passedOn('from a import b\nc = b\n', 'c'), 'a#b');
  });

  it('is nothing where the module defines the name, or gives it another value', () => {
    assert.equal(passedOn('from a import b\ndef b(): pass\n', 'b'), null);
    assert.equal(passedOn('try:\n    from a import b\nexcept ImportError:\n    class b: pass\n', 'b'), null);
    assert.equal(passedOn('from a import b\nb = wrapped(b)\n', 'b'), null);
    assert.equal(passedOn('import a\nb = a.c()\n', 'b'), null);
  });

  it('is nothing that functions and classes keep for themselves', () => {
    assert.equal(passedOn('import a\ndef f():\n    if x:\n        b = a.c\n', 'b'), null);
    assert.equal(passedOn('import a\nclass F:\n    b = a.c\n', 'b'), null);
    assert.equal(passedOn('from a import b\nclass F:\n    def b(self): pass\n', 'b'), 'a#b');
    assert.equal(passedOn('import a\ndef f():\n    pass\nif x:\n    b = a.c\n', 'b'), 'a#c');
  });

  it('bears half-written text', () => {
    for (const text of ['from', 'from a import', 'from a import (b,', 'import', 'import a.', 'b ='])
      assert.doesNotThrow(() => passedOn(text, 'b'));
  });
});
