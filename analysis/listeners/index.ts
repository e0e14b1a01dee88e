/**
 * Listeners that stay behind. Three listeners of four are never removed in the file that adds them, and
 * rightly so: both sides die together. So something is said only where the receiver surely outlives the one
 * who listens, or where the code itself shows that the listener was meant to be removed.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { ArgumentCondition, Registration } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Evidence, Holder, Loss, LostPath, PathStep } from '../finding.ts';
import type { FileFlow, FunctionId } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { isExecutor } from '../settling/index.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { calleeText, lossAt } from '../trace/loss.ts';
import type { CallSite } from '../trace/sites.ts';
import { eventName, listeningOf, type Listener, type Listening, type Removal } from './added.ts';
import { mayHold } from './conditions.ts';
import { droppedResult } from './dropped.ts';
import {
  holdsInstance,
  isEffect,
  isGuarded,
  isInjected,
  isOfModule,
  isPooled,
  isSharedBus,
  isSocketOfRequest,
  lastMethodAround,
} from './lifetimes.ts';
import { isFresh, matches, sameThing } from './removals.ts';
import { rivalsOf } from './rivals.ts';
import { bySettling } from './settle.ts';
import { droppedSubscriptions } from './subscriptions.ts';

export interface Finding {
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly path: readonly PathStep[];
  readonly holder?: Holder;
}

export const listeners: Detector = ({ project, file }) => {
  const { catalogue } = project;
  const listening = listeningOf(catalogue, file);
  const losses: Loss[] = [];
  for (const listener of listening.added) {
    if (file.functions[listener.site.function]?.broken === true) continue;
    const found = judge(catalogue, file, listening, listener);
    if (found !== null) losses.push(toLoss(file, listener.site, listener.undo, found));
  }
  for (const site of rivalsOf(file)) {
    if (file.functions[site.function]?.broken === true) continue;
    if (losses.some((loss) => loss.acquisition.start === site.step.range.start)) continue;
    losses.push(
      toLoss(file, site, ['removeListener'], { lostPath: 'never-removed', evidence: 'possible', path: [] }),
    );
  }
  for (const site of droppedSubscriptions(file)) {
    if (file.functions[site.function]?.broken === true) continue;
    if (listening.dropped.some((one) => one.site.step === site.step)) continue;
    losses.push(toLoss(file, site, ['dispose'], { lostPath: 'discarded', evidence: 'likely', path: [] }));
  }
  for (const { site, known } of listening.dropped) {
    const found = droppedResult(file, site, known);
    if (found !== null) losses.push(toLoss(file, site, resultMethods(known), found));
  }
  return losses;
};

function resultMethods(known: Registration): string[] {
  return known.undo.flatMap((one) => ('result' in one && one.result !== 'call' ? [one.result] : []));
}

function toLoss(file: FileFlow, site: CallSite, undo: readonly string[], found: Finding): Loss {
  return {
    ...lossAt(file, site),
    rule: 'unremoved-listener',
    kind: 'listener',
    noun: 'listener',
    lostPath: found.lostPath,
    evidence: found.evidence,
    ...(found.holder === undefined ? {} : { holder: found.holder }),
    path: [{ role: 'acquired', range: site.step.range }, ...found.path],
    releases: undo.map((method) => ({ method })),
  };
}

function judge(
  catalogue: Catalogue,
  file: FileFlow,
  listening: Listening,
  listener: Listener,
): Finding | null {
  // Of a receiver whose kind is not known only a removal, an abort signal, or its name tells anything.
  if (
    listener.known === null &&
    listening.removed.length === 0 &&
    eventName(file, listener.event) !== 'l:"abort"' &&
    !isSocketOfRequest(file, listener.receiver) &&
    !isSharedBus(file, listener.receiver) &&
    !isOfModule(file, listener.receiver)
  )
    return null;
  if (mayHold(file, listener.site, endingsOf(file, listener))) return null;
  const found = listening.removed.map((removal) => ({ removal, match: matches(file, listener, removal) }));
  const same = found.filter((one) => one.match === 'same').map((one) => one.removal);
  if (found.some((one) => one.match === 'maybe')) return null;
  if (same.length > 0) return bySettling(catalogue, file, listener, same);
  const other = found.find((one) => one.match === 'other' && !isOfAnother(file, listening, one.removal));
  if (other !== undefined) return otherHandler(file, other.removal);
  if (isOnce(file, listener.site)) return null;
  return neverRemoved(catalogue, file, listening, listener);
}

/** What ends the listener by itself. To hear a signal `once` ends nothing: most signals never abort. */
function endingsOf(file: FileFlow, { event, site, unless }: Listener): readonly ArgumentCondition[] {
  return eventName(file, event) === 'l:"abort"' && isWorkInProgress(file, site.function)
    ? unless.filter((condition) => condition.property !== 'once')
    : unless;
}

