/**
 * Who calls a function by its imported name: `from app.cli import run` and `run()`, or `cli.run()`. Where a module passes
 * the name on, imports all names at once, gives the name to something else too or hands the function on, it cannot be
 * told who calls it.
 */
import type { Project } from '../analyse.ts';
import type { FileFlow, Place as FlowPlace, Reference } from '../flow/graph.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Named } from './named-callers.ts';
import { placeOf, together, usesOfPlaces, type Uses } from './uses.ts';

/** What a file does with a function of a module; null where that cannot be told. */
export function usesOfImported(project: Project, user: FileFlow, { file, info, name }: Named): Uses | null {
  const isMeant = (reference: Reference | undefined): boolean => {
    if (reference?.kind === 'function') return user === file && reference.function === info.id;
    return reference?.kind === 'export' && leadsTo(project, user, reference, file.path, name);
  };
  if (user !== file && passesAllOn(project, user, file.path)) return null;
  const sites = sitesOf(user);
  const places = user.places.flatMap((place, id) => (isMeant(referenceAt(place)) ? [id] : []));
  // It is imported for others, or the name means several things.
  if (user !== file && places.some((place) => sites.readersOf(place).length === 0)) return null;
  if (user.places.some((place) => isImported(place, name) && referenceAt(place) === undefined)) return null;
  for (const { id } of user.functions)
    for (const { steps } of user.graph(id).blocks)
      for (const step of steps)
        if (step.op === 'reference' && isMeant(step.reference)) places.push(step.target);
  const named = new Set(places);
  const members = sites.calls.filter(
    ({ step }) => !named.has(step.callee) && step.reference !== undefined && isMeant(step.reference),
  );
  return together(usesOfPlaces(project, user, places), {
    calls: members.map((site) => placeOf(user, site)),
    starts: false,
  });
}

/** Of a module that is imported itself the function is a member: `cli.run`. */
function leadsTo(
  project: Project,
  user: FileFlow,
  { module, path }: Extract<Reference, { kind: 'export' }>,
  to: string,
  name: string,
): boolean {
  if (path.length > 2 || path.at(-1) !== name) return false;
  return project.resolve(user.path, module, path[0]) === to;
}

function referenceAt(place: FlowPlace): Reference | undefined {
  return place.kind === 'variable' ? place.reference : undefined;
}

function isImported(place: FlowPlace, name: string): boolean {
  return place.kind === 'variable' && place.name === name && place.declaration === 'import';
}

/** `from app.cli import *` */
function passesAllOn(project: Project, user: FileFlow, path: string): boolean {
  return (user.exports.get('*') ?? []).some(
    (one) => one.kind === 'reexport' && project.resolve(user.path, one.module) === path,
  );
}
