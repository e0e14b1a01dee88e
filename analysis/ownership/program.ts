/**
 * What runs because the program is started and for no other reason: the steps of a tool. The platform calls `main`,
 * which makes the one instance of its class and has its private methods work through what there is to do. The end of
 * the process closes what such a step leaves open.
 */
import type { ClassId, FileFlow, FunctionId, FunctionInfo } from '../flow/graph.ts';
import { sitesOf, type Site } from '../trace/sites.ts';
import { callersOf } from '../trace/closures.ts';
import { isMeantForOthers, namesOf } from './named-by.ts';
import { inLoop } from './order.ts';

/** Whether only the program itself, and that once, gets to the function: as a step of its entry. */
export function isStepOfProgram(file: FileFlow, id: FunctionId): boolean {
  return file.functions.some(isStarted) && isStep(file, id, stepsOf(file));
}

/** What has been found out; of what is still being asked, no: what comes back to itself runs more than once. */
type Steps = Map<FunctionId, boolean>;

const known = new WeakMap<FileFlow, Steps>();

function stepsOf(file: FileFlow): Steps {
  let steps = known.get(file);
  if (steps === undefined) known.set(file, (steps = new Map<FunctionId, boolean>()));
  return steps;
}

function isStep(file: FileFlow, id: FunctionId, steps: Steps): boolean {
  const found = steps.get(id);
  if (found !== undefined) return found;
  steps.set(id, false);
  const info = file.functions[id];
  const answer = info !== undefined && (isStarted(info) || isPrivateStep(file, info, steps));
  steps.set(id, answer);
  return answer;
}

/** The platform calls it, or the command line does. */
function isStarted({ command, entry }: FunctionInfo): boolean {
  return entry === true || command === true;
}

function isPrivateStep(file: FileFlow, info: FunctionInfo, steps: Steps): boolean {
  const owner = info.ownerClass;
  if (owner === null) return isStaticStep(file, info, steps);
  if (!isMadeByProgram(file, owner, steps)) return false;
  if (info.kind === 'constructor') return true;
  if (info.kind !== 'method' || !isPrivate(file, owner, info)) return false;
  const uses = usesOf(file, info);
  return uses !== null && uses.length > 0 && uses.every((one) => isOnce(file, one, steps));
}

function isStaticStep(file: FileFlow, { id }: FunctionInfo, steps: Steps): boolean {
  const callers = callersOf(file, id);
  const isHandedOn = namesOf(file, id).some(({ called }) => !called);
  if (callers.length === 0 || isHandedOn || isMeantForOthers(file, id)) return false;
  return callers.every((one) => isOnce(file, one, steps));
}

/** All instances that the file makes, and somebody makes one there, are made by steps of the program. */
function isMadeByProgram(file: FileFlow, owner: ClassId, steps: Steps): boolean {
  const makers = sitesOf(file).calls.filter(
    ({ step }) => step.construct && step.reference?.kind === 'class' && step.reference.class === owner,
  );
  return makers.length > 0 && makers.every((one) => isOnce(file, one, steps));
}

/** What a loop does is done as often as there is something to do. */
function isOnce(file: FileFlow, at: Site, steps: Steps): boolean {
  return !inLoop(file.graph(at.function), at.block) && isStep(file, at.function, steps);
}

function isPrivate(file: FileFlow, owner: ClassId, info: FunctionInfo): boolean {
  return file.classes[owner]?.members.some((one) => one.function === info.id && one.private) === true;
}

/** Every call of a method of this name, on whatever; null where one is handed on, and called who knows how often. */
function usesOf(file: FileFlow, { name }: FunctionInfo): readonly Site[] | null {
  const { calls, loads } = sitesOf(file);
  const callees = new Set(calls.map(({ step }) => step.callee));
  const isHandedOn = loads.some(({ step }) => step.key === name && !callees.has(step.target));
  return isHandedOn ? null : calls.filter(({ step }) => step.method === name);
}
