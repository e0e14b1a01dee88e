/** Who settles: `resolve` and `reject` of the executor around an item, callbacks that its function was given. */
import type { CallStep, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { calleesOf, isWithin, usesOf } from '../trace/closures.ts';
import { originsOf } from '../trace/origins.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

export interface Settlers {
  /** Whether the place holds a function that settles. */
  has(place: PlaceId): boolean;
  /** Whether it is the one that rejects. */
  rejects(place: PlaceId): boolean;
  /** Whether it is a callback, which is told of errors. */
  takesError(place: PlaceId): boolean;
  readonly empty: boolean;
}

/** Whether the function is run by `new Promise(…)`. */
export function isExecutor(file: FileFlow, id: FunctionId): boolean {
  return usesOf(file, id).some(({ site, argument }) => argument === 0 && isPromiseConstruction(file, site));
}

/** Promises of the platform, of a library, or of a class that is kept as `Promise` (`new this.Promise(…)`). */
export function isPromiseConstruction(file: FileFlow, { step }: CallSite): boolean {
  if (!step.construct) return false;
  const { reference } = step;
  if (reference?.kind === 'global' || reference?.kind === 'export')
    return (
      reference.path.at(-1) === 'Promise' ||
      (reference.kind === 'export' && promiseLibrary.test(reference.module) && isWhole(reference.path))
    );
  return originsOf(file, step.callee).some((origin) => origin.kind === 'member' && origin.key === 'Promise');
}

const promiseLibrary = /^(?:bluebird|any-promise|es6-promise|pinkie-promise|q|when)$/;

function isWhole(path: readonly string[]): boolean {
  return path.length === 0 || path.join('.') === 'default';
}

/**
 * The settlers that functions inside `root` know. Of ordinary functions the parameters count that are called
 * in a nested function: such a parameter is an answer that comes later.
 */
export function settlersOf(file: FileFlow, root: FunctionId): Settlers {
  const settling = new Set<PlaceId>();
  const fulfilling = new Set<PlaceId>();
  const rejecting = new Set<PlaceId>();
  for (let id: FunctionId | null = root; id !== null && id !== 0; id = file.functions[id]?.parent ?? null) {
    const info = file.functions[id];
    if (info === undefined) break;
    if (isExecutor(file, id)) {
      info.parameters.forEach((parameter, index) => {
        settling.add(parameter.place);
        (index === 0 ? fulfilling : rejecting).add(parameter.place);
      });
      break;
    }
    for (const parameter of info.parameters)
      if (isCalledLater(file, parameter.place, root)) settling.add(parameter.place);
    if (info.ownerClass !== null && info.kind !== 'arrow') break;
  }
  // A settler that is replaced (`cb = once(cb)`) may do anything: nothing is said then.
  // To choose among parameters (`if (!callback) callback = options`) is not to replace it.
  for (const place of settling) {
    const info = file.places[place];
    const chosen = originsOf(file, place).every(
      (origin) => origin.kind === 'parameter' || origin.kind === 'literal',
    );
    if (info?.kind !== 'variable' || (info.writes > 1 && !chosen)) settling.delete(place);
  }
  const answers = new Map<PlaceId, boolean>();
  const has = (place: PlaceId, depth = 0): boolean => {
    const known = answers.get(place);
    if (known !== undefined) return known;
    if (depth > 4) return false;
    answers.set(place, false);
    const answer = originsOf(file, place).some((origin) => {
      if (origin.kind === 'parameter') return settling.has(origin.place);
      if (origin.kind !== 'call' || origin.site.step.construct) return false;
      // `once(callback)`, `callback.bind(null, …)`: what comes out settles as well.
      const { receiver, method, arguments: given } = origin.site.step;
      if (method === 'bind' && receiver !== undefined && has(receiver, depth + 1)) return true;
      return (
        given.some((argument) => has(argument.value, depth + 1)) &&
        isFunctionLike(file, origin.site.step.target)
      );
    });
    answers.set(place, answer);
    return answer;
  };
  for (const parameter of handedTo(file, root, has)) {
    settling.add(parameter);
    answers.clear();
  }
  return {
    has,
    rejects: (place) => isOneOf(file, place, rejecting),
    takesError: (place) => has(place) && !isOneOf(file, place, fulfilling),
    empty: settling.size === 0,
  };
}

/**
 * Parameters of functions inside `root` that are given a settler and call it: `finish(reject, error)`. What they do
 * before that is done when they settle.
 */
function handedTo(
  file: FileFlow,
  root: FunctionId,
  settles: (place: PlaceId) => boolean,
): readonly PlaceId[] {
  const sites = sitesOf(file);
  return sites.calls.flatMap(({ function: by, step }) => {
    if (!isWithin(file, by, root) || !step.arguments.some(({ value }) => settles(value))) return [];
    return calleesOf(file, step)
      .filter((callee) => isWithin(file, callee, root))
      .flatMap((callee) => calledParameters(file, callee, step, settles));
  });
}

/** The parameters that a function calls itself and that the call gives a settler for. */
export function calledParameters(
  file: FileFlow,
  callee: FunctionId,
  { arguments: given }: CallStep,
  settles: (place: PlaceId) => boolean,
): readonly PlaceId[] {
  const sites = sitesOf(file);
  return (file.functions[callee]?.parameters ?? []).flatMap(({ place, rest }, index) => {
    const argument = given[index];
    if (rest || argument === undefined || !settles(argument.value)) return [];
    const isCalled = sites
      .readersOf(place)
      .some(({ function: by, step }) => by === callee && step.op === 'call' && step.callee === place);
    return isCalled ? [place] : [];
  });
}

function isOneOf(file: FileFlow, place: PlaceId, parameters: ReadonlySet<PlaceId>): boolean {
  return originsOf(file, place).some((origin) => origin.kind === 'parameter' && parameters.has(origin.place));
}

/** The parameter is called by name in a function nested in `root`, or by a second name (`const cb = callback`). */
function isCalledLater(file: FileFlow, parameter: PlaceId, root: FunctionId): boolean {
  const sites = sitesOf(file);
  const isInside = (id: FunctionId): boolean => id !== root && isWithin(file, id, root);
  return sites.readersOf(parameter).some(({ function: inside, step }) => {
    if (!isInside(inside)) return false;
    if (step.op === 'call') return step.callee === parameter;
    return (
      step.op === 'copy' &&
      sites.readersOf(step.target).some((one) => one.step.op === 'call' && one.step.callee === step.target)
    );
  });
}

/** The result of a call is used as a function: called, or given to somebody. */
function isFunctionLike(file: FileFlow, place: PlaceId): boolean {
  const aliases = aliasesOf(file, place);
  if (aliases.passedTo.length > 0) return true;
  return [...aliases.places].some((one) =>
    sitesOf(file)
      .readersOf(one)
      .some(({ step }) => step.op === 'call' && step.callee === one),
  );
}
