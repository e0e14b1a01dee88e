/**
 * `if (instance == null)`, `if (!loaded)`, `if (formats.isEmpty())`: what is done only as long as a variable of the
 * module holds nothing, and fills it, is done once.
 */
import type { FileFlow, FunctionId, PlaceId, Terminator } from '../flow/graph.ts';
import { callersOf } from '../trace/closures.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { successors } from './order.ts';

type Branch = Terminator & { readonly kind: 'branch' };

/** The variable that a branch asks, and where it leads if that is empty. */
interface Question {
  readonly asked: PlaceId;
  readonly ifEmpty: number;
}

/**
 * Whether control comes to the block only where a variable of the module is empty, which one of the functions on the
 * way fills, and nobody else empties.
 */
export function isUnderEmptiness(
  file: FileFlow,
  id: FunctionId,
  block: number,
  way: readonly FunctionId[],
): boolean {
  return file.graph(id).blocks.some(({ terminator }, from) => {
    const question = terminator.kind === 'branch' ? questionOf(file, terminator) : null;
    return (
      question !== null &&
      isFilledBy(file, question.asked, way) &&
      !isEmptiedElsewhere(file, question.asked, way) &&
      isBehind(file, id, block, { from, to: question.ifEmpty })
    );
  });
}

function questionOf(file: FileFlow, { condition, then, otherwise }: Branch): Question | null {
  if (then === otherwise || (condition.kind !== 'truthy' && condition.kind !== 'equals')) return null;
  const direct = variableBehind(file, condition.place);
  if (condition.kind === 'truthy') {
    if (direct !== null) return { asked: direct, ifEmpty: otherwise };
    const called = askedBy(file, condition.place, 'isEmpty');
    return called === null ? null : { asked: called, ifEmpty: then };
  }
  if (condition.literal === null || condition.literal === undefined)
    return direct === null ? null : { asked: direct, ifEmpty: then };
  const counted = condition.literal === 0 ? askedBy(file, condition.place, 'size') : null;
  return counted === null ? null : { asked: counted, ifEmpty: then };
}

/** The variable of the module that the place is, or was just copied from: `let known = instance`. */
function variableBehind(file: FileFlow, place: PlaceId): PlaceId | null {
  if (isOfModule(file, place)) return place;
  for (const { step } of sitesOf(file).writersOf(place))
    if (step.op === 'copy' && isOfModule(file, step.source)) return step.source;
  return null;
}

function askedBy(file: FileFlow, answer: PlaceId, method: string): PlaceId | null {
  for (const { step } of sitesOf(file).writersOf(answer))
    if (step.op === 'call' && step.method === method && step.receiver !== undefined)
      return variableBehind(file, step.receiver);
  return null;
}

function isOfModule(file: FileFlow, place: PlaceId): boolean {
  const known = file.places[place];
  return known?.kind === 'variable' && known.declaredIn === 0 && known.declaration === 'local';
}

const filling = /^(?:add|put|set|push|append|load|register)(?:$|[A-Z])/;

function isFilledBy(file: FileFlow, variable: PlaceId, way: readonly FunctionId[]): boolean {
  return (
    sitesOf(file)
      .writersOf(variable)
      .some((one) => isOnTheWay(file, one.function, way)) ||
    callsOn(file, variable).some((one) => way.includes(one.function) && filling.test(one.step.method ?? ''))
  );
}

/** It is one of the functions, or called by one. */
function isOnTheWay(file: FileFlow, id: FunctionId, way: readonly FunctionId[]): boolean {
  return way.includes(id) || callersOf(file, id).some((one) => way.includes(one.function));
}

/** `reset() { instance = null; }`: then it is filled anew. What it begins with does not count. */
function isEmptiedElsewhere(file: FileFlow, variable: PlaceId, way: readonly FunctionId[]): boolean {
  const outside = (id: FunctionId): boolean => {
    const kind = file.functions[id]?.kind;
    return kind !== 'module' && kind !== 'static-block' && !way.includes(id);
  };
  return (
    sitesOf(file)
      .writersOf(variable)
      .some(({ function: by, step }) => outside(by) && step.op === 'copy' && isNothing(file, step.source)) ||
    callsOn(file, variable).some((one) => outside(one.function) && one.step.method === 'clear')
  );
}

function isNothing(file: FileFlow, place: PlaceId): boolean {
  return originsOf(file, place).some(
    (one) => one.kind === 'literal' && (one.value === null || one.value === undefined || one.value === false),
  );
}

function callsOn(file: FileFlow, variable: PlaceId): readonly CallSite[] {
  return sitesOf(file).calls.filter(({ step }) => step.receiver === variable);
}

/** Whether every way to the block goes along the edge. */
function isBehind(
  file: FileFlow,
  id: FunctionId,
  block: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const graph = file.graph(id);
  const seen = new Set<number>([0]);
  for (const one of seen)
    for (const next of successors(graph, one)) if (one !== from || next !== to) seen.add(next);
  return !seen.has(block);
}
