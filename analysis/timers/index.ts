/** Timers that go on after what they were to bound has been answered. */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Evidence, Loss, LostPath, PathStep } from '../finding.ts';
import type { Project } from '../analyse.ts';
import type { FileFlow } from '../flow/graph.ts';
import { isExecutor, settlingsOf, type Item, type Settling, type Settlings } from '../settling/index.ts';
import { aliasesOf, type Aliases } from '../trace/aliases.ts';
import { functionsAt, isResultIgnored, isWithin } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import { literalsAt } from '../trace/literals.ts';
import { lossOfResource } from '../trace/loss.ts';
import { callsOn, mayBeOn } from '../trace/named.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { answerBeside, workBeside } from './guards.ts';
import { classify } from './paths.ts';
import { hiddenTimer } from './pauses.ts';
import { follow, hasRaces, raceOf } from './races.ts';

export const timers: Detector = ({ project, file }) => {
  const { catalogue } = project;
  const losses: Loss[] = [];
  for (const site of timersAndPauses(catalogue, file)) {
    if (file.functions[site.function]?.broken === true) continue;
    const timer = timerOf(catalogue, file, site);
    const loss = timer === null ? racedPause(project, file, site) : judge(catalogue, file, site, timer);
    if (loss !== null) losses.push(loss);
  }
  return losses;
};

/** Calls that make a timer; and, where something is raced, calls of functions that may hide one. */
function timersAndPauses(catalogue: Catalogue, file: FileFlow): readonly CallSite[] {
  if (!hasRaces(file)) return callsOn(catalogue, file, 'timer');
  return sitesOf(file).calls.filter(
    (site) => site.step.reference !== undefined || mayBeOn(catalogue, file, site, 'timer'),
  );
}

interface Timer {
  readonly resource: ResourceType;
  /** It fires once (and ends by itself), or again and again. */
  readonly once: boolean;
}

function timerOf(catalogue: Catalogue, file: FileFlow, site: CallSite): Timer | null {
  for (const entry of entriesOf(catalogue, file, site)) {
    for (const acquisition of entry.acquisitions) {
      const resource = catalogue.resource(acquisition.resource);
      if (resource?.kind === 'timer') return { resource, once: resource.discipline === 'evidence' };
    }
  }
  return null;
}

interface Finding {
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly path: readonly PathStep[];
}

function judge(catalogue: Catalogue, file: FileFlow, site: CallSite, timer: Timer): Loss | null {
  const aliases = aliasesOf(file, site.step.target);
  const clears = clearsOf(catalogue, file, aliases);
  if (isKeptElsewhere(file, aliases, clears) || isUnreferenced(catalogue, aliases, timer.resource))
    return null;
  // Cleared by a function around: who settles inside need not.
  if (clears.some((clear) => !isWithin(file, clear.function, site.function))) return null;
  const found =
    bySettling(catalogue, file, site, timer, aliases, clears) ??
    byRace(file, site, timer, clears) ??
    byGuard(file, site, timer, clears);
  return found === null ? null : toLoss(file, site, timer.resource, found);
}

function toLoss(file: FileFlow, site: CallSite, resource: ResourceType, found: Finding): Loss {
  return {
    ...lossOfResource(file, site, resource),
    lostPath: found.lostPath,
    evidence: found.evidence,
    path: [{ role: 'acquired', range: site.step.range }, ...found.path],
  };
}

/**
 * `Promise.race([work, setTimeout(ms)])` of `node:timers/promises`: nobody but a signal can clear that timer, and
 * options (a third argument) may hold one, or `ref: false`. A bare pause that is not raced has no loser.
 */
function racedPause(project: Project, file: FileFlow, site: CallSite): Loss | null {
  const { catalogue } = project;
  if (!hasRaces(file) || site.step.arguments.length > 2 || isShort(file, site, 0)) return null;
  const hidden = hiddenTimer(project, file, site);
  const race = hidden === null ? null : follow(file, site.step.target);
  if (hidden === null || race === null) return null;
  const resource = catalogue.resource(hidden);
  if (resource === undefined) return null;
  const path: PathStep[] = [{ role: 'note', range: race.step.range, subject: 'raced here' }];
  return toLoss(file, site, resource, { lostPath: 'race', evidence: 'likely', path });
}

/** Calls that clear the timer. */
function clearsOf(catalogue: Catalogue, file: FileFlow, aliases: Aliases): readonly CallSite[] {
  const byFunction = aliases.passedTo.filter(({ site, argument }) =>
    entriesOf(catalogue, file, site).some((entry) =>
      entry.releases.some((release) => release.argument === argument),
    ),
  );
  return [
    ...byFunction.map(({ site }) => site),
    ...aliases.calls.filter(({ step }) => step.method === 'close'),
  ];
}

/** It is stored, returned or lent: whoever has it then sees to it, or the class does. */
function isKeptElsewhere(file: FileFlow, aliases: Aliases, clears: readonly CallSite[]): boolean {
  if (aliases.held || aliases.storedIn.length > 0) return true;
  if (aliases.returnedBy.some((id) => !isResultIgnored(file, id))) return true;
  return aliases.passedTo.some(({ site }) => !clears.includes(site));
}

/** `timer.unref()`: it keeps nothing alive. */
function isUnreferenced(catalogue: Catalogue, aliases: Aliases, resource: ResourceType): boolean {
  const ends = catalogue.endsOf(resource).flatMap((end) => ('unref' in end ? [end.unref] : []));
  return aliases.calls.some(({ step }) => ends.includes(step.method ?? ''));
}

