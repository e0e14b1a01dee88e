/** Fields that a method fills anew, while the old resource is still in them. */
import type { ResourceKind } from '../catalogue/model.ts';
import type { Evidence, Loss } from '../finding.ts';
import type { CallStep, ClassId, ClassMember, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleaseMethod } from '../ownership/verbs.ts';
import type { Coverage, Kept } from './coverage.ts';
import { keptBy } from './coverage.ts';
import { classAround, familyOf, memberAround } from './families.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { lossOf } from './loss.ts';
import { originsOf } from '../trace/origins.ts';
import type { Site } from './sites.ts';
import { callOf, firedBy, firesOnce } from './timers.ts';
import type { CallGraph } from './reach.ts';
import { related, type Slot, type TokenId } from './tokens.ts';
import type { Store } from './uses.ts';
import { placesTested } from './uses.ts';
import type { FileView } from './view.ts';
import { isEndingEvent } from './words.ts';

/** Names of what is done over and over. `start`, `open` and `listen` are done once, or again after the end. */
const again =
  /^[_#]*(?:re(?:connect|start|open|new|load|fresh|try|arm|schedule|set|create|build|init)\w*|set(?!Up[A-Z])[A-Z_]\w*|update\w*|schedule\w*|switch\w*|change\w*|on[A-Z]\w*|handle\w*|select\w*|show\w*|play\w*)$/;
/** Who does it, and not that it is done: `handlerAdded` tells a handler that it was added. */
const agent = /^[_#]*(?:handl|schedul|select|updat|switch|chang|play)(?:er|or)(?:[A-Z_s]|$)/;
/** Names of what may be done again, though nothing shows it. */
const perhapsAgain =
  /^[_#]*(?:connect|ensure|acquire|start|open|listen|watch|run|spawn|launch|rotate|renew)(?:[A-Z_]\w*)?$|^[_#]*(?:create|make|build|roll)[A-Z_]\w*$|^#?\w+(?:Update|Reconnect|Restart|Reload|Refresh|Reopen|Retry|Renew)(?:[A-Z]\w*)?$/;
/** Names that frameworks call once in an object's life, or once for each end. */
const once =
  /^(?:onLoad|onload|onModuleInit|onInit|onStart|onReady|onActivate|onMount\w*|onAttach\w*|onApplicationBootstrap|onEnable|setUp|setup|register|handleStart|onOpen|onCreate\w*|setupListeners|on[A-Z]\w*Start(?:ed|up)?)$/;

export function judgeOverwritten(view: FileView, coverage: Coverage, index: number): Loss | null {
  const site = view.sites[index];
  if (site === undefined || site.handedOver || site.duty.resource.discipline === 'self-ending') return null;
  if (view.file.classes.length === 0) return null;
  const kept = keptBy(view, index, site);
  for (const slot of kept.direct) {
    if (slot.kind !== 'field') continue;
    const store = storeOf(view, kept, slot);
    const id = store === null ? null : classAround(view.file, store.function);
    if (store === null || id === null || livesAsLongAsTheProcess(view.file, id)) continue;
    if (comesWithItsOwner(view, site)) continue;
    const evidence = evidenceOf(view, coverage, kept, id, store);
    if (evidence === null) continue;
    return lossOf(view.file, site, {
      lostPath: 'overwritten',
      evidence,
      holder: {
        kind: 'field',
        name: slot.path,
        className: view.file.classes[id]?.name ?? null,
        releaseMethod: null,
      },
      path: [{ role: 'overwritten', range: store.range, subject: slot.path }],
    });
  }
  return null;
}

/**
 * It lives inside what the method is given or has just made (`reconnect(connection)` prepares its statements anew):
 * the one before belongs to the connection before, and ends with that.
 */
function comesWithItsOwner(view: FileView, site: Site): boolean {
  const receiver = site.duty.within === null ? undefined : callOf(view, site)?.receiver;
  // A field stays what it is from call to call.
  if (receiver === undefined || isKeptHere(view, receiver)) return false;
  const origins = originsOf(view.file, receiver);
  return origins.length > 0 && origins.every(({ kind }) => kind === 'parameter' || kind === 'call');
}

function isKeptHere(view: FileView, place: PlaceId): boolean {
  return [...view.propagation.tokensOf(place)].some((id) => view.propagation.table.get(id).kind === 'slot');
}

/** The one plain assignment of it; a container keeps the old beside the new. */
function storeOf(view: FileView, kept: Kept, slot: Slot): Store | null {
  const into = view.stores.filter((store) => sameSlot(store.slot, slot));
  if (into.some((store) => store.container)) return null;
  const own = into.filter((store) => holds(view, kept, store));
  return own.length === 1 ? (own[0] ?? null) : null;
}

function sameSlot(left: Slot, right: Slot): boolean {
  return (
    left.kind === 'field' && right.kind === 'field' && left.class === right.class && left.path === right.path
  );
}

function holds(view: FileView, kept: Kept, store: Store): boolean {
  if (kept.site.stores.some((range) => range.start === store.range.start)) return true;
  return [...view.propagation.tokensOf(store.value)].some((id) => {
    const token = view.propagation.table.get(id);
    return token.kind === 'acquired' && token.site === kept.index;
  });
}

function evidenceOf(
  view: FileView,
  coverage: Coverage,
  kept: Kept,
  id: ClassId,
  store: Store,
): Evidence | null {
  const { file, calls } = view;
  const root = memberAround(file, store.function);
  const member = memberOf(view, id, root);
  if (member === null || member.kind !== 'method' || once.test(member.name)) return null;
  // Somebody has to have meant to release it, or the class has no say in it.
  if (!coverage.releasedSomewhere(kept)) return null;
  const reached = calls.reach([root]);
  const uses = coverage.usesOf(kept);
  if (
    uses.some(
      (use) =>
        reached.has(use.function) &&
        (use.how === 'tested' ||
          coverage.releases(kept, use) ||
          use.how === 'passed' ||
          use.how === 'returned' ||
          use.how === 'given-away'),
    )
  )
    return null;
  if (isGuarded(view, root)) return null;
  // Whoever calls it may have looked before: `if (!this.timer) this.arm()`.
  const callers = file.functions
    .filter((info) => !reached.has(info.id) && calls.reach([info.id]).has(root))
    .map((info) => info.id);
  if (
    uses.some(
      (use) => callers.includes(use.function) && (use.how === 'tested' || coverage.releases(kept, use)),
    )
  )
    return null;
  if (callers.some((caller) => memberOf(view, id, memberAround(file, caller))?.kind === 'constructor'))
    return null;
  const often = isDoneAgain(member.name) && !isPartOf(view, id, callers, member);
  if (!often && !perhapsAgain.test(member.name)) return null;
  if (coverage.isWeak(kept)) return null;
  const { afterEnd, again: repeated } = whenHandlersRun(view, root, kept.site.duty.resource.kind);
  if (afterEnd || firedBy(view, kept.site).has(root)) return null;
  if (firesOnce(kept.site)) return often || repeated ? 'likely' : null;
  return often || repeated || dropsIt(view, kept, store.slot) ? 'certain' : 'likely';
}

function isDoneAgain(name: string): boolean {
  return again.test(name) && !agent.test(name);
}

/** A private step of methods that are not done over and over: `start()` calls `schedulePoller()`. */
function isPartOf(view: FileView, id: ClassId, callers: readonly FunctionId[], member: ClassMember): boolean {
  if (!member.private || callers.length === 0) return false;
  return callers.every((caller) => {
    const above = memberOf(view, id, memberAround(view.file, caller));
    return above?.kind === 'method' && !above.private && !isDoneAgain(above.name);
  });
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
  const ofInstance = (place: number): boolean =>
    [...propagation.tokensOf(place)].some((id) => ['this', 'slot'].includes(propagation.table.get(id).kind));
  const { blocks } = file.graph(root);
  const answers = new Set<number>();
  for (const block of blocks) {
    for (const step of block.steps) {
      if (step.op === 'call' && step.receiver !== undefined && ofInstance(step.receiver))
        answers.add(step.target);
      else if ((step.op === 'copy' || step.op === 'await') && answers.has(step.source))
        answers.add(step.target);
      else if (step.op === 'operation' && step.operands.some((one) => ofInstance(one) || answers.has(one)))
        answers.add(step.target);
    }
  }
  return blocks.some(
    ({ terminator }) =>
      terminator.kind === 'branch' &&
      placesTested(terminator.condition).some((place) => ofInstance(place) || answers.has(place)),
  );
}

interface Handlers {
  /** It is called when the old one has ended: from a handler of `close`, `exit`. */
  readonly afterEnd: boolean;
  /** It is called from a handler of something that happens while the old one lives. */
  readonly again: boolean;
}

function whenHandlersRun(view: FileView, root: FunctionId, kind: ResourceKind): Handlers {
  const { file, propagation, calls } = view;
  const found = { afterEnd: false, again: false };
  for (const info of file.functions) {
    for (const block of file.graph(info.id).blocks) {
      const literals = new Map<number, string>();
      for (const step of block.steps) {
        if (step.op === 'literal' && typeof step.value === 'string') literals.set(step.target, step.value);
        if (
          step.op !== 'call' ||
          typeof step.method !== 'string' ||
          !/^(?:on|once|addListener|addEventListener)$/.test(step.method)
        )
          continue;
        const event = eventOf(step, literals);
        if (
          !step.arguments.some((argument) =>
            [...propagation.tokensOf(argument.value)].some((id) => leadsTo(view, calls, id, root)),
          )
        )
          continue;
        // An error ends sockets and streams; a client may survive it.
        if (isEndingEvent(event) && (event !== 'error' || endsByError.test(kind))) found.afterEnd = true;
        else if (event !== '' && step.method !== 'once') found.again = true;
      }
    }
  }
  return found;
}

const endsByError = /^(?:socket|websocket|stream|http-request|http-response|child-process|worker|server)$/;

function leadsTo(view: FileView, calls: CallGraph, id: TokenId, root: FunctionId): boolean {
  const token = view.propagation.table.get(id);
  return token.kind === 'closure' && calls.reach([token.function]).has(root);
}

function eventOf(step: CallStep, literals: ReadonlyMap<number, string>): string {
  const first = step.arguments[0];
  return first === undefined ? '' : (literals.get(first.value) ?? '');
}

/**
 * Another method empties the field (`pause() { this.watcher = null }`) without a word to what is in it. Not where
 * the name says that it has ended, and not in a handler, which may know that.
 */
function dropsIt(view: FileView, kept: Kept, slot: Slot): boolean {
  return view.stores.some((store) => {
    if (!sameSlot(store.slot, slot) || holds(view, kept, store)) return false;
    const id = classAround(view.file, store.function);
    const member = id === null ? null : memberOf(view, id, store.function);
    if (
      member === null ||
      member.kind !== 'method' ||
      isReleaseMethod(member.name) ||
      /^_*(?:on|handle)[A-Z]|close|end|error|disconnect|exit|fail/i.test(member.name)
    )
      return false;
    if (!isNothing(view, store)) return false;
    // Any other use of the field in the method, or in what it calls, may see to it.
    const reached = view.calls.reach([store.function]);
    return !view.uses.some((use) => {
      const token = view.propagation.table.get(use.token);
      return reached.has(use.function) && token.kind === 'slot' && related(token.slot, slot);
    });
  });
}

function isNothing(view: FileView, store: Store): boolean {
  return view.file
    .graph(store.function)
    .blocks.some((block) =>
      block.steps.some(
        (step) =>
          step.op === 'literal' &&
          step.target === store.value &&
          (step.value === null || step.value === undefined),
      ),
    );
}
