/** Classes with their ancestors and descendants in the file: fields and methods are shared among them. */
import type { ClassId, ClassMember, FileFlow, FunctionId, Reference } from '../flow/graph.ts';

/** The class itself first, then what it extends in the file, then what extends it. */
export function familyOf(file: FileFlow, id: ClassId): readonly ClassId[] {
  return [...ancestorsOf(file, id), ...descendantsOf(file, id)];
}

/** The class and the classes of the file that it extends, nearest first. */
export function ancestorsOf(file: FileFlow, id: ClassId): readonly ClassId[] {
  const found: ClassId[] = [];
  for (let next: ClassId | null = id; next !== null && !found.includes(next);) {
    found.push(next);
    const above: Reference | null = file.classes[next]?.superclass ?? null;
    next = above?.kind === 'class' ? above.class : null;
  }
  return found;
}

/** The class of the file at the top: fields go by its number, whoever of the family touches them. */
export function topOf(file: FileFlow, id: ClassId): ClassId {
  return ancestorsOf(file, id).at(-1) ?? id;
}

function descendantsOf(file: FileFlow, id: ClassId): ClassId[] {
  return file.classes
    .filter((info) => info.id !== id && ancestorsOf(file, info.id).includes(id))
    .map((info) => info.id);
}

/** Members of the instance, by name, over the whole family (an override does not hide what it overrides). */
export function membersNamed(file: FileFlow, id: ClassId, name: string): readonly ClassMember[] {
  return familyOf(file, id).flatMap((one) =>
    (file.classes[one]?.members ?? []).filter((member) => !member.static && member.name === name),
  );
}

/** The functions of one class's own instance members. */
export function ownFunctions(file: FileFlow, id: ClassId): readonly FunctionId[] {
  return (file.classes[id]?.members ?? []).flatMap((member) =>
    member.static || member.function === null ? [] : [member.function],
  );
}

/** The class whose instance `this` is inside the function, through functions nested without a class of their own. */
export function classAround(file: FileFlow, id: FunctionId): ClassId | null {
  for (
    let info = file.functions[id];
    info !== undefined;
    info = info.parent === null ? undefined : file.functions[info.parent]
  ) {
    if (info.ownerClass !== null) return info.ownerClass;
  }
  return null;
}

/** The member function (or module-level function) that the function is nested in, itself if it is one. */
export function memberAround(file: FileFlow, id: FunctionId): FunctionId {
  const info = file.functions[id];
  if (info === undefined || info.parent === null || info.parent === 0) return id;
  const owner = info.ownerClass;
  if (owner !== null && ownFunctions(file, owner).includes(id)) return id;
  return memberAround(file, info.parent);
}
