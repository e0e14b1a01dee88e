import assert from 'node:assert/strict';
import { prepareLanguages } from './engine.ts';
import { readWasm } from './grammars.ts';
import { commentEdit } from './suppress.ts';

/** The text with a comment that silences a finding on `open(p)`. */
function silenced(text: string, scope: 'line' | 'file', path = '/a.py'): string {
  const start = text.indexOf('open(p)');
  const finding = { rule: 'unclosed-file', range: { start, end: start + 'open(p)'.length } } as const;
  const { range, text: comment } = commentEdit({ path, text }, finding, [], scope);
  return text.slice(0, range.start) + comment + text.slice(range.end);
}

describe('comments that suppress, where lines begin in text', () => {
  before(() => prepareLanguages(['/a.py', '/a.go', '/A.java'], readWasm));

  it('stand behind the line in Python', () => {
    assert.equal(
      silenced('s = """\nx"""; h = open(p)\n', 'line'),
      's = """\nx"""; h = open(p)  # leaklint-ignore-line unclosed-file\n',
    );
  });

  it('stand before the call in Go and Java', () => {
    assert.equal(
      silenced('package a\n\nfunc f() {\n\tg(`\n`, open(p))\n}\n', 'line', '/a.go'),
      'package a\n\nfunc f() {\n\tg(`\n`, /* leaklint-ignore-line unclosed-file */ open(p))\n}\n',
    );
    assert.equal(
      silenced('class A { Object f() { return g("""\n  """, open(p)); } }\n', 'line', '/A.java'),
      'class A { Object f() { return g("""\n  """, /* leaklint-ignore-line unclosed-file */ open(p)); } }\n',
    );
  });

  it('stand above where nothing is in the way', () => {
    assert.equal(
      silenced('package a\n\nfunc f() {\n\tg(open(p))\n}\n', 'line', '/a.go'),
      'package a\n\nfunc f() {\n\t// leaklint-ignore-next-line unclosed-file\n\tg(open(p))\n}\n',
    );
  });
});

describe('comments that suppress, in Python', () => {
  it('begin with a hash, and stand on a line of their own', () => {
    assert.equal(
      silenced('def f(p):\n    h = open(p)\n', 'line'),
      'def f(p):\n    # leaklint-ignore-next-line unclosed-file\n    h = open(p)\n',
    );
  });

  it('stand behind a line that a backslash goes on with', () => {
    assert.equal(
      silenced('h = \\\n  open(p)\n', 'line'),
      'h = \\\n  open(p)  # leaklint-ignore-line unclosed-file\n',
    );
  });

  it('for a file stand below the shebang and the line that names the encoding', () => {
    const head = '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n';
    assert.equal(
      silenced(`${head}open(p)\n`, 'file'),
      `${head}# leaklint-ignore-file unclosed-file\nopen(p)\n`,
    );
  });
});
