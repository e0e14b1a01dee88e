/** Listeners that some ways of answering remove, and others leave behind. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Evidence, LostPath, PathStep } from '../finding.ts';
import type { FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { settlingsOf, type Item, type Settling } from '../settling/index.ts';
import { classify } from '../timers/paths.ts';
import { calleesOf, isWithin } from '../trace/closures.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Listener, Removal } from './added.ts';
import { sameThing } from './removals.ts';

export interface SettleFinding {
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly path: readonly PathStep[];
}

/** `removals` are those that surely take this listener away. */
export function bySettling(
  catalogue: Catalogue,
  file: FileFlow,
  listener: Listener,
  removals: readonly Removal[],
): SettleFinding | null {
  const { site } = listener;
  if (!removals.every((removal) => isWithin(file, removal.site.function, site.function))) return null;
  if (isMadeInside(file, listener.receiver, site.function)) return null;
  const item: Item = {
    file,
    site,
    releases: (step) => step.op === 'call' && removals.some((removal) => removal.site.step === step),
    mayThrow: () => false,
    holders: new Set(),
    ownCallbackEnds: false,
    callback: listener.site.step.arguments.findIndex((argument) => argument.value === listener.handler),
  };
  const settlings = settlingsOf(item);
  if (settlings === null || settlings.releasedAside || !settlings.all.some((one) => one.clean)) return null;
  const worst = settlings.all.find(
    (one) => one.unclean && !one.onlyAfterThrow && staysAlive(file, listener, one),
  );
  if (worst === undefined) return null;
  const lostPath = classify(catalogue, file, worst.registration);
  return {
    lostPath,
    // Of a receiver whose kind is not known only the removal on the other path says that it outlives this.
    evidence: lostPath === 'abort' && listener.known !== null ? 'certain' : 'likely',
    path: [{ role: 'callback', range: worst.registration.site.step.range }],
  };
}

/** What is made here dies with those who listen to it. */
function isMadeInside(file: FileFlow, receiver: PlaceId, root: FunctionId): boolean {
  return (
    originsOf(file, receiver).some(
      (origin) => origin.kind === 'call' && isWithin(file, origin.site.function, root),
    ) || ownedByOuter(file, receiver, root)
  );
}

/** Made by a function around this one, and known to nobody else: a local of it. */
function ownedByOuter(file: FileFlow, receiver: PlaceId, root: FunctionId): boolean {
  return originsOf(file, receiver).some(
    (origin) =>
      origin.kind === 'call' && isWithin(file, root, origin.site.function) && origin.site.function !== 0,
  );
}

/**
 * The answer comes from elsewhere, so the receiver lives on: not from an event of the receiver itself (after
 * its `error` nothing of it remains), and nobody ends it on the way.
 */
function staysAlive(file: FileFlow, listener: Listener, { registration }: Settling): boolean {
  const { step } = registration.site;
  if (
    step.op === 'call' &&
    step.receiver !== undefined &&
    sameThing(file, step.receiver, listener.receiver) !== 'no'
  )
    return false;
  if (step.op !== 'call') return false;
  return registration.function === null || !mayEnd(file, registration.function, new Set());
}

function mayEnd(file: FileFlow, id: FunctionId, seen: Set<FunctionId>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return sitesOf(file)
    .callsIn(id)
    .some(({ step }) => {
      if (typeof step.method === 'string' && isReleaseVerb(step.method)) return true;
      return calleesOf(file, step).some((callee) => mayEnd(file, callee, seen));
    });
}
