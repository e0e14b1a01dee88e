/**
 * What can be said of a root function and the functions inside it without running them: which closures
 * may release or hand on what they capture, and which tests recur.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, FunctionId, PlaceId, Reference } from '../flow/graph.ts';
import { captureEffect, type CaptureEffect } from './capture.ts';
import { getterKey, isGetterKey } from './getters.ts';
import { inLoop } from './order.ts';

export interface FamilyFacts {
  /** What calling the function may do with what the place holds, at any depth of nested functions. */
  captureEffect(closure: FunctionId, place: PlaceId): CaptureEffect;
  /** Whether a test of this variable, member or getter occurs more than once in the root and inside it. */
  recurs(root: FunctionId, test: string): boolean;
}

const cache = new WeakMap<FileFlow, FamilyFacts>();

/** The facts of a file's functions, computed as they are asked for. */
export function familyFacts(file: FileFlow, catalogue: Catalogue): FamilyFacts {
  let facts = cache.get(file);
  if (facts === undefined) {
    facts = makeFacts(file, catalogue);
    cache.set(file, facts);
  }
  return facts;
}

function makeFacts(file: FileFlow, catalogue: Catalogue): FamilyFacts {
  const effects = new Map<string, CaptureEffect>();
  const tests = new Map<FunctionId, Map<string, number>>();
  return {
    captureEffect: (closure, place) => captureEffect(file, catalogue, effects, closure, place),
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

/** By what tests of a member of another module are counted. */
export function referenceKey(reference: Reference): string {
  return `r${JSON.stringify(reference)}`;
}

/**
 * Counts tests by what they look at: `v<place>` for variables, `.name` for members, `.name()` for what methods give, `r…`
 * for what others export.
 */
function countTests(file: FileFlow, root: FunctionId): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string | undefined): void => {
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const inside = new Set<FunctionId>();
  const copies = new Set<string>();
  for (const info of file.functions) {
    // Functions come after the ones around them, so one pass finds all that are inside.
    if (info.id !== root && (info.parent === null || !inside.has(info.parent))) continue;
    inside.add(info.id);
    const origin = new Map<PlaceId, string>();
    const keyOf = (place: PlaceId): string | undefined =>
      file.places[place]?.kind === 'variable' ? `v${place}` : origin.get(place);
    const graph = file.graph(info.id);
    graph.blocks.forEach((block, index) => {
      for (const step of block.steps) {
        if (step.op === 'reference') origin.set(step.target, referenceKey(step.reference));
        else if (step.op === 'load' && step.key !== null) origin.set(step.target, `.${step.key}`);
        else if (step.op === 'call' && step.arguments.length === 0 && typeof step.method === 'string') {
          origin.set(step.target, getterKey(step.method));
        } else if (step.op === 'copy') {
          const key = keyOf(step.source);
          if (key !== undefined && file.places[step.target]?.kind === 'temporary')
            origin.set(step.target, key);
          else if (key !== undefined && key.startsWith('v')) copies.add(`${key} v${step.target}`);
        } else if (step.op === 'operation') for (const operand of step.operands) add(keyOf(operand));
      }
      const end = block.terminator;
      if (end.kind !== 'branch') return;
      const condition = end.condition;
      if (condition.kind === 'same') {
        add(keyOf(condition.left));
        add(keyOf(condition.right));
      } else if (condition.kind !== 'opaque' && condition.kind !== 'iteration') {
        const key = keyOf(condition.place);
        // What a loop asks for changes from round to round.
        if (isGetterKey(key) && inLoop(graph, index)) counts.set(key, -Infinity);
        add(key);
      }
    });
  }
  // What a variable is copied to is tested for it: the error that a deferred function looks at.
  for (const copy of copies) {
    const [from = '', to = ''] = copy.split(' ');
    const more = counts.get(to) ?? 0;
    if (more > 0) counts.set(from, (counts.get(from) ?? 0) + more);
  }
  return counts;
}
