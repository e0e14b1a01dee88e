/** How sure it is that a class loses what a field of it holds. */
import type { Evidence } from '../finding.ts';
import type { FunctionId, PlaceId } from '../flow/graph.ts';
import { keptBy, type Coverage, type Kept } from './coverage.ts';
import { topOf } from './families.ts';
import type { Owner } from './fields.ts';
import { weaker } from '../ownership/state.ts';
import type { Site } from './sites.ts';
import { callOf, firedBy, firesIntoInstance, firesOnce, rearms, stopsByFlag } from './timers.ts';
import type { FileView } from './view.ts';
import { isEndingEvent } from './words.ts';

/** How sure it is that a class without any release method loses what the field holds. */
export function evidenceWithoutEnd(
  view: FileView,
  kept: Kept,
  owner: Owner,
  elsewhere: boolean,
): Evidence | null {
  const { site } = kept;
  if (owner.inherited.unknown) return null;
  if (site.duty.resource.kind === 'timer' && rearms(view, site)) return 'likely';
  if (elsewhere) return null;
  const { discipline } = site.duty.resource;
  return discipline === 'always' || discipline === 'lease' ? 'likely' : null;
}

/** How sure it is that a release method which does not mention the field forgets it. */
export function evidenceWithEnd(
  view: FileView,
  coverage: Coverage,
  kept: Kept,
  owner: Owner,
  elsewhere: boolean,
): Evidence | null {
  const { site } = kept;
  const { resource } = site.duty;
  // What is above may release by other ways than by name.
  if (owner.inherited.unknown && owner.endings.last === null) return null;
  const sure: Evidence = owner.inherited.unknown || isReconnected(view, site, owner) ? 'likely' : 'certain';
  if (resource.kind === 'timer') {
    if (stopsByFlag(view, site, owner.endings.functions)) return null;
    if (!firesOnce(site)) {
      const fired = firedBy(view, site);
      // One that clears itself when its work is done ends by itself.
      return coverage.releasingFunctions(kept).some((one) => fired.has(one)) ? null : sure;
    }
    if (rearms(view, site)) return sure;
    // A pending one-shot is nothing by itself; that it is cleared elsewhere shows that it matters. One that touches
    // nothing of the instance may fire late without harm.
    if (!elsewhere) return null;
    return firesIntoInstance(view, site) ? sure : weaker(sure, 'likely');
  }
  switch (resource.discipline) {
    case 'always':
    case 'lease':
      // Released by another method, on an event, by a state machine: the ending may rely on that.
      return elsewhere ? 'possible' : sure;
    case 'shared':
      return elsewhere ? null : 'likely';
    case 'evidence':
      // An emitter or a token that the class itself makes dies with it. A registration does not; that the class
      // gives another one back shows that it means to.
      return !elsewhere &&
        callOf(view, site)?.construct === false &&
        siblingIsCovered(view, coverage, kept, owner)
        ? sure
        : null;
    case 'self-ending':
      // Who listens for its end knows that it comes. A child that nobody waits for may run as long as its parent.
      return !elsewhere && resource.kind === 'child-process' && !isAwaited(view, coverage, kept)
        ? sure
        : null;
  }
}

/**
 * What the constructor makes must outlast a `disconnect()` after which the instance can `connect()` again: its
 * life ends later, wherever that is.
 */
function isReconnected(view: FileView, site: Site, owner: Owner): boolean {
  if (view.file.functions[site.function]?.kind !== 'constructor' || owner.endings.last?.name !== 'disconnect')
    return false;
  return (view.file.classes[owner.id]?.members ?? []).some(
    (member) => member.kind === 'method' && /^_?(?:re)?connect$/.test(member.name),
  );
}

/** Somebody listens for its end, or hands it to somebody who may. */
function isAwaited(view: FileView, coverage: Coverage, kept: Kept): boolean {
  return coverage.usesOf(kept).some((use) => {
    if (use.how === 'passed' || use.how === 'given-away') return true;
    if (use.how !== 'method' || use.call === null || !/^(?:on|once|addListener)$/.test(use.name))
      return false;
    const event = use.call.arguments[0];
    return event !== undefined && !isOtherEvent(view, use.function, event.value);
  });
}

/** The event is a literal that says nothing of the end: `message`, `data`. */
function isOtherEvent(view: FileView, id: FunctionId, place: PlaceId): boolean {
  for (const block of view.file.graph(id).blocks)
    for (const step of block.steps)
      if (step.op === 'literal' && step.target === place)
        return typeof step.value === 'string' && !isEndingEvent(step.value);
  return false;
}

/** The class gives another resource of the same type back. */
function siblingIsCovered(view: FileView, coverage: Coverage, kept: Kept, owner: Owner): boolean {
  return view.sites.some((site, index) => {
    if (index === kept.index || site.duty.resource.id !== kept.site.duty.resource.id) return false;
    const other = keptBy(view, index, site);
    return (
      other.direct.some((slot) => slot.kind === 'field' && slot.class === topOf(view.file, owner.id)) &&
      coverage.coveredBy(other, owner.endings.functions)
    );
  });
}
