import assert from 'node:assert/strict';
import { SharedMap } from './shared-map.ts';

describe('a map that is shared until it is written', () => {
  it('has the same version as its copies, and another one once it is written', () => {
    const map = new SharedMap(new Map([['a', 1]]));
    const { version } = map;
    const copy = map.copy();
    assert.equal(copy.version, version);
    copy.set('b', 2);
    assert.notEqual(copy.version, version);
    assert.equal(map.version, version);
    map.delete('a');
    assert.notEqual(map.version, version);
    assert.equal(map.has('b'), false);
  });

  it('keeps its version where nothing is deleted', () => {
    const map = new SharedMap(new Map([['a', 1]]));
    const { version } = map;
    map.delete('b');
    assert.equal(map.version, version);
  });
});
