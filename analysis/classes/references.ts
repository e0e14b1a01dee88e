/** Timers that a component keeps in a reference object (`timer.current = setTimeout(…)`). */
import type { Catalogue } from '../catalogue/index.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, FunctionId, SourceRange } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { functionsAt } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import { sitesOf } from '../trace/sites.ts';
import { mayKeepReferences } from './captured.ts';
import { keptBy, type Coverage } from './coverage.ts';
import { lossOf } from './loss.ts';
import { firesIntoInstance, firesOnce } from './timers.ts';
import type { Slot } from './tokens.ts';
import type { FileView } from './view.ts';
import { isLooker } from './words.ts';

/** Where a timer is put into a reference object. */
interface Referred {
  readonly slot: Slot & { readonly kind: 'variable' };
  readonly range: SourceRange;
}

/**
 * A timer that some ways of the component clear, and no clean-up of an effect does: it fires into a component that
 * is gone. Likely at most, because a late update of the state alone does no harm.
 */
export function judgeReference(
  view: FileView,
  catalogue: Catalogue,
  coverage: Coverage,
  index: number,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined || site.handedOver || !firesOnce(site) || !mayKeepReferences(view)) return null;
  const referred = referenceOf(view, index);
  if (referred === null) return null;
  const place = view.file.places[referred.slot.place];
  const kept = keptBy(view, index, site);
  if (place?.kind !== 'variable' || place.declaredIn === 0 || coverage.isWeak(kept)) return null;
  const component = view.file.functions[place.declaredIn];
  if (component === undefined || !firesIntoInstance(view, site)) return null;
  const uses = coverage.usesOf(kept);
  const isGiven = uses.some(
    (use) =>
      use.how === 'returned' ||
      use.how === 'given-away' ||
      (use.how === 'passed' && !isLooker(use.name) && !coverage.releases(kept, use)),
  );
  if (isGiven || !coverage.releasedSomewhere(kept)) return null;
  const cleanups = view.calls.reach(cleanupsOf(catalogue, view.file));
  if (coverage.coveredBy(kept, cleanups)) return null;
  const loss = lossOf(view.file, site, {
    lostPath: 'forgotten-field',
    evidence: 'likely',
    holder: { kind: 'captured', place: referred.slot.place, name: place.name },
    path: [{ role: 'stored', range: referred.range, subject: place.name }],
  });
  return loss === null ? null : { ...loss, context: contextOf(view.file, component) };
}

function referenceOf(view: FileView, index: number): Referred | null {
  for (const { slot, value, range } of view.stores) {
    if (slot.kind !== 'variable' || slot.path !== 'current') continue;
    for (const id of view.propagation.tokensOf(value)) {
      const token = view.propagation.table.get(id);
      if (token.kind === 'acquired' && token.site === index && !token.derived) return { slot, range };
    }
  }
  return null;
}

/** What effects return, to be run when the component goes. */
function cleanupsOf(catalogue: Catalogue, file: FileFlow): FunctionId[] {
  const sites = sitesOf(file);
  return sites.calls.flatMap((site) =>
    entriesOf(catalogue, file, site)
      .flatMap((entry) => entry.callbacks)
      .filter((behaviour) => behaviour.cleanup === true)
      .flatMap(({ argument }) => functionsAt(file, site.step.arguments[argument]?.value ?? -1))
      .flatMap((effect) => sites.returnsOf(effect))
      .flatMap((place) => functionsAt(file, place)),
  );
}
