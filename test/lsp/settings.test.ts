import assert from 'node:assert/strict';
import { defaults, settings, valuesIn, type Setting } from '../../server/lsp/settings.ts';

describe('settings of editors', () => {
  it('are few, and those that the server reads are all in the list with the same defaults', () => {
    const all: readonly Setting[] = settings;
    assert.ok(all.length <= 15);
    const listed = all.filter(({ side }) => side === 'server').map((each) => [each.name, each.default]);
    assert.deepEqual(Object.fromEntries(listed), defaults);
  });

  it('that are missing or of a wrong kind have their defaults', () => {
    for (const sent of [
      undefined,
      null,
      7,
      [],
      {},
      { enable: 'yes', delay: -1, memoryLimit: '1', informationAs: 3 },
    ]) {
      assert.deepEqual(valuesIn(sent), defaults);
    }
    assert.equal(valuesIn({ delay: 0 }).delay, 0);
  });
});
