/** Fields that hold an acquired resource, and whether the class gives it back. */
import type { Project } from '../analyse.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Holder, Loss, PathStep } from '../finding.ts';
import type { ClassId, FunctionId } from '../flow/graph.ts';
import { inheritedFrom, type Inherited } from './ancestry.ts';
import { keptBy, type Coverage, type Kept } from './coverage.ts';
import { endingsOf, type Endings } from './endings.ts';
import { evidenceWithEnd, evidenceWithoutEnd } from './evidence.ts';
import { classAround, topOf } from './families.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { lossOf, type Verdict } from './loss.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf as storeSitesOf } from '../trace/sites.ts';
import { callOf, firesIntoInstance, firesOnce, stopsByFlag } from './timers.ts';
import type { Slot } from './tokens.ts';
import { weaker } from '../ownership/state.ts';
import { isGivenOut, isReleasedByAskers } from './given-out.ts';
import type { FileView } from './view.ts';

/** Everything that judging one class takes. */
export interface Owner {
  readonly id: ClassId;
  readonly name: string | null;
  readonly endings: Endings;
  readonly inherited: Inherited;
}

export type FieldSlot = Slot & { readonly kind: 'field' };

/** What is to be said of an acquisition that is kept in a field; null: nothing. */
export function judgeField(
  view: FileView,
  project: Project,
  coverage: Coverage,
  index: number,
  owners: Map<ClassId, Owner>,
): Loss | null {
  const site = view.sites[index];
  if (site === undefined) return null;
  const id = classAround(view.file, site.function);
  if (id === null) return null;
  const kept = keptBy(view, index, site);
  const slot = kept.direct.find((one) => one.kind === 'field');
  // What others made and handed in is borrowed.
  if (slot?.kind !== 'field' || topOf(view.file, id) !== slot.class) return null;
  if (livesAsLongAsTheProcess(view.file, id) || isKeptBySomebodyElse(view, id, slot.path)) return null;
  const owner = ownerOf(view, project, id, owners);
  const verdict = verdictOn(view, project.catalogue, coverage, kept, slot, owner);
  return verdict === null ? null : lossOf(view.file, site, verdict);
}

/** `this.owner.socket = …`, where the owner was handed in: it is the owner who gives it back. */
function isKeptBySomebodyElse(view: FileView, id: ClassId, path: string): boolean {
  const [field, ...rest] = path.split('.');
  if (rest.length === 0) return false;
  const origins = storeSitesOf(view.file)
    .stores.filter(({ step, function: by }) => step.key === field && classAround(view.file, by) === id)
    .flatMap(({ step }) => originsOf(view.file, step.value))
    // Nobody at first, or when it is over.
    .filter((origin) => origin.kind !== 'literal');
  return origins.length > 0 && origins.every(({ kind }) => kind === 'parameter');
}

export function ownerOf(view: FileView, project: Project, id: ClassId, owners: Map<ClassId, Owner>): Owner {
  let owner = owners.get(id);
  if (owner === undefined) {
    owner = {
      id,
      name: view.file.classes[id]?.name ?? null,
      endings: endingsOf(view, id),
      inherited: inheritedFrom(project, view.file, id),
    };
    owners.set(id, owner);
  }
  return owner;
}

function verdictOn(
  view: FileView,
  catalogue: Catalogue,
  coverage: Coverage,
  kept: Kept,
  slot: FieldSlot,
  owner: Owner,
): Verdict | null {
  const { site } = kept;
  const [field = ''] = slot.path.split('.');
  if ((site.handedOver && !kept.contained) || coverage.isWeak(kept) || coverage.givenToKeeper(kept))
    return null;
  if (coverage.coveredBy(kept, owner.endings.functions)) return null;
  if (owner.inherited.releases(field) || view.releasedByOthers.has(slot.path.split('.').at(-1) ?? field))
    return null;
  // What is handed out of a cache is lent.
  if ((!kept.contained && isReturned(view, coverage, kept)) || !isActive(view, catalogue, coverage, kept))
    return null;
  if (endsWithItsMaker(view, coverage, kept, owner.endings.functions)) return null;
  if (endedBeside(view, coverage, kept) || isReleasedByAskers(view, coverage, kept)) return null;
  const last = owner.endings.last ?? owner.inherited.last;
  const elsewhere = coverage.releasedSomewhere(kept);
  const className = owner.name;
  const holder: Holder = {
    kind: 'field',
    name: slot.path,
    className,
    releaseMethod: last?.name ?? null,
    ...(kept.contained && { contained: true }),
  };
  const stored = storedStep(view, kept, slot);
  if (last === null) {
    const evidence = evidenceWithoutEnd(view, kept, owner, elsewhere);
    return evidence === null ? null : { lostPath: 'no-release-method', evidence, holder, path: stored };
  }
  const ending: PathStep = {
    role: 'release-method',
    range: last.range,
    subject: last.name,
    ...(owner.endings.last === null &&
      owner.inherited.lastFile !== null && { file: owner.inherited.lastFile }),
  };
  if (isContainer(view, slot) && elsewhere) {
    // Timeouts of single entries go off by themselves; late ones that touch nothing of the instance do no harm.
    if (
      firesOnce(site) &&
      (!firesIntoInstance(view, site) || stopsByFlag(view, site, owner.endings.functions))
    )
      return null;
    // Each entry has its own end; the release method leaves those that are still there.
    return {
      lostPath: 'unswept-container',
      evidence: 'possible',
      holder: { kind: 'container', name: slot.path },
      path: [...stored, ending],
    };
  }
  const sure = evidenceWithEnd(view, coverage, kept, owner, elsewhere);
  if (sure === null) return null;
  const evidence = isGivenOut(view, coverage, kept) ? weaker(sure, 'likely') : sure;
  return { lostPath: 'forgotten-field', evidence, holder, path: [...stored, ending] };
}

