/**
 * Which calls an entry of the catalogue may describe, judged by their names: only of these it is worth finding out
 * what the callee denotes and what the receiver is.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Family, Selector } from '../catalogue/model.ts';
import { parseSelector } from '../catalogue/selector.ts';
import type { FileFlow } from '../flow/graph.ts';
import { sitesOf, type CallSite } from './sites.ts';

/** What an entry may say of a call. */
export type Topic =
  'anything' | 'registration' | 'deadline' | 'timer' | 'cancellation' | 'reached-into' | 'handed-over';

/** The calls of the file that an entry on the topic may describe. */
export function callsOn(catalogue: Catalogue, file: FileFlow, topic: Topic): readonly CallSite[] {
  // Of some topics nothing is said in some languages.
  if (namesOn(catalogue, topic).size === 0) return [];
  return sitesOf(file).calls.filter((site) => mayBeOn(catalogue, file, site, topic));
}

/**
 * Whether an entry on the topic may describe the call. A method is called by its name, unless it is a function that
 * was stored under another one.
 */
export function mayBeOn(catalogue: Catalogue, file: FileFlow, { step }: CallSite, topic: Topic): boolean {
  const { reference } = step;
  // Wherever it comes from, and under whatever name: an export or a global is described by its own.
  if (reference?.kind === 'export' || reference?.kind === 'global')
    return namesOn(catalogue, topic).has(reference.path.at(-1) ?? 'default');
  return (
    reference !== undefined ||
    step.receiver === undefined ||
    typeof step.method !== 'string' ||
    namesOn(catalogue, topic).has(step.method) ||
    sitesOf(file).writersOfField(step.method).length > 0
  );
}

const memo = new WeakMap<Catalogue, Map<Topic, ReadonlySet<string>>>();

function namesOn(catalogue: Catalogue, topic: Topic): ReadonlySet<string> {
  let topics = memo.get(catalogue);
  if (topics === undefined) memo.set(catalogue, (topics = new Map<Topic, ReadonlySet<string>>()));
  let names = topics.get(topic);
  if (names === undefined) {
    const calls = catalogue.families.flatMap((family) => callsOf(catalogue, family, topic));
    names = new Set(calls.flatMap((selector) => lastName(selector)));
    topics.set(topic, names);
  }
  return names;
}

function lastName(selector: Selector): string {
  const { method, path } = parseSelector(selector);
  // A module that is called itself.
  return method ?? path.at(-1) ?? 'default';
}

function callsOf(catalogue: Catalogue, family: Family, topic: Topic): readonly Selector[] {
  const { acquisitions = [], behaviours = [], deadlines = [], registrations = [] } = family;
  switch (topic) {
    case 'registration':
      return registrations.flatMap(({ call }) => call);
    case 'deadline':
      return deadlines.flatMap(({ call }) => call);
    case 'timer':
      return [
        ...acquisitions.filter(({ resource }) => catalogue.resource(resource)?.kind === 'timer'),
        ...behaviours.filter(({ pauses }) => pauses !== undefined),
      ].flatMap(({ call }) => call);
    case 'cancellation':
      return acquisitions
        .filter(({ resource }) => catalogue.resource(resource)?.rule === 'lost-cancel')
        .flatMap(({ call }) => call);
    case 'reached-into':
      return acquisitions
        .filter(({ resource }) => catalogue.resource(resource)?.members !== undefined)
        .flatMap(({ call }) => call);
    case 'handed-over':
      return acquisitions
        .filter(({ yields }) => typeof yields === 'object' && 'parameter' in yields)
        .flatMap(({ call }) => call);
    case 'anything':
      return [
        ...acquisitions,
        ...behaviours,
        ...deadlines,
        ...registrations,
        ...(family.sinks ?? []),
        ...(family.callbacks ?? []),
      ].flatMap(({ call }) => call);
  }
}
