/**
 * What happens once because something is used for the first time: what a static initialiser calls, what is made under
 * `if (instance == null)` and kept, what an instance does that is made there and nowhere else. What is left open then
 * neither adds up nor outlives the process. If it fails it may be tried again; that is worth a hint and no more.
 */
import type { ClassId, ClassMember, FileFlow, FunctionId, FunctionInfo, SourceRange } from '../flow/graph.ts';
import { callersOf, usesOf } from '../trace/closures.ts';
import { sitesOf, type Site } from '../trace/sites.ts';
import { isUnderEmptiness } from './emptiness.ts';
import { isMeantForOthers, namesOf } from './named-by.ts';
import { inLoop } from './order.ts';

/** Who is given a function to call it when its result is first asked for, and keeps the result. */
const lazy = /^(?:lazy|memoi[sz]e|lazily|suppliers?|lazyinit\w*)$/i;

/** How many calls are looked at on the way outwards, before it counts as happening often. */
const maxCalls = 200;

/** The functions on the way from a call inwards to what is acquired; and how many more calls are looked at. */
interface Way {
  readonly functions: readonly FunctionId[];
  readonly budget: { calls: number };
}

/** Whether what the call of the function acquires is acquired at the first use only. */
export function isOfFirstUse(file: FileFlow, id: FunctionId, { start, end }: SourceRange): boolean {
  const block = file
    .graph(id)
    .blocks.findIndex(({ steps }) =>
      steps.some(({ op, range }) => op === 'call' && range.start === start && range.end === end),
    );
  return block >= 0 && happensOnce(file, id, block, { functions: [], budget: { calls: maxCalls } });
}

function happensOnce(file: FileFlow, id: FunctionId, block: number, inner: Way): boolean {
  const info = file.functions[id];
  if (info === undefined || inner.functions.includes(id)) return false;
  if (info.kind === 'module' || info.kind === 'static-block') return true;
  const way = { ...inner, functions: [...inner.functions, id] };
  return isUnderEmptiness(file, id, block, way.functions) || runsOnce(file, info, way);
}

function runsOnce(file: FileFlow, info: FunctionInfo, way: Way): boolean {
  const owner = info.ownerClass;
  if (owner === null) return isCalledOnce(file, info, way);
  if (!isMadeOnce(file, owner, way)) return false;
  if (info.kind === 'constructor') return true;
  return info.kind === 'method' && isOwnMatter(file, info.id) && areOnce(file, callsOf(file, info), way);
}

function isCalledOnce(file: FileFlow, { id }: FunctionInfo, way: Way): boolean {
  if (isOpenToOthers(file, id)) return false;
  const given = usesOf(file, id);
  if (given.some(({ site }) => !isLazy(file, site))) return false;
  // What is handed on in another way than as an argument is called by who knows whom.
  const otherwise = namesOf(file, id).filter(({ called }) => !called).length > given.length;
  const sites = [...callersOf(file, id), ...given.map(({ site }) => site)];
  return !otherwise && areOnce(file, sites, way);
}

/** `lazy(Version::load)`, `Suppliers.memoize(…)`, `Lazy.of(…)`. */
function isLazy(file: FileFlow, { step }: Site & { step: { op: 'call' } }): boolean {
  const receiver = step.receiver === undefined ? undefined : file.places[step.receiver];
  const of = receiver?.kind === 'variable' ? receiver.name : '';
  return lazy.test(file.text.slice(step.nameRange.start, step.nameRange.end)) || lazy.test(of);
}

/** Nobody else can make one, and the file makes it once. */
function isMadeOnce(file: FileFlow, owner: ClassId, way: Way): boolean {
  const made = file.classes[owner];
  const constructors = made?.members.filter(({ kind }) => kind === 'constructor') ?? [];
  if (made?.hidden !== true && (constructors.length === 0 || constructors.some((one) => !isInner(one))))
    return false;
  return areOnce(
    file,
    sitesOf(file).calls.filter(
      ({ step }) => step.construct && step.reference?.kind === 'class' && step.reference.class === owner,
    ),
    way,
  );
}

function areOnce(file: FileFlow, sites: readonly Site[], way: Way): boolean {
  return (
    sites.length > 0 &&
    sites.every(
      (one) =>
        (way.budget.calls -= 1) > 0 &&
        !inLoop(file.graph(one.function), one.block) &&
        happensOnce(file, one.function, one.block, way),
    )
  );
}

/** A method that is public may be called by whoever sees the class; a function, if it is there for others. */
function isOpenToOthers(file: FileFlow, id: FunctionId): boolean {
  return isMeantForOthers(file, id) || (isMember(file, id) && !isOwnMatter(file, id));
}

function isMember(file: FileFlow, id: FunctionId): boolean {
  return file.classes.some(({ members }) => members.some((one) => one.function === id));
}

/** What is not public the package may see, mostly its tests, and classes below, which are for what the class does. */
function isOwnMatter(file: FileFlow, id: FunctionId): boolean {
  return file.classes.some(({ members, hidden }) =>
    members.some((one) => one.function === id && (hidden === true || isInner(one))),
  );
}

function isInner(one: ClassMember): boolean {
  return one.private || one.internal === true;
}

/** Every call of a method of this name, on whatever. */
function callsOf(file: FileFlow, { name }: FunctionInfo): readonly Site[] {
  return sitesOf(file).calls.filter(({ step }) => step.method === name);
}