/** A method hands it out: whoever asked may be the one to release it. */
function isReturned(view: FileView, coverage: Coverage, kept: Kept): boolean {
  return coverage
    .usesOf(kept)
    .some(
      (use) =>
        use.how === 'returned' &&
        view.propagation.table.get(use.token).kind === 'acquired' &&
        !isDerived(view, use.token),
    );
}

function isDerived(view: FileView, id: number): boolean {
  const token = view.propagation.table.get(id);
  return (token.kind === 'acquired' || token.kind === 'slot') && token.derived;
}

/** Servers that never listen hold nothing: where the catalogue names the call that makes it live, it must be there. */
function isActive(view: FileView, catalogue: Catalogue, coverage: Coverage, kept: Kept): boolean {
  const { id } = kept.site.duty.resource;
  const reference = callOf(view, kept.site)?.reference;
  const construct = callOf(view, kept.site)?.construct ?? false;
  const entries =
    reference?.kind === 'export'
      ? catalogue.byExport(reference.module, reference.path, construct)
      : reference?.kind === 'global'
        ? catalogue.byGlobal(reference.path, construct)
        : null;
  const own = entries?.acquisitions.filter((one) => one.resource === id) ?? [];
  // `net.connect()` is live at once, though `new net.Socket()` is not.
  if (own.some((one) => one.heldFrom === undefined)) return true;
  const activators = catalogue.activatorsOf(id);
  if (activators.length === 0) return true;
  return coverage.usesOf(kept).some((use) => use.how === 'method' && activators.includes(use.name));
}

/** Made from another thing that the class releases (its connection, its browser), or told to end by its signal. */
export function endsWithItsMaker(
  view: FileView,
  coverage: Coverage,
  kept: Kept,
  endings: ReadonlySet<FunctionId>,
): boolean {
  const call = callOf(view, kept.site);
  if (call === null) return false;
  const makers = call.arguments.map((argument) => argument.value);
  if (call.receiver !== undefined) makers.push(call.receiver);
  for (const place of makers) {
    for (const id of view.propagation.tokensOf(place)) {
      const token = view.propagation.table.get(id);
      if (token.kind !== 'slot') continue;
      const [root = ''] = token.slot.path.split('.');
      const whole: Slot = { ...token.slot, path: root };
      if (kept.direct.some((slot) => slot.kind === whole.kind && slot.path === whole.path)) continue;
      if (coverage.coveredBy({ ...kept, index: -1, direct: [whole], all: [whole] }, endings)) return true;
    }
  }
  return false;
}

/** What the making method starts beside itself releases it when it ends. */
function endedBeside(view: FileView, coverage: Coverage, kept: Kept): boolean {
  const started = new Set(
    view.file.graph(kept.site.function).blocks.flatMap(({ steps }) => {
      const detached = new Set(
        steps.flatMap((step) => (step.op === 'call' && step.detached === true ? [step.callee] : [])),
      );
      return steps.flatMap((step) =>
        step.op === 'closure' && detached.has(step.target) ? [step.function] : [],
      );
    }),
  );
  return coverage.releasingFunctions(kept).some((one) => started.has(one));
}

function isContainer(view: FileView, slot: FieldSlot): boolean {
  return view.stores.some(
    (store) =>
      store.container &&
      store.slot.kind === 'field' &&
      store.slot.class === slot.class &&
      store.slot.path === slot.path,
  );
}

function storedStep(view: FileView, kept: Kept, slot: FieldSlot): PathStep[] {
  const store = view.stores.find((one) => {
    if (one.slot.kind !== 'field' || one.slot.class !== slot.class || one.slot.path !== slot.path)
      return false;
    if (kept.site.stores.some((range) => range.start === one.range.start)) return true;
    return [...view.propagation.tokensOf(one.value)].some((id) => {
      const token = view.propagation.table.get(id);
      return token.kind === 'acquired' && token.site === kept.index;
    });
  });
  return store === undefined ? [] : [{ role: 'stored', range: store.range, subject: slot.path }];
}
