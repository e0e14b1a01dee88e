import assert from 'node:assert/strict';
import { validateFamily } from '../../../analysis/catalogue/index.ts';
import { pythonFamilies } from './index.ts';

describe('Python catalogue', () => {
  const ids = new Set(pythonFamilies.flatMap(({ resources = [] }) => resources.map(({ id }) => id)));
  for (const family of pythonFamilies) {
    it(`${family.id} is well-formed, and every resource it names is there`, () => {
      assert.deepEqual(validateFamily(family, ids), []);
    });
  }
});
