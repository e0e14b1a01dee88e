/** Fields that a method fills anew, while the old resource is still in them. */
import type { Evidence, Loss } from '../finding.ts';
import type { CallStep, ClassId, ClassMember, FunctionId } from '../flow/graph.ts';
import type { Coverage, Kept } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { classAround, familyOf, memberAround } from './families.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { lossOf } from './loss.ts';
import { firedBy, firesOnce } from './timers.ts';
import type { Slot } from './tokens.ts';
import type { Store } from './uses.ts';
import { placesTested } from './uses.ts';
import type { FileView } from './view.ts';
import { isEndingEvent } from './words.ts';

/** Names of what is done over and over. `start`, `open` and `listen` are done once, or again after the end. */
const again = /^_*(?:re(?:connect|start|open|new|load|fresh|try|arm|schedule|set|create|build|init)\w*|set[A-Z_]\w*|update\w*|schedule\w*|switch\w*|change\w*|on[A-Z]\w*|handle\w*|select\w*|show\w*|play\w*)$/;
/** Done again after a failure, where what is left of the first attempt decides. */
const perhapsAgain = /^_*(?:connect|ensure|acquire)(?:[A-Z_]\w*)?$/;
/** Names that frameworks call once in an object's life, or once for each end. */
const once = /^(?:onLoad|onload|onModuleInit|onInit|onStart|onReady|onActivate|onMount\w*|onAttach\w*|onApplicationBootstrap|onEnable|setUp|setup|register|handleStart|onOpen|onCreate\w*|setupListeners)$/;

export function judgeOverwritten(view: FileView, coverage: Coverage, index: number): Loss | null {
  const site = view.sites[index];
  if (site === undefined || site.handedOver || site.duty.resource.discipline === 'self-ending') return null;
  const kept = keptBy(view, index, site);
  for (const slot of kept.direct) {
    if (slot.kind !== 'field') continue;
    const store = storeOf(view, kept, slot);
    const id = store === null ? null : classAround(view.file, store.function);
    if (store === null || id === null || livesAsLongAsTheProcess(view.file, id)) continue;
    const evidence = evidenceOf(view, coverage, kept, id, store);
    if (evidence === null) continue;
    return lossOf(view.file, site, {
      lostPath: 'overwritten',
      evidence,
      holder: { kind: 'field', name: slot.path, className: view.file.classes[id]?.name ?? null, releaseMethod: null },
      path: [{ role: 'overwritten', range: store.range, subject: slot.path }],
    });
  }
  return null;
}

/** The one plain assignment of it; a container keeps the old beside the new. */
function storeOf(view: FileView, kept: Kept, slot: Slot): Store | null {
  const into = view.stores.filter((store) => sameSlot(store.slot, slot));
  if (into.some((store) => store.container)) return null;
  const own = into.filter((store) => holds(view, kept, store));
  return own.length === 1 ? (own[0] ?? null) : null;
}

function sameSlot(left: Slot, right: Slot): boolean {
  return left.kind === 'field' && right.kind === 'field' && left.class === right.class && left.path === right.path;
}

function holds(view: FileView, kept: Kept, store: Store): boolean {
  if (kept.site.stores.some((range) => range.start === store.range.start)) return true;
  return [...view.propagation.tokensOf(store.value)].some((id) => {
    const token = view.propagation.table.get(id);
    return token.kind === 'acquired' && token.site === kept.index;
  });
}

function evidenceOf(view: FileView, coverage: Coverage, kept: Kept, id: ClassId, store: Store): Evidence | null {
  const { file, calls } = view;
  const root = memberAround(file, store.function);
  const member = memberOf(view, id, root);
  if (member === null || member.kind !== 'method' || once.test(member.name)) return null;
  // Somebody has to have meant to release it, or the class has no say in it.
  if (!coverage.releasedSomewhere(kept)) return null;
  const reached = calls.reach([root]);
  const uses = coverage.usesOf(kept);
  if (uses.some((use) => reached.has(use.function) && (use.how === 'tested' || coverage.releases(kept, use) || use.how === 'passed' || use.how === 'returned' || use.how === 'given-away'))) return null;
  if (isGuarded(view, root)) return null;
  // Whoever calls it may have looked before: `if (!this.timer) this.arm()`.
  const callers = file.functions.filter((info) => !reached.has(info.id) && calls.reach([info.id]).has(root)).map((info) => info.id);
  if (uses.some((use) => callers.includes(use.function) && (use.how === 'tested' || coverage.releases(kept, use)))) return null;
  if (callers.some((caller) => memberOf(view, id, memberAround(file, caller))?.kind === 'constructor')) return null;
  const often = again.test(member.name);
  if (!often && !perhapsAgain.test(member.name)) return null;
  if (runsAfterEnd(view, root) || firedBy(view, kept.site).has(root)) return null;
  if (firesOnce(kept.site)) return 'likely';
  return often ? 'certain' : 'likely';
}

function memberOf(view: FileView, id: ClassId, root: FunctionId): ClassMember | null {
  for (const one of familyOf(view.file, id)) {
    const member = view.file.classes[one]?.members.find((candidate) => candidate.function === root);
    if (member !== undefined) return member;
  }
  return null;
}

/** The method looks at the instance's state before: `if (this.running) return`, `if (this.isOpen()) …`. */
function isGuarded(view: FileView, root: FunctionId): boolean {
  const { file, propagation } = view;
  const ofInstance = (place: number): boolean => [...propagation.tokensOf(place)].some((id) => ['this', 'slot'].includes(propagation.table.get(id).kind));
  const { blocks } = file.graph(root);
  const answers = new Set<number>();
  for (const block of blocks) {
    for (const step of block.steps) {
      if (step.op === 'call' && step.receiver !== undefined && ofInstance(step.receiver)) answers.add(step.target);
      else if ((step.op === 'copy' || step.op === 'await') && answers.has(step.source)) answers.add(step.target);
      else if (step.op === 'operation' && step.operands.some((one) => ofInstance(one) || answers.has(one))) answers.add(step.target);
    }
  }
  return blocks.some(({ terminator }) => terminator.kind === 'branch' && placesTested(terminator.condition).some((place) => ofInstance(place) || answers.has(place)));
}

/** It is called when the old one has ended: from a handler of `close`, `error`, `exit`. */
function runsAfterEnd(view: FileView, root: FunctionId): boolean {
  const { file, propagation, calls } = view;
  for (const info of file.functions) {
    for (const block of file.graph(info.id).blocks) {
      const literals = new Map<number, string>();
      for (const step of block.steps) {
        if (step.op === 'literal' && typeof step.value === 'string') literals.set(step.target, step.value);
        if (step.op !== 'call' || !isEndingEvent(eventOf(step, literals))) continue;
        for (const argument of step.arguments) {
          for (const id of propagation.tokensOf(argument.value)) {
            const token = propagation.table.get(id);
            if (token.kind === 'closure' && calls.reach([token.function]).has(root)) return true;
          }
        }
      }
    }
  }
  return false;
}

function eventOf(step: CallStep, literals: ReadonlyMap<number, string>): string {
  const first = step.arguments[0];
  return first === undefined ? '' : (literals.get(first.value) ?? '');
}
