/** Where a function runs: in a test or example, once for the whole process, nowhere at all, or ordinarily. */
import type { Loss, LostPath } from '../finding.ts';
import type { ClassId, FileFlow, FunctionId, FunctionInfo, SourceRange } from '../flow/graph.ts';
import { isOfFirstUse } from './first-use.ts';
import { isStepOfProgram } from './program.ts';
import { isExported, namesOf } from './named-by.ts';
import { isUnused } from './unused.ts';

const testPath =
  /(?:^|[\\/])(?:tests?|testonly|unit_?tests?|__tests__|__mocks__|mocks|specs?|e2e|fixtures?|testing|(?:micro)?benchmarks?|(?:micro)?bench)[\\/]|[.\-_](?:test|spec|e2e|bench)\.[cm]?[a-z]{1,4}$|\.(?:test|spec)[._-]\w+\.[cm]?[jt]sx?$|(?:^|[\\/])(?:test_[^\\/]*|conftest)\.[a-z]+$/i;
/** `OrderServiceTest` and `KafkaTestUtils`, but not `latest`. */
const testClassPath = /[a-z0-9](?:I?Tests?|IT|TestCase|TestUtils?|TestHelpers?|Benchmark)\.[a-z]+$/;

/**
 * Modules and source sets of Java's builds that hold what tests use, and what builds do: `src/testFixtures/java`,
 * `test-tools/src`, `org.example.tests/src`, `.mvn/wrapper`. Classes that stand for others in tests are called mocks.
 */
const testModulePath =
  /(?:^|[\\/])(?:src[\\/](?:\w*[Tt]est\w*|test-\w+|it|jmh)|itest|integration[-_]?tests?|qa|mocks?|\.mvn|buildSrc|(?:[\w.-]+-)?ci-tools|testutils?|(?:[\w.-]+-)?(?:tests?|testing)-[\w-]+|testsuite[\w.-]*|(?:[\w.-]+-)?tck(?:[-_][\w.-]+)?|[\w.-]+-(?:tests?|testing|tester|testutils?|testkit|jmh|benchmarks?|mocks?|perf)|[\w-]+(?:\.[\w-]+)*\.tests?(?:\.[\w-]+)*|\w+Test(?:s|Cases?))[\\/].*\.java$|[a-z0-9]Mock\.java$/;

/** What is there to be read or tried out: it is started by hand, shows one thing and is stopped again. */
const examplePath =
  /(?:^|[\\/])(?:(?:[\w.-]+-)?(?:examples?|demos?|samples?|showcases?|tutorials?|quickstarts?)|docs?|documentation|playgrounds?)[\\/]|(?:^|[\\/])(?:examples?|demo)\.[cm]?[a-z]{1,4}$|[.\-_](?:example|demo|sample)\.[cm]?[a-z]{1,4}$/i;

/** Whether the file is a test, a benchmark, an example or part of the documentation. */
export function isAside(path: string): boolean {
  return isTestPath(path) || examplePath.test(path);
}

function isTestPath(path: string): boolean {
  return testPath.test(path) || testClassPath.test(path) || testModulePath.test(path);
}

/** Where in the file something is acquired. */
interface Acquired {
  readonly function: FunctionId;
  readonly range: SourceRange;
}

/**
 * The context of what the function acquires; of what an exception loses, where the path is known; of one thing, where
 * it is known where that is acquired.
 */
export function contextOf(
  file: FileFlow,
  info: FunctionInfo,
  lostPath?: LostPath,
  acquired?: Acquired,
): Loss['context'] {
  if (isTestPath(file.path)) return 'test';
  const once = runsOnce(file, info.id, new Set());
  if (examplePath.test(file.path)) return once ? 'example-script' : 'test';
  if (once && lostPath !== 'exception') return 'process-lifetime';
  if (isStepOfProgram(file, info.id)) return 'program';
  if (once) return 'process-lifetime';
  if (isUnused(file, info)) return 'unused';
  const first = acquired !== undefined && isOfFirstUse(file, acquired.function, acquired.range);
  return first ? 'first-use' : 'ordinary';
}

/** The module itself, and functions that only it calls and nobody else can reach. */
function runsOnce(file: FileFlow, id: FunctionId, seen: Set<FunctionId>): boolean {
  if (id === 0) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  const info = file.functions[id];
  if (info?.entry === true || info?.kind === 'static-block') return true;
  if (info?.kind === 'constructor' && info.ownerClass !== null && isMadeByEntry(file, info.ownerClass))
    return true;
  if (info === undefined || info.ownerClass !== null || isExported(file, id)) return false;
  const uses = namesOf(file, id);
  return uses.length > 0 && uses.every((use) => use.called && runsOnce(file, use.by, seen));
}

/** The platform calls a function of the file, and that alone makes the instances that the file makes: `main`. */
function isMadeByEntry(file: FileFlow, owner: ClassId): boolean {
  const entries = file.functions.filter((one) => one.entry === true);
  if (entries.length === 0) return false;
  const makers = file.functions.filter((one) =>
    file
      .graph(one.id)
      .blocks.some(({ steps }) =>
        steps.some(
          (step) =>
            step.op === 'call' &&
            step.construct &&
            step.reference?.kind === 'class' &&
            step.reference.class === owner,
        ),
      ),
  );
  return makers.length > 0 && makers.every((one) => entries.includes(one));
}
