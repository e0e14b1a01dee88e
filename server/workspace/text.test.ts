import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode, encode, LineMap } from './text.ts';

describe('texts', () => {
  it('keep their byte order mark apart and get it back', () => {
    const bytes = Buffer.from('\uFEFFconst a = 1;\r\n', 'utf8');
    const source = decode(bytes);
    assert.equal(source.text, 'const a = 1;\r\n');
    assert.deepEqual(encode(source), bytes);
  });

  it('with invalid UTF-8 are read and marked', () => {
    const source = decode(Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    assert.equal(source.text, 'a\uFFFD\uFFFDb');
    assert.equal(source.lossy, true);
    assert.equal(decode(Buffer.from('a\uFFFDb')).lossy, false);
  });

  it('have lines that end in any of the usual ways', () => {
    const lines = new LineMap('a\nb\r\nc\rd');
    assert.equal(lines.lines, 4);
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => lines.line(line)),
      ['a', 'b', 'c', 'd'],
    );
    assert.deepEqual(lines.position(2), { line: 2, column: 1 });
    assert.deepEqual(lines.position(7), { line: 4, column: 1 });
    assert.deepEqual(new LineMap('').position(0), { line: 1, column: 1 });
  });

  it('give back every offset from its position', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\t', 'é', '𝒳') });
    fc.assert(
      fc.property(text, (written) => {
        const lines = new LineMap(written);
        for (let offset = 0; offset <= written.length; offset++) {
          const { line, column } = lines.position(offset);
          assert.equal(lines.start(line) + column - 1, offset);
        }
      }),
    );
  });
});
