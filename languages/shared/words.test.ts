import { strict as assert } from 'node:assert';
import { hasWord, Words } from './words.ts';

describe('words of a text', () => {
  it('has whole words only', () => {
    const words = new Words('func open(path string) *os.File { return $x }');
    for (const word of ['func', 'open', 'path', 'os', 'File', '$x']) assert.ok(words.has(word), word);
    for (const word of ['ope', 'pen', 'open(', 'os.File', 'x', '']) assert.ok(!words.has(word), `«${word}»`);
  });

  it('has the first and the last word, and ends words at what is not ASCII', () => {
    const words = new Words('erstes größe letztes');
    for (const word of ['erstes', 'gr', 'e', 'letztes']) assert.ok(words.has(word), word);
    assert.ok(!words.has('größe'));
  });

  it('has all of many words, and none that it was not given', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `name${index}`);
    const words = new Words(many.join(' '));
    assert.deepEqual(
      many.filter((word) => !words.has(word)),
      [],
    );
    assert.deepEqual(
      many.map((word) => `${word}x`).filter((word) => words.has(word)),
      [],
    );
  });

  it('has nothing of an empty text', () => {
    assert.ok(!new Words('').has('a'));
  });
});

describe('a word of a text', () => {
  it('stands there on its own', () => {
    const text = 'err := reopen(file.open, open_)';
    assert.ok(hasWord(text, 'open'));
    assert.ok(hasWord(text, 'file.open'));
    assert.ok(hasWord(text, 'err'));
    assert.ok(hasWord('reopen open', 'open'));
    for (const part of ['pen', 'file.op', 'reop', 'close']) assert.ok(!hasWord(text, part), part);
  });
});
