/**
 * Who calls a function that belongs to no class, or a method that only its package can name, in all files of the
 * project; and what is handed to whoever runs it at the start of a program. Such methods are told by their names, on
 * whatever they are called. What is handed on otherwise, or kept, is called who knows how often.
 */
import type { Project } from '../analyse.ts';
import type { FileFlow, FunctionInfo, PlaceId, Reference } from '../flow/graph.ts';
import { callsByName } from '../trace/calls-by-name.ts';
import type { Callers } from './callers.ts';
import { usesOfImported } from './imported-callers.ts';
import { tracesOf } from './traces.ts';
import { placeOf, together, usesOfPlaces, type Uses } from './uses.ts';

/** The uses of a function or method, or of a function without a name; null where they cannot be told. */
export function usesOf(project: Project, callers: Callers, file: FileFlow, info: FunctionInfo): Uses | null {
  const { name, kind, reach } = info;
  if (name === null) return usesOfPlaces(project, file, closuresOf(file, info));
  if (reach === undefined || (reach === 'importers' && !isClosed(project, file))) return null;
  // What others may know by an interface they call without naming its type.
  if (kind === 'method' && reach !== 'package') return null;
  const files = callers.filesNaming(file, name);
  if (files === null) return null;
  return files
    .map((one) => {
      if (kind === 'method') return usesOfMethod(one, name);
      const ask = reach === 'modules' ? usesOfImported : usesOfFunction;
      return ask(project, one, { file, info, name });
    })
    .reduce<Uses | null>(together, { calls: [], starts: false });
}

/** Whether no other project can name what the file declares, with account of it. */
function isClosed(project: Project, { path }: FileFlow): boolean {
  const ask = (): boolean => project.isClosed?.(path) === true;
  const answer = ask();
  tracesOf(project)?.note(`closed ${path}`, answer, ask);
  return answer;
}

/** The places that hold the closure right when it is made. */
function closuresOf(file: FileFlow, { id, parent }: FunctionInfo): readonly PlaceId[] {
  if (parent === null) return [];
  return file
    .graph(parent)
    .blocks.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.op === 'closure' && step.function === id ? [step.target] : [])),
    );
}

/** A function of a file, with its name. */
export interface Named {
  readonly file: FileFlow;
  readonly info: FunctionInfo;
  readonly name: string;
}

function usesOfFunction(project: Project, user: FileFlow, { file, info, name }: Named): Uses | null {
  const isMeant = (reference: Reference | undefined): boolean => {
    if (reference?.kind === 'function') return user === file && reference.function === info.id;
    if (reference?.kind !== 'export' || reference.path.length !== 1 || reference.path[0] !== name)
      return false;
    const path = project.resolve(user.path, reference.module, name);
    // Of several files for several systems each may declare it.
    return path !== null && folderOf(path) === folderOf(file.path);
  };
  const places = user.places.flatMap((place, id) =>
    place.kind === 'variable' && isMeant(place.reference) ? [id] : [],
  );
  for (const { id } of user.functions)
    for (const { steps } of user.graph(id).blocks)
      for (const step of steps)
        if (step.op === 'reference' && isMeant(step.reference)) places.push(step.target);
  // It is named in a way that is not understood.
  if (places.length === 0 && folderOf(user.path) !== folderOf(file.path)) return null;
  return usesOfPlaces(project, user, places);
}

/** By its name, of whatever it is called. */
function usesOfMethod(user: FileFlow, name: string): Uses | null {
  const calls = callsByName(user, name);
  return calls === null ? null : { calls: calls.map((one) => placeOf(user, one)), starts: false };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
