/** Follows names across files: imports to exports, through re-exports and barrels. */
import type { Project } from '../analyse.ts';
import type { FileFlow, Reference } from '../flow/graph.ts';

/** How many re-exports are followed. */
const maxHops = 8;

/** What `path` of the module that `from` names by `specifier` denotes, in the file that defines it; null if unknown. */
export function findExport(
  project: Project,
  from: FileFlow,
  specifier: string,
  path: readonly string[],
  hops = 0,
): { readonly file: FileFlow; readonly reference: Reference } | null {
  if (hops > maxHops) return null;
  const target = project.resolve(from.path, specifier, path[0]);
  if (target === null) return null;
  const file = project.file(target);
  if (file === null) return null;
  return lookUp(project, file, path, hops);
}

function lookUp(
  project: Project,
  file: FileFlow,
  path: readonly string[],
  hops: number,
): { readonly file: FileFlow; readonly reference: Reference } | null {
  const [name = 'default', ...rest] = path;
  // Members of classes that need no instance may be exported under their whole name.
  const whole = rest.length === 0 ? undefined : file.exports.get(path.join('.'))?.[0];
  if (whole?.kind === 'reference' && whole.reference.kind !== 'export')
    return { file, reference: whole.reference };
  for (const found of file.exports.get(name) ?? []) {
    if (found.kind === 'reexport') {
      const further = findExport(project, file, found.module, [...found.path, ...rest], hops + 1);
      if (further !== null) return further;
    } else {
      const place = found.kind === 'place' ? file.places[found.place] : undefined;
      const reference =
        found.kind === 'reference'
          ? found.reference
          : place?.kind === 'variable'
            ? place.reference
            : undefined;
      if (reference === undefined) continue;
      if (reference.kind === 'export') {
        const further = findExport(project, file, reference.module, [...reference.path, ...rest], hops + 1);
        if (further !== null) return further;
      } else if (rest.length === 0) return { file, reference };
    }
  }
  for (const star of file.exports.get('*') ?? []) {
    if (star.kind !== 'reexport') continue;
    const further = findExport(project, file, star.module, path, hops + 1);
    if (further !== null) return further;
  }
  // A CommonJS module that is one object, imported by default: `lib.open` is its export `open`.
  if (name === 'default' && rest.length > 0) return lookUp(project, file, rest, hops + 1);
  return null;
}
