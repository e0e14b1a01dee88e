import assert from 'node:assert/strict';
import { indexByPlace } from './place-index.ts';

describe('an index by place', () => {
  const items = ['a', 'b', 'c', 'd'];
  const at = indexByPlace(4, items, (note) => {
    note(2, 3);
    note(0, 0);
    note(2, 1);
    note(9, 2);
  });

  it('gives the items of a place in the order in which they were noted', () => {
    assert.deepEqual([at(0), at(1), at(2), at(3)], [['a'], [], ['d', 'b'], []]);
  });

  it('has nothing for places that there are not', () => {
    assert.deepEqual([at(4), at(9), at(-1)], [[], [], []]);
  });

  it('may be empty', () => {
    assert.deepEqual(indexByPlace(0, items, () => undefined)(0), []);
  });
});
