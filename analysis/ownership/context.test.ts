import assert from 'node:assert/strict';
import { isAside } from './context.ts';

describe('what is beside the program', () => {
  const aside = [
    '/p/test/server.ts',
    '/p/src/__tests__/server.ts',
    '/p/src/server.test.ts',
    '/p/src/server.spec.mjs',
    '/p/src/smoke.spec_disabled.js',
    '/p/src/server.test.helpers.ts',
    '/p/test_server.py',
    '/p/tests/conftest.py',
    '/p/server_test.go',
    '/p/src/test/java/p/Server.java',
    '/p/src/main/java/p/ServerTest.java',
    '/p/server-testkit/src/p/Server.java',
    '/p/examples/server.ts',
    '/p/docs/server.js',
  ];
  for (const path of aside)
    it(path, () => {
      assert.equal(isAside(path), true);
    });

  const not = [
    '/p/src/server.ts',
    '/p/src/latest.ts',
    '/p/src/openapi-spec-parser.ts',
    '/p/src/contest/server.ts',
    '/p/src/main/java/p/Latest.java',
  ];
  for (const path of not)
    it(`not ${path}`, () => {
      assert.equal(isAside(path), false);
    });
});