/**
 * An async function or a promise in the making: when it is done, it has no more use for the signal. A function
 * that gives something back may well leave it to the signal to end that.
 */
function isWorkInProgress(file: FileFlow, id: FunctionId): boolean {
  const info = file.functions[id];
  return info !== undefined && (info.async || info.kind === 'constructor' || isExecutor(file, id));
}

/** The removal takes away another listener of the same event, so it says nothing of this one. */
function isOfAnother(file: FileFlow, listening: Listening, removal: Removal): boolean {
  return listening.added.some((one) => matches(file, one, removal) === 'same');
}

function otherHandler(file: FileFlow, removal: Removal): Finding {
  return {
    lostPath: 'other-handler',
    evidence: 'certain',
    path: [
      { role: 'release-method', range: removal.site.step.range, subject: calleeText(file, removal.site) },
    ],
  };
}

/** It runs once in the process, at module level or from there. */
function isOnce(file: FileFlow, site: CallSite): boolean {
  const info = file.functions[site.function];
  return (
    info === undefined ||
    info.kind === 'module' ||
    contextOf({ ...file, path: '' }, info) === 'process-lifetime' ||
    isGuarded(file, site.function)
  );
}

function neverRemoved(
  catalogue: Catalogue,
  file: FileFlow,
  listening: Listening,
  listener: Listener,
): Finding | null {
  const { known, site } = listener;
  const siblingRemoved = isSiblingRemoved(file, listening, listener);
  const ofComponent = isEffect(catalogue, file, site.function);
  const isGlobal =
    known?.receiver === 'global' || (known?.receiver === 'stream' && (siblingRemoved || ofComponent));
  if (isGlobal && ofComponent) return { lostPath: 'never-removed', evidence: 'certain', path: [] };
  if (known !== null && isPooled(catalogue, file, listener.receiver))
    return { lostPath: 'never-removed', evidence: 'certain', path: [] };
  // What is heard once mostly comes.
  if (known === null && site.step.method === 'once') return null;
  if (isSocketOfRequest(file, listener.receiver))
    return { lostPath: 'never-removed', evidence: 'likely', path: [] };
  if (isAbortOfCaller(file, listener)) return { lostPath: 'never-removed', evidence: 'possible', path: [] };
  const last = lastMethodAround(file, site.function);
  if (isOfModule(file, listener.receiver) && isHeardAgain(file, listener))
    return { lostPath: 'never-removed', evidence: 'possible', path: [] };
  if (last === null && isGlobal && isOfOneRun(file, listener))
    return { lostPath: 'never-removed', evidence: 'possible', path: [] };
  if (last === null || !holdsInstance(file, listener.handler)) return null;
  // A class that ends, and a receiver that does not end with it.
  const outlives =
    isGlobal ||
    isSignalOfCaller(file, listener) ||
    (isInjected(file, listener.receiver) && (siblingRemoved || known !== null)) ||
    isSharedBus(file, listener.receiver);
  if (!outlives) return null;
  const className = file.classes[last.class]?.name ?? null;
  return {
    lostPath: 'forgotten-field',
    evidence: (isGlobal && known.untilExit !== true) || siblingRemoved ? 'certain' : 'possible',
    holder: {
      kind: 'field',
      name: isFresh(file, listener.handler) ? 'the listener' : 'the handler',
      className,
      releaseMethod: className === null ? last.method.name : `${className}.${last.method.name}`,
    },
    path: [
      {
        role: 'release-method',
        range: last.method.range,
        subject: `${className === null ? '' : `${className}.`}${last.method.name}()`,
      },
    ],
  };
}

