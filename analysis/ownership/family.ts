/**
 * What can be said of a root function and the functions inside it without running them: which closures
 * may release or hand on what they capture, and which tests recur.
 */
import type { FileFlow, FlowGraph, FunctionId, PlaceId, Step } from '../flow/graph.ts';
import { isReleaseVerb } from './verbs.ts';

/** What a closure may do with a captured place. */
export type CaptureEffect = 'none' | 'borrows' | 'takes';

export interface FamilyFacts {
  /** What calling the function may do with what the place holds, at any depth of nested functions. */
  captureEffect(closure: FunctionId, place: PlaceId): CaptureEffect;
  /** Whether a test of this variable, or of a member of this name, occurs more than once in the root and inside it. */
  recurs(root: FunctionId, test: string): boolean;
}

/** Methods by which a container is gone through: what happens to its elements may be their release. */
const sweeps = new Set([
  'forEach',
  'map',
  'splice',
  'pop',
  'shift',
  'values',
  'entries',
  'some',
  'every',
  'reduce',
  'get',
  'at',
  'find',
]);

const cache = new WeakMap<FileFlow, FamilyFacts>();

/** The facts of a file's functions, computed as they are asked for. */
export function familyFacts(file: FileFlow): FamilyFacts {
  let facts = cache.get(file);
  if (facts === undefined) {
    facts = makeFacts(file);
    cache.set(file, facts);
  }
  return facts;
}

function makeFacts(file: FileFlow): FamilyFacts {
  const effects = new Map<string, CaptureEffect>();
  const tests = new Map<FunctionId, Map<string, number>>();
  return {
    captureEffect(closure, place) {
      const key = `${closure}:${place}`;
      const known = effects.get(key);
      if (known !== undefined) return known;
      effects.set(key, 'none');
      const effect = computeEffect(file, closure, place);
      effects.set(key, effect);
      return effect;
    },
    recurs(root, test) {
      let counts = tests.get(root);
      if (counts === undefined) {
        counts = countTests(file, root);
        tests.set(root, counts);
      }
      return (counts.get(test) ?? 0) > 1;
    },
  };
}

/**
 * Follows a captured place through the closure's own copies. A release method, being passed on, returned,
 * stored or thrown counts as taking: in doubt the resource is somebody else's, and nothing is said.
 */
function computeEffect(file: FileFlow, id: FunctionId, place: PlaceId): CaptureEffect {
  const info = file.functions[id];
  if (info === undefined || !info.captures.includes(place)) return 'none';
  const aliases = new Set<PlaceId>([place]);
  let effect: CaptureEffect = 'borrows';
  const graph = file.graph(id);
  // Two passes suffice for aliases that are made textually after their use in a loop.
  for (let pass = 0; pass < 2 && effect !== 'takes'; pass += 1) {
    for (const block of graph.blocks) {
      for (const step of block.steps) {
        if (takes(file, graph, step, aliases, place)) effect = 'takes';
      }
      const end = block.terminator;
      if (
        (end.kind === 'return' && end.value !== null && aliases.has(end.value)) ||
        (end.kind === 'throw' && aliases.has(end.value))
      )
        effect = 'takes';
    }
  }
  return effect;
}

