/** Variables that live on in a factory's closures, as fields do in an object. */
import type { Holder, Loss, PathStep } from '../finding.ts';
import type { FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { isReleaseMethod } from '../ownership/verbs.ts';
import type { Coverage, Kept } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { lossOf } from './loss.ts';
import { firesOnce } from './timers.ts';
import { slotKey, type Slot } from './tokens.ts';
import type { FileView } from './view.ts';
import { isLooker } from './words.ts';

/** A resource that a nested function puts into a variable of the function around it, and that nobody releases. */
export function judgeCaptured(view: FileView, coverage: Coverage, index: number): Loss | null {
  const site = view.sites[index];
  const stored = site?.captured[0];
  if (site === undefined || stored === undefined || site.handedOver) return null;
  const place = view.file.places[stored.place];
  // A variable of the module lives as long as the process.
  if (place?.kind !== 'variable' || place.declaredIn === 0) return null;
  const { discipline, kind } = site.duty.resource;
  // A local loop of timeouts is a wait or an animation, and ends by itself.
  if (kind === 'timer' ? firesOnce(site) : discipline !== 'always' && discipline !== 'lease') return null;
  const slot: Slot = { kind: 'variable', place: stored.place, path: '' };
  const kept = keptBy(view, index, site);
  const all = kept.all.some((one) => slotKey(one) === slotKey(slot)) ? kept : { ...kept, direct: [slot, ...kept.direct], all: [slot, ...kept.all] };
  if (all.direct.some((one) => one.kind === 'field') || coverage.isWeak(all) || isSeenTo(coverage, all)) return null;
  const owner = view.file.functions[place.declaredIn];
  if (owner === undefined) return null;
  const ending = releaseReturned(view, owner.id);
  const holder: Holder = { kind: 'captured', place: stored.place, name: place.name };
  const path: PathStep[] = [{ role: 'stored', range: stored.range, subject: place.name }];
  if (ending !== null) path.push({ role: 'release-method', range: ending.range, subject: ending.name });
  const loss = lossOf(view.file, site, { lostPath: ending === null ? 'never' : 'forgotten-field', evidence: 'certain', holder, path });
  return loss === null ? null : { ...loss, context: contextOf(view.file, owner) };
}

/** Anybody releases it, hands it on or gives it out; in doubt he sees to it. */
function isSeenTo(coverage: Coverage, kept: Kept): boolean {
  return coverage.usesOf(kept).some((use) => coverage.releases(kept, use) || use.how === 'returned' || use.how === 'given-away' || (use.how === 'passed' && !isLooker(use.name)));
}

/** The function by whose name the factory promises to end what it made: `return { …, dispose() {} }`. */
function releaseReturned(view: FileView, factory: FunctionId): { readonly name: string; readonly range: { start: number; end: number } } | null {
  const { file } = view;
  const returned = new Set<PlaceId>();
  const { blocks } = file.graph(factory);
  for (const { terminator } of blocks) if (terminator.kind === 'return' && terminator.value !== null) returned.add(terminator.value);
  for (const block of [...blocks].reverse()) {
    for (const step of [...block.steps].reverse()) {
      if (step.op === 'copy' && returned.has(step.target)) returned.add(step.source);
      if (step.op !== 'object' || !returned.has(step.target)) continue;
      for (const property of step.properties) {
        if (property.key !== null && isReleaseMethod(property.key)) return { name: property.key, range: rangeOf(view, property.value, file) ?? step.range };
      }
    }
  }
  return null;
}

function rangeOf(view: FileView, place: PlaceId, file: FileFlow): { start: number; end: number } | null {
  for (const id of view.propagation.tokensOf(place)) {
    const token = view.propagation.table.get(id);
    if (token.kind === 'closure') return file.functions[token.function]?.range ?? null;
  }
  return null;
}