/**
 * A function that does one piece of work and hears the process until that is done. One whose name says that it sets
 * the whole program up, or runs it, means to hear the process to its end.
 */
function isOfOneRun(file: FileFlow, { site, handler }: Listener): boolean {
  const info = file.functions[site.function];
  return (
    info !== undefined &&
    isFresh(file, handler) &&
    (info.async || isExecutor(file, site.function)) &&
    !setsUp.test(nameAround(file, site.function))
  );
}

/** A function that may run again, and adds a listener of its own each time. */
function isHeardAgain(file: FileFlow, { site, handler, unless }: Listener): boolean {
  const info = file.functions[site.function];
  return (
    info !== undefined &&
    info.kind !== 'constructor' &&
    isFresh(file, handler) &&
    !mayHold(file, site, unless) &&
    !setsUp.test(nameAround(file, site.function))
  );
}

/** The name of the function, or of the nearest one around it that has a name. */
function nameAround(file: FileFlow, id: FunctionId): string {
  for (let at: FunctionId | null = id; at !== null; at = file.functions[at]?.parent ?? null) {
    const name = file.functions[at]?.name;
    if (name !== undefined && name !== null) return name;
  }
  return 'main';
}

/** Names of functions that set the whole program up, or run it. */
const setsUp =
  /^_*(?:main|cli|bin|run|start|serve|listen|launch|boot|bootstrap|setup|set[A-Z]|init|initiali[sz]e|install|register|configure|activate|daemon|create|add|handle|on[A-Z])/;

/** The file removes another listener from the same receiver, so it knows that the receiver lives on. */
function isSiblingRemoved(file: FileFlow, listening: Listening, listener: Listener): boolean {
  return listening.removed.some(
    (removal) => removal.handler !== null && sameThing(file, removal.receiver, listener.receiver) === 'same',
  );
}

/** `options.signal`, which a class hears: whoever made the instance has the signal too, and goes on with it. */
function isSignalOfCaller(file: FileFlow, { event, receiver, unless }: Listener): boolean {
  if (unless.length === 0 || eventName(file, event) !== 'l:"abort"') return false;
  const origins = originsOf(file, receiver);
  return (
    origins.length > 0 &&
    origins.every(
      (origin) =>
        origin.kind === 'member' &&
        origin.key === 'signal' &&
        // The signal of a controller of its own ends with it.
        !/controller|aborter/i.test(nameOf(file, origin.object)),
    )
  );
}

/**
 * A call listens to the signal that it was given. The signal may well live as long as the program, and then
 * each call leaves a listener on it; but most signals end with what they were made for.
 */
function isAbortOfCaller(file: FileFlow, { event, receiver, site, unless }: Listener): boolean {
  // An emitter's `abort` event has no `once` option; a signal's listener has one.
  if (
    unless.length === 0 ||
    eventName(file, event) !== 'l:"abort"' ||
    file.functions[site.function]?.kind === 'constructor'
  )
    return false;
  const origins = originsOf(file, receiver);
  return (
    origins.length > 0 &&
    origins.every((origin) => {
      if (origin.kind === 'parameter') return true;
      if (origin.kind !== 'member') return false;
      // `const { signal } = options ?? {}`: an object made here has no signal.
      const owners = originsOf(file, origin.object);
      return (
        owners.some((owner) => owner.kind === 'parameter') &&
        owners.every((owner) => ['parameter', 'object', 'literal'].includes(owner.kind))
      );
    })
  );
}
