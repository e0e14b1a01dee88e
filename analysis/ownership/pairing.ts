/**
 * Pairing is evidence: a value of unknown kind that is evidently made here (`createX()`, `openX()`, `new X()`)
 * and released here is tracked, in case this function forgets it on another path.
 */
import type { ResourceType } from '../catalogue/model.ts';
import type { CallStep, FileFlow, FlowGraph, FunctionInfo, PlaceId, Reference } from '../flow/graph.ts';
import { newDuty } from './acquire.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';
import { isCreatingName, pairingVerbPattern } from './verbs.ts';

/** Opens a duty on the result of a creating call whose variable is given back by a verb somewhere in the function. */
export function acquirePaired(walk: Walk, state: State, call: Call): void {
  const { run } = walk;
  if (!isPairable(run.activity.file, walk.frame.function, call.step, call.references)) return;
  const current = state.env.get(call.step.target);
  if (current !== undefined && run.activity.dutiesOn(current).length > 0) return;
  const value = run.activity.values.intern(
    `res:${call.site}:paired`,
    { kind: 'resource' },
    { range: call.step.range, type: current === undefined ? null : run.activity.values.get(current).type },
  );
  // Whether it comes by promise is not known: an `await` of it gives the same thing.
  newDuty(walk, state, call, value.id, pairedResource(nameOf(run.activity.file, call.step)), 'held', true);
  state.env.set(call.step.target, value.id);
}

/**
 * Whether the call evidently makes something, and something that the same function gives back.
 *
 * @param references what the callee is known to be
 */
export function isPairable(
  file: FileFlow,
  info: FunctionInfo,
  step: CallStep,
  references: readonly Reference[],
): boolean {
  if (step.discarded || (!step.construct && !isCreatingName(nameOf(file, step)))) return false;
  // What the language itself constructs (dates, errors, maps) holds nothing.
  if (step.construct && references.some((reference) => reference.kind === 'global')) return false;
  return isGivenBack(file, info, step.target);
}

function nameOf(file: FileFlow, { nameRange }: CallStep): string {
  return file.text.slice(nameRange.start, nameRange.end);
}

const variables = new WeakMap<FlowGraph, ReadonlyMap<PlaceId, readonly string[]>>();

/** Whether the variable that the result goes into has a release verb called on it in the function's text. */
function isGivenBack(file: FileFlow, info: FunctionInfo, target: PlaceId): boolean {
  const graph = file.graph(info.id);
  let names = variables.get(graph);
  if (names === undefined) {
    names = variableNames(file, graph);
    variables.set(graph, names);
  }
  const text = file.text.slice(info.range.start, info.range.end);
  return (names.get(target) ?? []).some((name) =>
    new RegExp(
      `(?<![\\w$.])${name.replace(/\$/g, '\\$&')}\\s*[!?]?\\.\\s*(?:${pairingVerbPattern})\\s*\\(`,
    ).test(text),
  );
}

/** The variables that temporaries end in, directly, after an `await` or through a conditional. */
function variableNames(file: FileFlow, graph: FlowGraph): ReadonlyMap<PlaceId, readonly string[]> {
  const names = new Map<PlaceId, readonly string[]>();
  // Backwards, so that the variable is known before the temporaries that lead to it.
  for (const block of [...graph.blocks].reverse()) {
    for (const step of [...block.steps].reverse()) {
      if (step.op !== 'copy' && step.op !== 'await') continue;
      const target = file.places[step.target];
      const found = target?.kind === 'variable' ? [target.name] : (names.get(step.target) ?? []);
      if (found.length > 0) names.set(step.source, [...(names.get(step.source) ?? []), ...found]);
    }
  }
  return names;
}

/** The stand-in type of a value whose kind nobody listed. */
function pairedResource(name: string): ResourceType {
  const noun = /([A-Z][a-z]+(?:[A-Z][a-z]+)?)$/.exec(name)?.[1] ?? name;
  return {
    id: `paired.${name}`,
    kind: 'disposable',
    noun: noun.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    rule: 'unreleased-connection',
    cost: 'keeps what it holds until it is released',
    releases: [],
    discipline: 'evidence',
    documentation: '',
  };
}
