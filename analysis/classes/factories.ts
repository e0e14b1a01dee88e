/** Functions that return an object of functions: their variables are its fields. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleaseMethod } from '../ownership/verbs.ts';
import { keptBy, type Coverage } from './coverage.ts';
import { lossOf } from './loss.ts';
import type { Slot } from './tokens.ts';
import type { Use } from './uses.ts';
import type { FileView } from './view.ts';
import { isLooker } from './words.ts';

/**
 * A factory's own variable that its returned methods use and its returned release method forgets. The interpreter
 * says nothing of it where a method may hand it on; here it counts as handed on only to callees unknown to the
 * catalogue.
 */
export function judgeFactory(
  view: FileView,
  catalogue: Catalogue,
  coverage: Coverage,
  index: number,
): Loss | null {
  const site = view.sites[index];
  if (
    site === undefined ||
    (site.duty.resource.discipline !== 'always' && site.duty.resource.discipline !== 'lease')
  )
    return null;
  const ending = releaseReturned(view, site.function);
  if (ending === null) return null;
  const kept = keptBy(view, index, site);
  const slot = kept.direct.find(
    (one) => one.kind === 'variable' && one.path === '' && isOwn(view, one, site.function),
  );
  if (slot?.kind !== 'variable' || kept.all.some((one) => one.kind === 'field')) return null;
  const place = view.file.places[slot.place];
  if (place?.kind !== 'variable' || !releasesASibling(view, coverage, index, site.function)) return null;
  if (
    coverage.isWeak(kept) ||
    coverage.usesOf(kept).some((use) => coverage.releases(kept, use) || takesOver(catalogue, use))
  )
    return null;
  return lossOf(view.file, site, {
    lostPath: 'forgotten-field',
    evidence: 'certain',
    holder: { kind: 'captured', place: slot.place, name: place.name },
    path: [{ role: 'release-method', range: ending.range, subject: ending.name }],
  });
}

/** A variable of the acquiring function itself that a nested function reads. */
function isOwn(view: FileView, slot: Slot & { readonly kind: 'variable' }, id: FunctionId): boolean {
  const place = view.file.places[slot.place];
  return (
    place?.kind === 'variable' &&
    place.declaredIn === id &&
    view.file.functions.some((info) => info.parent !== null && info.captures.includes(slot.place))
  );
}

/** The factory's closures release something else that it made: they are where it is to be released. */
function releasesASibling(view: FileView, coverage: Coverage, index: number, factory: FunctionId): boolean {
  return view.sites.some((site, other) => {
    if (other === index || site.function !== factory) return false;
    const kept = keptBy(view, other, site);
    return coverage.usesOf(kept).some((use) => use.function !== factory && coverage.releases(kept, use));
  });
}

function takesOver(catalogue: Catalogue, use: Use): boolean {
  switch (use.how) {
    case 'returned':
    case 'given-away':
      return true;
    case 'passed': {
      if (isLooker(use.name)) return false;
      const reference = use.call?.reference;
      const entries =
        reference?.kind === 'export'
          ? catalogue.byExport(reference.module, reference.path, false)
          : reference?.kind === 'global'
            ? catalogue.byGlobal(reference.path, false)
            : null;
      return entries === null || !entries.sinks.some((sink) => sink.effect === 'borrows');
    }
    default:
      return false;
  }
}

/** The method by whose name a factory promises to end what it made: `return { …, dispose() {} }`. */
export function releaseReturned(
  view: FileView,
  factory: FunctionId,
): { readonly name: string; readonly range: { start: number; end: number } } | null {
  const { file } = view;
  const returned = new Set<PlaceId>();
  const { blocks } = file.graph(factory);
  for (const { terminator } of blocks)
    if (terminator.kind === 'return' && terminator.value !== null) returned.add(terminator.value);
  for (const block of [...blocks].reverse()) {
    for (const step of [...block.steps].reverse()) {
      if (step.op === 'copy' && returned.has(step.target)) returned.add(step.source);
      if (step.op !== 'object' || !returned.has(step.target)) continue;
      for (const property of step.properties) {
        if (property.key !== null && isReleaseMethod(property.key))
          return { name: property.key, range: rangeOf(view, property.value, file) ?? step.range };
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
