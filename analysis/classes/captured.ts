/** Variables that live on in a factory's closures, as fields do in an object. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Holder, Loss, PathStep } from '../finding.ts';
import type { PlaceId, SourceRange } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import type { Coverage, Kept } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { lossOf } from './loss.ts';
import { firesOnce } from './timers.ts';
import { slotKey, type Slot } from './tokens.ts';
import { judgeFactory, releaseReturned } from './factories.ts';
import type { FileView } from './view.ts';
import { isLooker } from './words.ts';

/** A resource that a nested function puts into a variable of the function around it, and that nobody releases. */
export function judgeCaptured(
  view: FileView,
  catalogue: Catalogue,
  coverage: Coverage,
  index: number,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined) return null;
  const stored: Stored | undefined = site.captured[0] ?? inReference(view, index);
  if (stored === undefined) return judgeFactory(view, catalogue, coverage, index);
  if (site.handedOver) return null;
  const place = view.file.places[stored.place];
  // A variable of the module lives as long as the process.
  if (place?.kind !== 'variable' || place.declaredIn === 0) return null;
  const { discipline, kind } = site.duty.resource;
  // A local loop of timeouts is a wait or an animation, and ends by itself.
  if (kind === 'timer' ? firesOnce(site) : discipline !== 'always' && discipline !== 'lease') return null;
  const slot: Slot = { kind: 'variable', place: stored.place, path: stored.path ?? '' };
  const kept = keptBy(view, index, site);
  const all = kept.all.some((one) => slotKey(one) === slotKey(slot))
    ? kept
    : { ...kept, direct: [slot, ...kept.direct], all: [slot, ...kept.all] };
  if (all.direct.some((one) => one.kind === 'field') || coverage.isWeak(all) || isSeenTo(coverage, all))
    return null;
  const owner = view.file.functions[place.declaredIn];
  if (owner === undefined) return null;
  const ending = releaseReturned(view, owner.id);
  const holder: Holder = { kind: 'captured', place: stored.place, name: place.name };
  const path: PathStep[] = [{ role: 'stored', range: stored.range, subject: place.name }];
  if (ending !== null) path.push({ role: 'release-method', range: ending.range, subject: ending.name });
  const loss = lossOf(view.file, site, {
    lostPath: ending === null ? 'never' : 'forgotten-field',
    evidence: 'certain',
    holder,
    path,
  });
  return loss === null ? null : { ...loss, context: contextOf(view.file, owner) };
}

interface Stored {
  readonly place: PlaceId;
  readonly range: SourceRange;
  readonly path?: string;
}

/** `timer.current = …`: a reference object, by which components keep things from one run to the next. */
function inReference(view: FileView, index: number): Stored | undefined {
  if (!mayKeepReferences(view)) return undefined;
  for (const store of view.stores) {
    if (store.slot.kind !== 'variable' || store.slot.path !== 'current') continue;
    for (const id of view.propagation.tokensOf(store.value)) {
      const token = view.propagation.table.get(id);
      if (token.kind === 'acquired' && token.site === index && !token.derived)
        return { place: store.slot.place, range: store.range, path: store.slot.path };
    }
  }
  return undefined;
}

/** Whether anything is called as the field of a reference object is. */
export function mayKeepReferences({ file }: FileView): boolean {
  return file.text.includes('current');
}

/** Anybody releases it, hands it on or gives it out; in doubt he sees to it. */
function isSeenTo(coverage: Coverage, kept: Kept): boolean {
  return coverage
    .usesOf(kept)
    .some(
      (use) =>
        coverage.releases(kept, use) ||
        use.how === 'returned' ||
        use.how === 'given-away' ||
        (use.how === 'passed' && !isLooker(use.name)),
    );
}
