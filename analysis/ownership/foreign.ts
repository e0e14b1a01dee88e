/** Types and members that another file declares, as the file at hand would name them. */
import type { FileFlow, TypeReference } from '../flow/graph.ts';
import type { Activity } from './activity.ts';
import type { Interpreter } from './interpreter.ts';
import { findExport } from './linking.ts';
import { fieldType } from './static-types.ts';
import { noteText } from './traces.ts';

/**
 * A type of `file` as somebody names it who knows the file as `module`; null where that cannot be said. A module
 * of `.` is the package that a file belongs to.
 */
export function seenFrom(file: FileFlow, type: TypeReference, module: string): TypeReference | null {
  switch (type.kind) {
    case 'class': {
      const name = file.classes[type.class]?.name ?? null;
      return name === null ? null : { kind: 'export', module, path: [name] };
    }
    case 'export':
      if (type.module === '.') return { ...type, module };
      return type.module.startsWith('.') ? null : type;
    case 'promise':
    case 'container': {
      const of = seenFrom(file, type.of, module);
      return of === null ? null : { kind: type.kind, of };
    }
    case 'tuple':
      return { kind: 'tuple', of: type.of.map((one) => (one === null ? null : seenFrom(file, one, module))) };
    case 'global':
      return type;
    default:
      return null;
  }
}

type Members = Map<string, { readonly type: TypeReference; readonly path: string } | null>;

/** By the run, not by the file: what another file declares may change while this one stays. */
const known = new WeakMap<Activity, Members>();

/** The declared type of a member of a type that another file of the project declares. */
export function foreignMember(
  run: Interpreter,
  type: Extract<TypeReference, { readonly kind: 'export' }>,
  key: string,
): TypeReference | null {
  const { file, project, dependencies } = run.activity;
  let members = known.get(run.activity);
  if (members === undefined) {
    members = new Map() satisfies Members;
    known.set(run.activity, members);
  }
  const name = `${type.module}#${type.path.join('.')}.${key}`;
  let found = members.get(name);
  if (found === undefined) {
    found = null;
    const target = findExport(project, file, type.module, type.path);
    if (target?.reference.kind === 'class') {
      const { reference } = target;
      noteText(project, target.file.path);
      const member = target.file.classes[reference.class]?.members.find((one) => one.name === key);
      const declared =
        member?.type ??
        (member === undefined ? null : fieldType(project.catalogue, target.file, reference.class, key));
      const seen = declared === null ? null : seenFrom(target.file, declared, type.module);
      if (seen !== null) found = { type: seen, path: target.file.path };
    }
    members.set(name, found);
  }
  if (found !== null) dependencies.add(found.path);
  return found?.type ?? null;
}