function bySettling(
  catalogue: Catalogue,
  file: FileFlow,
  site: CallSite,
  timer: Timer,
  aliases: Aliases,
  clears: readonly CallSite[],
): Finding | null {
  const item: Item = {
    file,
    site,
    releases: (step) => step.op === 'call' && clears.some((clear) => clear.step === step),
    mayThrow: (call) => mayThrow(catalogue, file, call),
    holders: aliases.places,
    ownCallbackEnds: timer.once,
    callback: 0,
  };
  const settlings = settlingsOf(item);
  if (settlings === null) return null;
  const cleared = clears.length > 0;
  const thrown: Finding | null =
    cleared && settlings.afterThrow ? { lostPath: 'error-callback', evidence: 'likely', path: [] } : null;
  if (settlings.releasedAside) return thrown;
  if (!cleared && (!timer.once || !settlings.own.settles)) return null;
  const unclean = settlings.all.filter((one) => one.unclean && (cleared || !isSamePurpose(file, site, one)));
  const worst = unclean.find((one) => !one.onlyAfterThrow) ?? unclean[0];
  if (worst === undefined) return thrown;
  return cleared
    ? notCleared(catalogue, file, site, timer, settlings, worst)
    : raced(file, site, settlings, worst);
}

/** Some ways of answering clear it, and this one does not. */
function notCleared(
  catalogue: Catalogue,
  file: FileFlow,
  site: CallSite,
  timer: Timer,
  settlings: Settlings,
  worst: Settling,
): Finding | null {
  // Nobody who answers clears it: the clearing has another purpose.
  if (!settlings.all.some((one) => one.clean) && !settlings.own.releases) return null;
  // An interval that clears itself on a condition may yet come to its end.
  const sure = !worst.onlyAfterThrow && (timer.once || !settlings.own.releases);
  return {
    lostPath: classify(catalogue, file, worst.registration),
    evidence: !sure ? 'likely' : isShort(file, site) ? 'possible' : 'certain',
    path: [{ role: 'callback', range: worst.registration.site.step.range }],
  };
}

/** `bus.on('change', refresh); setTimeout(refresh, ms)`: what runs whenever something happens is no answer. */
function isSamePurpose(file: FileFlow, { step }: CallSite, { registration }: Settling): boolean {
  const [callback] = step.arguments;
  const listening = registration.site.step;
  return (
    callback !== undefined &&
    registration.function !== null &&
    listening.op === 'call' &&
    /^(?:on|addListener|addEventListener)$/.test(listening.method ?? '') &&
    functionsAt(file, callback.value).includes(registration.function)
  );
}

/** Nobody clears it: who answers first leaves the timer running. A short one that merely answers is a pause. */
function raced(file: FileFlow, site: CallSite, settlings: Settlings, worst: Settling): Finding | null {
  if (isShort(file, site) && !settlings.own.rejects) return null;
  const sure = settlings.own.rejects && !worst.onlyAfterThrow && !isShort(file, site);
  return {
    lostPath: 'race',
    evidence: sure ? 'certain' : 'likely',
    path: [{ role: 'callback', range: worst.registration.site.step.range }],
  };
}

/**
 * `Promise.race([work, new Promise((_, reject) => setTimeout(reject, ms))])`. A short timer that merely
 * resolves is a pause: whoever wins, it is over soon.
 */
function byRace(file: FileFlow, site: CallSite, timer: Timer, clears: readonly CallSite[]): Finding | null {
  if (!timer.once || clears.length > 0 || !isExecutor(file, site.function)) return null;
  const race = raceOf(file, site.function);
  if (race === null) return null;
  const rejects = rejectsBy(file, site);
  const short = isShort(file, site);
  if (short && !rejects) return null;
  return {
    lostPath: 'race',
    evidence: short ? 'possible' : rejects ? 'certain' : 'likely',
    path: [{ role: 'note', range: race.step.range, subject: 'raced here' }],
  };
}

/** A timer that nobody keeps, and what it guards ends by itself. A short one is over before it matters. */
function byGuard(file: FileFlow, site: CallSite, timer: Timer, clears: readonly CallSite[]): Finding | null {
  if (!timer.once || clears.length > 0 || !site.step.discarded || isShort(file, site)) return null;
  const beside = answerBeside(file, site) ?? workBeside(file, site);
  if (beside === null) return null;
  return { lostPath: 'race', evidence: 'likely', path: [{ role: 'callback', range: beside.step.range }] };
}

function rejectsBy(file: FileFlow, site: CallSite): boolean {
  const item: Item = {
    file,
    site,
    releases: () => false,
    mayThrow: () => false,
    holders: new Set(),
    ownCallbackEnds: true,
    callback: 0,
  };
  return settlingsOf(item)?.own.rejects === true;
}

/** Below a second it is gone before anybody notices. */
function isShort(file: FileFlow, { step }: CallSite, position = 1): boolean {
  const delay = step.arguments[position];
  if (delay === undefined) return true;
  const literals = literalsAt(file, delay.value);
  return literals !== null && literals.every((literal) => typeof literal !== 'number' || literal < 1000);
}

function mayThrow(catalogue: Catalogue, file: FileFlow, site: CallSite): boolean {
  return !entriesOf(catalogue, file, site).some((entry) =>
    entry.behaviours.some((behaviour) => behaviour.throws === 'never'),
  );
}
