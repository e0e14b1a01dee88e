/**
 * What lives inside something that callers in other files give, and that all of them give back: the statement of a
 * connection that is closed where the function is called, or where the caller is that was given it. It ends with that,
 * sooner or later.
 */
import type { Project } from '../analyse.ts';
import type { ClassInfo, ClassMember, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleasedSomewhere } from '../trace/released.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Activity, Duty } from './activity.ts';
import { Callers, type Place } from './callers.ts';
import { isReleaseVerb } from './verbs.ts';

/** Through how many callers something is followed that each of them was given itself. */
const FARTHEST = 4;

/** Whether the duty goes with a parameter of which all callers, in all files of the project, release what they give. */
export function isGivenBackByCallers(
  project: Project,
  file: FileFlow,
  { values, root }: Activity,
  { within, resource }: Duty,
): boolean {
  if (project.user === undefined || resource.goesWithOuter !== true || within === null) return false;
  const { shape } = values.get(within);
  if (shape.kind !== 'parameter') return false;
  return allGiveBack(new Callers(project), { file, function: root.id, index: shape.index }, new Set());
}

/** A parameter of a function. */
interface Parameter {
  readonly file: FileFlow;
  readonly function: FunctionId;
  readonly index: number;
}

/** @param asked the parameters that are being asked for: who only calls itself again adds nothing */
function allGiveBack(callers: Callers, parameter: Parameter, asked: Set<string>): boolean {
  const { file, index } = parameter;
  const declared = memberOf(file, parameter.function);
  if (declared === null || asked.size >= FARTHEST) return false;
  asked.add(keyOf(parameter));
  const { owner, member } = declared;
  const places =
    member.kind === 'constructor' ? callers.makersOf(file, owner) : callers.callsOf(file, owner, member);
  if (places === null) return false;
  const others = places.filter((caller) => !passesOnAgain(caller, index, asked));
  return (
    others.length > 0 &&
    others.every((caller) => {
      const given = caller.step.arguments[index]?.value;
      if (given === undefined) return false;
      const own = parameterAt(caller, given);
      return isGivenBack(caller.file, given) || (own !== null && allGiveBack(callers, own, asked));
    })
  );
}

/** A function that includes a file calls itself with the connection that it was given. */
function passesOnAgain(caller: Place, index: number, asked: ReadonlySet<string>): boolean {
  const given = caller.step.arguments[index]?.value;
  const own = given === undefined ? null : parameterAt(caller, given);
  return own !== null && asked.has(keyOf(own));
}

function parameterAt({ file, function: id }: Place, place: PlaceId): Parameter | null {
  const index = file.functions[id]?.parameters.findIndex((one) => one.place === place) ?? -1;
  return index < 0 ? null : { file, function: id, index };
}

function keyOf({ file, function: id, index }: Parameter): string {
  return `${file.path} ${id} ${index}`;
}

function memberOf(file: FileFlow, id: number): { owner: ClassInfo; member: ClassMember } | null {
  for (const owner of file.classes) {
    const member = owner.members.find((one) => one.function === id);
    if (member !== undefined) return { owner, member };
  }
  return null;
}

/** By a call of its own, at the end of a block, or, where it is kept in a field, by way of that. */
function isGivenBack(file: FileFlow, given: PlaceId): boolean {
  if (isReleasedSomewhere(file, given)) return true;
  const fields = fieldsAt(file, given);
  return sitesOf(file).calls.some(
    ({ step: { method, receiver } }) =>
      typeof method === 'string' &&
      isReleaseVerb(method) &&
      receiver !== undefined &&
      fieldsAt(file, receiver).some((one) => fields.includes(one)),
  );
}

function fieldsAt(file: FileFlow, place: PlaceId): readonly string[] {
  return sitesOf(file)
    .writersOf(place)
    .flatMap(({ step }) => (step.op === 'load' && typeof step.key === 'string' ? [step.key] : []));
}
