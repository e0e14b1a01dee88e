/** Of which modules values may come into a file by name. */
import type { FileFlow, TypeReference } from '../flow/graph.ts';

/** The modules that it imports, and those that its annotations name. */
export function modulesOf(file: FileFlow): ReadonlySet<string> {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const found = new Set(file.modules);
  const add = (type: TypeReference | undefined): void => {
    if (type === undefined) return;
    switch (type.kind) {
      case 'export':
        found.add(type.module);
        return;
      case 'union':
        for (const one of type.of) add(one);
        return;
      case 'promise':
      case 'container':
        add(type.of);
        return;
      default:
        return;
    }
  };
  for (const place of file.places) if (place.kind === 'variable') add(place.type);
  for (const info of file.classes) for (const member of info.members) add(member.type);
  for (const info of file.functions) add(info.declaredReturn);
  modules.set(file, found);
  return found;
}

const modules = new WeakMap<FileFlow, ReadonlySet<string>>();
