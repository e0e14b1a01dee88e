import assert from 'node:assert/strict';
import { commentEdit } from './suppress.ts';

/** The text with a comment that silences a finding on `open(p)`. */
function silenced(text: string, scope: 'line' | 'file'): string {
  const start = text.indexOf('open(p)');
  const finding = { rule: 'unclosed-file', range: { start, end: start + 'open(p)'.length } } as const;
  const { range, text: comment } = commentEdit({ path: '/a.py', text }, finding, [], scope);
  return text.slice(0, range.start) + comment + text.slice(range.end);
}

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
