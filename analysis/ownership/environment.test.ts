import assert from 'node:assert/strict';
import { Environment } from './environment.ts';

/** Holds `from` to `to`, each place the value ten above it. */
function holding(from: number, to: number): Environment {
  const environment = new Environment();
  for (let place = from; place <= to; place++) environment.set(place, place + 10);
  return environment;
}

describe('an environment', () => {
  it('and its copy do not see what the other writes', () => {
    // As many as are copied one by one, and more than that.
    for (const last of [2, 40]) {
      const first = holding(0, last);
      const second = first.copy();
      first.set(0, 1);
      second.delete(1);
      second.set(99, 5);
      assert.deepEqual([first.get(0), first.get(1), first.get(99)], [1, 11, undefined]);
      assert.deepEqual([second.get(0), second.get(1), second.get(99)], [10, undefined, 5]);
      assert.equal(second.has(1), false);
    }
  });

  it('gives each place once, the one that was written last', () => {
    const first = holding(0, 40).copy();
    first.set(3, 7);
    first.delete(4);
    const met = new Map<number, number>();
    first.forEach((value, place) => {
      assert.equal(met.has(place), false);
      met.set(place, value);
    });
    assert.deepEqual(new Map(first), met);
    assert.equal(met.size, 40);
    assert.deepEqual([met.get(3), met.has(4)], [7, false]);
  });

  it('has the same digest as another that holds the same, however it came to', () => {
    const long = holding(0, 40).copy();
    long.set(3, 99);
    long.delete(4);
    const again = new Environment();
    for (const [place, value] of [...long].reverse()) again.set(place, value);
    assert.equal(long.digest().text, again.digest().text);
    assert.equal(long.copy().copy().digest().text, again.digest().text);
    again.set(3, 98);
    assert.notEqual(long.digest().text, again.digest().text);
    again.set(3, 99);
    again.delete(5);
    assert.notEqual(long.digest().text, again.digest().text);
  });
});
