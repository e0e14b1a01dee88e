/**
 * A cancel function made after the call that it should cancel: the call was given the context, a new context with
 * a cancel function is derived from it only then, and both are handed on together. Whoever cancels believes to end
 * what the call opened, and does not.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { entriesOf } from '../trace/entries.ts';
import { lossOfResource } from '../trace/loss.ts';
import { callsOn } from '../trace/named.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** The calls that open something on a context which is made cancellable too late for them. */
export function lateCancels(catalogue: Catalogue, file: FileFlow): readonly Loss[] {
  const losses: Loss[] = [];
  for (const made of callsOn(catalogue, file, 'cancellation')) {
    const found = derived(catalogue, file, made);
    if (found === null) continue;
    const opening = openedBefore(file, made, found.context);
    if (opening === null) continue;
    losses.push({
      ...lossOfResource(file, opening, found.resource),
      kind: 'cancellation',
      lostPath: 'cancel-too-late',
      evidence: 'certain',
      path: [
        { role: 'acquired', range: opening.step.range },
        { role: 'note', range: made.step.range, subject: 'the cancel function is made only here' },
      ],
    });
  }
  return losses;
}

interface Derived {
  readonly resource: ResourceType;
  /** The context that the new one is derived from, and replaces under the same name. */
  readonly context: PlaceId;
}

/** `ctx, cancel := context.WithCancel(ctx)`, with the cancel function handed on to somebody. */
function derived(catalogue: Catalogue, file: FileFlow, site: CallSite): Derived | null {
  const context = site.step.arguments[0]?.value;
  if (context === undefined || file.places[context]?.kind !== 'variable') return null;
  for (const { acquisitions } of entriesOf(catalogue, file, site))
    for (const acquisition of acquisitions) {
      const resource = catalogue.resource(acquisition.resource);
      const [part, more] = acquisition.part ?? [];
      if (resource?.rule !== 'lost-cancel' || part === undefined || more !== undefined) continue;
      // Where it also ends by itself, or with the function, it is meant for what follows.
      if (acquisition.timed === true || !isHandedOn(file, site, part)) continue;
      const other = part === '1' ? '0' : '1';
      if (variableOf(file, site, other) === context) return { resource, context };
    }
  return null;
}

/** The variable that a part of a call's results is bound to. */
function variableOf(file: FileFlow, site: CallSite, key: string): PlaceId | null {
  const sites = sitesOf(file);
  for (const { step } of sites.readersOf(site.step.target)) {
    if (step.op !== 'load' || step.key !== key) continue;
    for (const { step: bound } of sites.readersOf(step.target)) if (bound.op === 'copy') return bound.target;
  }
  return null;
}

function isHandedOn(file: FileFlow, site: CallSite, key: string): boolean {
  const place = variableOf(file, site, key);
  return (
    place !== null &&
    sitesOf(file)
      .readersOf(place)
      .some(({ step }) => step.op === 'call' && step.arguments.some((argument) => argument.value === place))
  );
}

/** A call before that was given the context, and whose result goes on together with the new one. */
function openedBefore(file: FileFlow, made: CallSite, context: PlaceId): CallSite | null {
  const sites = sitesOf(file);
  const calls = sites.callsIn(made.function);
  for (const site of calls) {
    if (site.step.range.end > made.step.range.start) continue;
    // What is given nothing but the context opens a stream on it; with more it may be any request.
    const [given, more] = site.step.arguments;
    if (site.step.receiver === undefined || given?.value !== context || more !== undefined) continue;
    const result = variableOf(file, site, '0');
    if (result === null || result === context) continue;
    const together = calls.some(
      ({ step }) =>
        step.range.start > made.step.range.start &&
        step.arguments.some((argument) => argument.value === result) &&
        step.arguments.some((argument) => argument.value === context),
    );
    if (together) return site;
  }
  return null;
}