function takes(file: FileFlow, graph: FlowGraph, step: Step, aliases: Set<PlaceId>, place: PlaceId): boolean {
  switch (step.op) {
    case 'copy':
      if (aliases.has(step.source)) {
        aliases.add(step.target);
        // Binding it to a variable of another function hands it on.
        const target = file.places[step.target];
        const source = file.places[place];
        return (
          target?.kind === 'variable' &&
          source?.kind === 'variable' &&
          target.declaredIn === 0 &&
          source.declaredIn !== 0
        );
      }
      return false;
    case 'await':
      if (aliases.has(step.source)) aliases.add(step.target);
      return false;
    case 'call':
      if (step.receiver !== undefined && aliases.has(step.receiver)) {
        if (
          step.method === null ||
          step.method === undefined ||
          isReleaseVerb(step.method) ||
          sweeps.has(step.method)
        )
          return true;
      }
      // The value itself is called: an unsubscribe function.
      if (aliases.has(step.callee) && step.receiver === undefined) return true;
      return (
        functionTakes(file, step.callee, place) ||
        step.arguments.some(
          (argument) => aliases.has(argument.value) || functionTakes(file, argument.value, place),
        )
      );
    case 'load':
      // `const { close } = resource` or `resource.close` passed on as a function.
      if (aliases.has(step.object))
        return step.key !== null && isReleaseVerb(step.key) && !isCalledMethod(graph, step.target);
      return false;
    case 'object':
      return step.properties.some((property) => aliases.has(property.value));
    case 'array':
      return step.elements.some((element) => aliases.has(element.value));
    case 'store':
      return aliases.has(step.value);
    case 'yield':
      return aliases.has(step.value);
    case 'release':
      return aliases.has(step.place);
    case 'iterate':
      // Elements of a captured container: what happens to them happens to it.
      if (aliases.has(step.iterable)) aliases.add(step.target);
      return false;
    case 'closure':
      return (
        file.functions[step.function]?.captures.includes(place) === true &&
        computeEffect(file, step.function, place) === 'takes'
      );
    case 'reference':
      return (
        step.reference.kind === 'function' &&
        file.functions[step.reference.function]?.captures.includes(place) === true &&
        familyFacts(file).captureEffect(step.reference.function, place) === 'takes'
      );
    default:
      return false;
  }
}

/** Whether the place denotes a function that takes the captured place, when it is called. */
function functionTakes(file: FileFlow, callee: PlaceId, place: PlaceId): boolean {
  const info = file.places[callee];
  if (info?.kind !== 'variable' || info.reference?.kind !== 'function') return false;
  const id = info.reference.function;
  return (
    file.functions[id]?.captures.includes(place) === true &&
    familyFacts(file).captureEffect(id, place) === 'takes'
  );
}

const calledMethods = new WeakMap<FlowGraph, Set<PlaceId>>();

/** Whether the loaded method is the callee of a call in the same graph (which has been judged by itself). */
function isCalledMethod(graph: FlowGraph, target: PlaceId): boolean {
  let called = calledMethods.get(graph);
  if (called === undefined) {
    called = new Set();
    for (const block of graph.blocks)
      for (const step of block.steps)
        if (step.op === 'call' && step.receiver !== undefined) called.add(step.callee);
    calledMethods.set(graph, called);
  }
  return called.has(target);
}

/** Counts tests by what they look at: `v<place>` for variables, `.name` for members. */
function countTests(file: FileFlow, root: FunctionId): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string | undefined): void => {
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const inside = new Set<FunctionId>();
  for (const info of file.functions) {
    // Functions come after the ones around them, so one pass finds all that are inside.
    if (info.id !== root && (info.parent === null || !inside.has(info.parent))) continue;
    inside.add(info.id);
    const origin = new Map<PlaceId, string>();
    const keyOf = (place: PlaceId): string | undefined =>
      file.places[place]?.kind === 'variable' ? `v${place}` : origin.get(place);
    for (const block of file.graph(info.id).blocks) {
      for (const step of block.steps) {
        if (step.op === 'load' && step.key !== null) origin.set(step.target, `.${step.key}`);
        else if (step.op === 'copy') {
          const key = keyOf(step.source);
          if (key !== undefined && file.places[step.target]?.kind === 'temporary')
            origin.set(step.target, key);
        } else if (step.op === 'operation') for (const operand of step.operands) add(keyOf(operand));
      }
      const end = block.terminator;
      if (end.kind !== 'branch') continue;
      const condition = end.condition;
      if (condition.kind === 'same') {
        add(keyOf(condition.left));
        add(keyOf(condition.right));
      } else if (condition.kind !== 'opaque' && condition.kind !== 'iteration') add(keyOf(condition.place));
    }
  }
  return counts;
}
