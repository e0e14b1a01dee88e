/**
 * What lives inside something that callers in other files give, and that all of them give back: the statement of a
 * connection that is closed where the function is called. It ends with that, sooner or later.
 */
import type { Project } from '../analyse.ts';
import type { ClassInfo, ClassMember, FileFlow, PlaceId } from '../flow/graph.ts';
import { isReleasedSomewhere } from '../trace/released.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Activity, Duty } from './activity.ts';
import { Callers } from './callers.ts';
import { isReleaseVerb } from './verbs.ts';

/** Whether the duty goes with a parameter of which all callers, in all files of the project, release what they give. */
export function isGivenBackByCallers(
  project: Project,
  file: FileFlow,
  { values, root }: Activity,
  { within, resource }: Duty,
): boolean {
  if (project.user === undefined || resource.goesWithOuter !== true || within === null) return false;
  const { shape } = values.get(within);
  const declared = shape.kind === 'parameter' ? memberOf(file, root.id) : null;
  if (shape.kind !== 'parameter' || declared === null) return false;
  const { owner, member } = declared;
  const callers = new Callers(project);
  const places =
    member.kind === 'constructor' ? callers.makersOf(file, owner) : callers.callsOf(file, owner, member);
  if (places === null || places.length === 0) return false;
  return places.every((caller) => {
    const given = caller.step.arguments[shape.index]?.value;
    return given !== undefined && isGivenBack(caller.file, given);
  });
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
