/** Which files count as tests or examples, by their place. */
import assert from 'node:assert/strict';
import { isTestFile } from './test-files.ts';

const aside = [
  'test/server.ts',
  'src/__tests__/server.ts',
  'src/server.test.ts',
  'src/server.spec.mjs',
  'src/smoke.spec_disabled.js',
  'src/server.test.helpers.ts',
  'test_server.py',
  'tests/conftest.py',
  'server_test.go',
  'pkg/applylib/mocks/apiserver.go',
  'testonly/driver/main.go',
  'src/test/java/p/Server.java',
  'src/main/java/p/ServerTest.java',
  'server-testkit/src/p/Server.java',
  'examples/server.ts',
  'docs/server.js',
  'drools-examples/src/main/java/org/game/Main.java',
  'tutorials/first/main.go',
  '.mvn/wrapper/MavenWrapperDownloader.java',
  'buildSrc/src/main/java/Plugin.java',
  'tools/ci/ci-tools/src/main/java/LicenceCheck.java',
  'store-perf/src/main/java/Runner.java',
  'driver/testsuite_4.0/Bug.java',
  'portlet-tck_3.0/driver/src/main/java/org/tck/Driver.java',
  'uddi-tck-base/src/main/java/org/tck/TckBusiness.java',
  'modules/tests-common/pages/src/main/java/Mapper.java',
  'qa/steps/src/main/java/org/qa/RestClientSteps.java',
  'plugin/src/main/java/org/api/ApiConnectorMock.java',
  'core/src/testFixtures/java/Support.java',
  'integration_test/src/java/org/server/HttpUtils.java',
  'org.server.tests.http/src/main/java/tested/Attack.java',
  'kafka/src/main/java/org/kafka/KafkaTestUtils.java',
  'helios-testing-common/src/main/java/org/server/ZooKeeperManager.java',
];

const ordinary = [
  'src/server.ts',
  'src/latest.ts',
  'src/openapi-spec-parser.ts',
  'src/contest/server.ts',
  'src/main/java/p/Latest.java',
  'core/src/main/java/org/examplesof/Main.java',
  'mock/server/src/main/java/org/server/HttpServer.ts',
  'src/main/java/org/latest/Contest.java',
  'src/main/java/org/MockingBird.java',
  'org.server.contests/src/main/java/org/Contest.java',
  'src/main/java/org/TestedUtils.java',
  'src/perf.ts',
];

describe('tests and examples', () => {
  for (const path of aside)
    it(`${path} is aside`, () => {
      assert.equal(isTestFile('/project', `/project/${path}`), true);
    });
  for (const path of ordinary)
    it(`${path} is not`, () => {
      assert.equal(isTestFile('/project', `/project/${path}`), false);
    });
});
