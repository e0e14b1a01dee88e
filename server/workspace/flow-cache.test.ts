import assert from 'node:assert/strict';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { FlowCache } from './flow-cache.ts';
import { lower } from './engine.ts';

/** A file so long that only few of them are kept for one check. */
function file(name: string): FileFlow {
  const flow = lower(`/${name}.ts`, `export const a = 1;${' '.repeat(150_000)}`);
  assert.ok(flow !== null);
  return flow;
}

function cacheWith(...names: readonly string[]): FlowCache {
  const cache = new FlowCache(false);
  for (const name of names) cache.set(`/${name}.ts`, file(name));
  return cache;
}

function keeps(cache: FlowCache, ...names: readonly string[]): boolean[] {
  return names.map((name) => cache.get(`/${name}.ts`) !== undefined);
}

describe('the cache of lowered files', () => {
  it('drops what was asked for longest ago', () => {
    assert.deepEqual(keeps(cacheWith('a', 'b', 'c', 'd'), 'a', 'b', 'c', 'd'), [false, false, true, true]);
  });

  it('keeps what two checks asked for apart from what one check asks for', () => {
    const cache = cacheWith('shared');
    cache.turn();
    assert.ok(cache.get('/shared.ts'));
    for (const name of ['b', 'c', 'd', 'e']) cache.set(`/${name}.ts`, file(name));
    assert.deepEqual(keeps(cache, 'shared', 'b', 'e'), [true, false, true]);
  });

  it('keeps for longer what had to be lowered again', () => {
    const cache = cacheWith('again', 'b', 'c');
    assert.deepEqual(keeps(cache, 'again'), [false]);
    cache.set('/again.ts', file('again'));
    for (const name of ['d', 'e', 'f']) cache.set(`/${name}.ts`, file(name));
    assert.deepEqual(keeps(cache, 'again', 'b'), [true, false]);
  });

  it('forgets a file that changed, wherever it is kept', () => {
    const cache = cacheWith('a');
    cache.turn();
    assert.ok(cache.get('/a.ts'));
    cache.delete('/a.ts');
    assert.deepEqual(keeps(cache, 'a'), [false]);
    cache.set('/a.ts', file('a'));
    cache.clear();
    assert.deepEqual(keeps(cache, 'a'), [false]);
  });
});
