/**
 * What lives inside a connection that the instance keeps in a field: the statement of a private method is over where all
 * who call that close the connection afterwards, and one that is made together with the connection is there once for it.
 */
import type { FileFlow, FunctionId } from '../flow/graph.ts';
import { callsByName } from '../trace/calls-by-name.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import type { Duty } from './activity.ts';
import { fieldAt, filling, isClosedAfter, isClosedSomewhere } from './field-ends.ts';
import { inLoop, successors } from './order.ts';

/** How many private methods hand it on at most. */
const maxHops = 4;

/** Whether all callers of the private method close what the field holds when it is back, whatever the method made of it. */
export function endsWithItsField(file: FileFlow, duty: Duty): boolean {
  const made = siteOf(file, duty);
  return made !== null && isClosedByCallers(file, made.site.function, made.field, maxHops);
}

/**
 * Whether the method has just opened what the field holds, and the file closes that somewhere: there is one such
 * statement for each connection then, and it lives no longer. In a loop there are many.
 */
export function isMadeWithItsField(file: FileFlow, duty: Duty): boolean {
  const made = siteOf(file, duty);
  if (made === null || !isClosedSomewhere(file, made.field)) return false;
  const { site, field } = made;
  return !inLoop(file.graph(site.function), site.block) && isFilledBefore(file, site, field);
}

/** Where it was acquired of what a field holds. */
function siteOf(
  file: FileFlow,
  { resource, range, function: by }: Duty,
): { readonly site: CallSite; readonly field: string } | null {
  if (resource.goesWithOuter !== true) return null;
  const site = sitesOf(file)
    .callsIn(by)
    .find(({ step }) => step.range.start === range.start && step.range.end === range.end);
  const field = site?.step.receiver === undefined ? null : fieldAt(file, site.step.receiver);
  return site === undefined || field === null ? null : { site, field };
}

function isClosedByCallers(file: FileFlow, id: FunctionId, field: string, hops: number): boolean {
  const member = file.classes.flatMap(({ members }) => members).find((one) => one.function === id);
  if (hops === 0 || member?.kind !== 'method' || !(member.private || member.enclosed === true)) return false;
  const calls = callsByName(file, member.name) ?? [];
  return (
    calls.length > 0 &&
    calls.every(
      (call) =>
        isOnItself(file, call, id) &&
        (isClosedAfter(file, call, field) || isClosedByCallers(file, call.function, field, hops - 1)),
    )
  );
}

/** Another instance has a connection of its own. */
function isOnItself(file: FileFlow, { step: { receiver, reference } }: CallSite, id: FunctionId): boolean {
  if (receiver === undefined) return reference?.kind === 'function' && reference.function === id;
  return file.places[receiver]?.kind === 'this';
}

/** No way leads to the call that does not put something new into the field, which a call has just made. */
function isFilledBefore(file: FileFlow, { function: id, block, index }: CallSite, field: string): boolean {
  const graph = file.graph(id);
  const isFilled = (at: number, until: number): boolean =>
    graph.blocks[at]?.steps.slice(0, until).some((step) => {
      const value = filling(file, step, field);
      return value !== null && originsOf(file, value).some(({ kind }) => kind === 'call');
    }) === true;
  const seen = new Set<number>([0]);
  for (const at of seen) {
    if (at === block) {
      if (!isFilled(at, index)) return false;
      continue;
    }
    if (isFilled(at, Infinity)) {
      // An exception may leave the block before it comes to that.
      const { handler } = graph.blocks[at] ?? {};
      if (typeof handler === 'number') seen.add(handler);
    } else for (const next of successors(graph, at)) seen.add(next);
  }
  return true;
}
