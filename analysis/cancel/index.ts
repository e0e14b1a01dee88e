/**
 * Cancellation that is lost: a controller whose signal is waited on and that nobody can abort, and a
 * controller that is made after the call it was to cancel. Only what is certain.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Holder, Loss, LostPath, PathStep } from '../finding.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { aliasesOf, type Aliases } from '../trace/aliases.ts';
import { entriesOf } from '../trace/entries.ts';
import { lossOfResource } from '../trace/loss.ts';
import { callsOn } from '../trace/named.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite, type LoadSite } from '../trace/sites.ts';
import { lateCancels } from './late.ts';
import { callMeant } from './meant.ts';

/** The member that those who wait are given. */
const signalMember = 'signal';

export const cancel: Detector = ({ project, file }) => {
  const losses: Loss[] = [];
  for (const site of callsOn(project.catalogue, file, 'cancellation')) {
    const resource = controllerOf(project.catalogue, file, site);
    if (resource === null || file.functions[site.function]?.broken === true) continue;
    const aliases = aliasesOf(file, site.step.target);
    if (isKeptElsewhere(aliases) || isDefault(file, aliases)) continue;
    const signals = signalsOf(file, aliases);
    const found = aborts(project.catalogue, aliases, resource)
      ? tooLate(file, site, aliases, signals)
      : dropped(file, aliases, signals);
    if (found !== null) losses.push(toLoss(file, site, resource, aliases, found));
  }
  losses.push(...lateCancels(project.catalogue, file));
  return losses;
};

interface Finding {
  readonly lostPath: LostPath;
  readonly path: readonly PathStep[];
}

function controllerOf(catalogue: Catalogue, file: FileFlow, site: CallSite): ResourceType | null {
  for (const entry of entriesOf(catalogue, file, site))
    for (const acquisition of entry.acquisitions) {
      const resource = catalogue.resource(acquisition.resource);
      if (resource?.rule === 'lost-cancel' && resource.discipline === 'evidence') return resource;
    }
  return null;
}

/** Whoever else has it may abort it. */
function isKeptElsewhere(aliases: Aliases): boolean {
  return (
    aliases.held ||
    aliases.storedIn.length > 0 ||
    aliases.returnedBy.length > 0 ||
    aliases.passedTo.length > 0
  );
}

/** `controller = new AbortController()` among the parameters: who wants to cancel gives one, and this is for the others. */
function isDefault(file: FileFlow, aliases: Aliases): boolean {
  return [...aliases.places].some((place) => {
    const info = file.places[place];
    return info?.kind === 'variable' && info.declaration === 'parameter';
  });
}

/** The loads of its signal; of any other member nothing is known. */
function signalsOf(file: FileFlow, aliases: Aliases): readonly LoadSite[] {
  return sitesOf(file).loads.filter(
    ({ step }) => aliases.places.has(step.object) && step.key === signalMember,
  );
}

/** Somebody calls the method that aborts, or takes it off to call it later. */
function aborts(catalogue: Catalogue, aliases: Aliases, resource: ResourceType): boolean {
  const methods = catalogue
    .releasesOf(resource)
    .flatMap((release) => ('method' in release ? [release.method] : []));
  return aliases.calls.some(
    ({ step }) => methods.includes(step.method ?? '') || typeof step.method !== 'string',
  );
}

/** Its signal is given to a call, and nobody can ever abort. */
function dropped(file: FileFlow, aliases: Aliases, signals: readonly LoadSite[]): Finding | null {
  const sites = sitesOf(file);
  const others = sites.loads.some(({ step }) => aliases.places.has(step.object) && step.key !== signalMember);
  // `const { abort } = controller` and the like.
  if (others || signals.length === 0) return null;
  const given = signals.map((load) => givenTo(file, load.step.target));
  const calls = given.filter((call) => call !== null);
  const [first] = calls;
  if (first === undefined || calls.length < given.length) return null;
  return { lostPath: 'cancel-dropped', path: [{ role: 'lent', range: first.step.range }] };
}

/** The call whose options (made in the call itself) hold the signal, and nothing else gets it. */
function givenTo(file: FileFlow, signal: PlaceId): CallSite | null {
  const sites = sitesOf(file);
  const aliases = aliasesOf(file, signal);
  if (aliases.storedIn.length > 0 || aliases.returnedBy.length > 0 || aliases.calls.length > 0) return null;
  let found: CallSite | null = null;
  for (const place of aliases.places) {
    for (const { step, ...at } of sites.readersOf(place)) {
      if (step.op === 'copy') continue;
      if (step.op === 'load' || step.op === 'call' || step.op !== 'object') return null;
      const readers = sites.readersOf(step.target);
      const call = readers.length === 1 ? readers[0]?.step : undefined;
      // An options object that goes elsewhere first may give the signal to anybody.
      if (call?.op !== 'call') return null;
      found = { ...at, step: call };
    }
  }
  return found;
}

/** It is aborted, but its signal is given to nobody, and the call before it has another one. */
function tooLate(
  file: FileFlow,
  site: CallSite,
  aliases: Aliases,
  signals: readonly LoadSite[],
): Finding | null {
  if (signals.length > 0) return null;
  if (sitesOf(file).loads.some(({ step }) => aliases.places.has(step.object) && step.key === null))
    return null;
  const call = callMeant(file, site, signalMember);
  return call === null
    ? null
    : {
        lostPath: 'cancel-too-late',
        path: [{ role: 'note', range: call.step.range, subject: 'this call has another signal' }],
      };
}

function toLoss(
  file: FileFlow,
  site: CallSite,
  resource: ResourceType,
  aliases: Aliases,
  found: Finding,
): Loss {
  const holder = holderOf(file, aliases);
  return {
    ...lossOfResource(file, site, resource),
    rule: 'lost-cancel',
    lostPath: found.lostPath,
    // `signal: new AbortController().signal` without a name: mostly a signal is asked for, and nobody means to cancel.
    evidence: holder.kind === 'nobody' ? 'possible' : 'certain',
    holder,
    path: [{ role: 'acquired', range: site.step.range }, ...found.path],
  };
}

function holderOf(file: FileFlow, aliases: Aliases): Holder {
  for (const place of aliases.places) {
    const info = file.places[place];
    if (info?.kind === 'variable' && originsOf(file, place).length === 1)
      return { kind: 'local', place, name: info.name };
  }
  return { kind: 'nobody' };
}
