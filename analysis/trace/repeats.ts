/**
 * Whether a function evidently runs more than once in the life of a program. Intervals, servers and watchers
 * that nobody ends are what start-up code is made of: made once, they are meant to run until the process ends.
 * Only where each request, each message, each instance makes another one do they add up.
 */
import type { Catalogue } from '../catalogue/index.ts';
import { isComponentHook, livesAsLongAsTheProcess } from '../classes/lifetimes.ts';
import { isLastMethod } from '../classes/words.ts';
import { ancestorsOf } from '../classes/families.ts';
import type { ClassId, ClassInfo, FileFlow, FunctionId, FunctionInfo, SourceRange } from '../flow/graph.ts';
import { callersOf, isWithin, usesOf } from './closures.ts';
import { entriesOf } from './entries.ts';

/** Parameters that stand for one of many: a request, a message, a user. */
const oneOfMany =
  /^_?(?:req|request|res|response|reply|ctx|socket|sock|conn|connection|peer|ws|session|user|userId|room|channel|message|msg|packet|event|evt|ev|job|task|item|row|entry|element|el|node)\d?$/i;

/** Whom somebody who waits is told by: the wait ends, and what was made for it goes on. */
const answers = /^(?:resolve|reject|cb|callback|done|next)\w*$/;

export function runsRepeatedly(catalogue: Catalogue, file: FileFlow, id: FunctionId): boolean {
  for (let at: FunctionId | null = id; at !== null && at !== 0; at = file.functions[at]?.parent ?? null) {
    const info = file.functions[at];
    if (info === undefined || onlyTheFirstTime(file, info)) return false;
    if (info.parameters.some((parameter) => parameter.name !== null && oneOfMany.test(parameter.name)))
      return true;
    if (isHandler(catalogue, file, info) || startsItselfAgain(file, info)) return true;
    if (info.ownerClass !== null) return belongsToWhatEnds(file, info.ownerClass);
    if (makesWhatEnds(file, info)) return true;
    // A hook runs with every component that uses it.
    if (/^use[A-Z]/.test(info.name ?? '')) return true;
  }
  return false;
}

/** `if (started) return; started = true`, or a variable around the function that is tested and set in it. */
function onlyTheFirstTime(file: FileFlow, info: FunctionInfo): boolean {
  if (info.capturedWrites.length === 0) return false;
  const tested = new Set<number>();
  for (const { steps, terminator } of file.graph(info.id).blocks) {
    for (const step of steps)
      if (step.op === 'operation') for (const operand of step.operands) tested.add(operand);
    if (terminator.kind === 'branch' && 'place' in terminator.condition)
      tested.add(terminator.condition.place);
  }
  return info.capturedWrites.some((place) => tested.has(place));
}

/** It is called with one thing after another: a listener, a route, an effect, the callback of a loop. */
function isHandler(catalogue: Catalogue, file: FileFlow, info: FunctionInfo): boolean {
  return usesOf(file, info.id).some(({ site, argument }) => {
    const behaviours = entriesOf(catalogue, file, site).flatMap((entry) =>
      entry.callbacks.filter(
        (one) => (one.argument < 0 ? site.step.arguments.length + one.argument : one.argument) === argument,
      ),
    );
    if (behaviours.some((one) => one.cleanup === true || one.runs === 'many-now')) return true;
    return info.parameters.length > 0 && behaviours.some((one) => one.runs === 'many-later');
  });
}

/** `ws.on('close', connect)` inside `connect`, a call of itself: it begins anew. */
function startsItselfAgain(file: FileFlow, info: FunctionInfo): boolean {
  return (
    callersOf(file, info.id).some((site) => isWithin(file, site.function, info.id)) ||
    usesOf(file, info.id).some(({ site }) => isWithin(file, site.function, info.id))
  );
}

/** The class promises that its instances end, or a framework ends them: then what they start is to end too. */
function belongsToWhatEnds(file: FileFlow, id: ClassId): boolean {
  return !livesAsLongAsTheProcess(file, id) && ancestorsOf(file, id).some((one) => ends(file.classes[one]));
}

/** A factory: what it returns promises to end. */
function makesWhatEnds(file: FileFlow, info: FunctionInfo): boolean {
  return file.classes.some(
    (made) =>
      made.style === 'object' &&
      made.range.start >= info.body.start &&
      made.range.end <= info.body.end &&
      ends(made),
  );
}

function ends(info: ClassInfo | undefined): boolean {
  return (info?.members ?? []).some(
    (member) =>
      !member.static &&
      member.kind === 'method' &&
      (isLastMethod(member.name) || isComponentHook(member.name)),
  );
}

/**
 * A function inside answers somebody who waits: `setInterval(() => { if (ready()) resolve() })`. Whoever asks
 * again starts another one. Only what stands within the range counts.
 */
export function answersSomebody(file: FileFlow, id: FunctionId, within: SourceRange): boolean {
  return file.functions.some(
    (inner) =>
      inner.id !== id &&
      isWithin(file, inner.id, id) &&
      inner.range.start >= within.start &&
      inner.range.end <= within.end &&
      inner.captures.some((place) => {
        const captured = file.places[place];
        return captured?.kind === 'variable' && answers.test(captured.name);
      }),
  );
}
