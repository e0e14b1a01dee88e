/** Where a function runs: in a test or example, once for the whole process, or ordinarily. */
import type { Loss } from '../finding.ts';
import type { ClassId, FileFlow, FunctionId, FunctionInfo } from '../flow/graph.ts';

const testPath =
  /(?:^|[\\/])(?:tests?|__tests__|__mocks__|specs?|e2e|fixtures?|testing|(?:micro)?benchmarks?|(?:micro)?bench)[\\/]|[.\-_](?:test|spec|e2e|bench)\.[cm]?[a-z]{1,4}$|(?:^|[\\/])(?:test_[^\\/]*|conftest)\.[a-z]+$/i;
/** `OrderServiceTest`, but not `latest`. */
const testClassPath = /[a-z0-9](?:I?Tests?|IT|TestCase|Benchmark)\.[a-z]+$/;

/** Modules and source sets of Java's builds that hold what tests use: `src/testFixtures/java`, `test-tools/src`. */
const testModulePath =
  /(?:^|[\\/])(?:src[\\/](?:\w*[Tt]est\w*|test-\w+|it|jmh)|itest|testutils?|(?:[\w.-]+-)?test-[\w-]+|[\w.-]+-(?:tests?|testing|tester|testutils?|testkit|jmh|benchmarks?)|\w+Test(?:s|Cases?))[\\/].*\.java$/;

/** What is there to be read or tried out: it is started by hand, shows one thing and is stopped again. */
const examplePath =
  /(?:^|[\\/])(?:examples?|demos?|samples?|showcases?|docs?|documentation|playgrounds?)[\\/]|(?:^|[\\/])(?:examples?|demo)\.[cm]?[a-z]{1,4}$|[.\-_](?:example|demo|sample)\.[cm]?[a-z]{1,4}$/i;

/** Whether the file is a test, a benchmark, an example or part of the documentation. */
export function isAside(path: string): boolean {
  return isTestPath(path) || examplePath.test(path);
}

function isTestPath(path: string): boolean {
  return testPath.test(path) || testClassPath.test(path) || testModulePath.test(path);
}

/** The context of what the function acquires. */
export function contextOf(file: FileFlow, info: FunctionInfo): Loss['context'] {
  if (isTestPath(file.path)) return 'test';
  const once = runsOnce(file, info.id, new Set());
  if (examplePath.test(file.path)) return once ? 'example-script' : 'test';
  return once ? 'process-lifetime' : 'ordinary';
}

const references = new WeakMap<
  FileFlow,
  Map<FunctionId, { readonly by: FunctionId; readonly called: boolean }[]>
>();

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
  const uses = usesOf(file).get(id) ?? [];
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

function isExported(file: FileFlow, id: FunctionId): boolean {
  for (const list of file.exports.values()) {
    for (const one of list) {
      if (one.kind === 'reference' && one.reference.kind === 'function' && one.reference.function === id)
        return true;
      if (one.kind !== 'place') continue;
      const place = file.places[one.place];
      if (
        place?.kind === 'variable' &&
        place.reference?.kind === 'function' &&
        place.reference.function === id
      )
        return true;
    }
  }
  return false;
}

function usesOf(file: FileFlow): Map<FunctionId, { readonly by: FunctionId; readonly called: boolean }[]> {
  const known = references.get(file);
  if (known !== undefined) return known;
  const uses = new Map<FunctionId, { readonly by: FunctionId; readonly called: boolean }[]>();
  const add = (target: FunctionId, by: FunctionId, called: boolean): void => {
    const list = uses.get(target) ?? [];
    list.push({ by, called });
    uses.set(target, list);
  };
  for (const info of file.functions) {
    const callees = new Map<number, FunctionId>();
    const graph = file.graph(info.id);
    for (const block of graph.blocks) {
      for (const step of block.steps) {
        if (step.op === 'call' && step.reference?.kind === 'function') {
          add(step.reference.function, info.id, true);
          callees.set(step.callee, step.reference.function);
        }
        // A function handed on as a value may be called any number of times.
        const read =
          step.op === 'call'
            ? step.arguments.map((argument) => argument.value)
            : step.op === 'store'
              ? [step.value]
              : step.op === 'object'
                ? step.properties.map((property) => property.value)
                : step.op === 'array'
                  ? step.elements.map((element) => element.value)
                  : [];
        for (const place of read) {
          const denoted = file.places[place];
          if (denoted?.kind === 'variable' && denoted.reference?.kind === 'function')
            add(denoted.reference.function, info.id, false);
        }
      }
      const end = block.terminator;
      if (end.kind === 'return' && end.value !== null) {
        const denoted = file.places[end.value];
        if (denoted?.kind === 'variable' && denoted.reference?.kind === 'function')
          add(denoted.reference.function, info.id, false);
      }
    }
  }
  references.set(file, uses);
  return uses;
}
