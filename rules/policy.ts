/**
 * Every level and every default, with its reason. Rules only say what is lost; how loud that is said is
 * decided here and nowhere else.
 *
 * The measure: a warning is what its reader should act on without looking further, because noise is the bug
 * that makes people switch a linter off. What is true but rarely matters, or likely but not shown by the
 * code itself, is information.
 */
import type { Evidence, LostPath, Loss } from '../analysis/finding.ts';
import type { RuleId } from '../analysis/catalogue/model.ts';
import type { Rule, Severity } from './rule.ts';
import { isOfUnknownKind } from './wording.ts';

/** What a configuration may say of a rule. */
export type RuleLevel = Severity | 'off';

export interface PolicySettings {
  /**
   * Levels of single rules. A level set here takes the place of «warning»: `error` lifts what would be a
   * warning, `information` and `hint` lower it. Information stays information at most: somebody who makes
   * leaks fail the build does not mean the mere hints. Any level switches an experimental rule on.
   */
  readonly rules: ReadonlyMap<RuleId, RuleLevel>;
  /** Findings in test files: at most information (default), like all others, or not at all. */
  readonly tests: 'information' | 'normal' | 'off';
}

export const defaultSettings: PolicySettings = { rules: new Map(), tests: 'information' };

/**
 * Whether a rule of this status runs when no configuration speaks of it. An experimental rule is off: it has
 * not yet shown on real code how often it is right.
 */
export function isOnByDefault(status: Rule['status']): boolean {
  return status === 'stable';
}

/** The level of a finding, or `off` where it is not worth a word. */
export function severityOf(
  loss: Loss,
  settings: PolicySettings = defaultSettings,
  status: Rule['status'] = 'stable',
): Severity | 'off' {
  const set = settings.rules.get(loss.rule);
  if (set === 'off' || (set === undefined && !isOnByDefault(status))) return 'off';
  const own = inContext(loss, settings);
  if (own === 'off' || set === undefined) return own;
  return own === 'warning' ? set : weakest(own, set);
}

/** In tests and scripts a leak ends with the process that made it. */
function inContext(loss: Loss, settings: PolicySettings): Level {
  const own = baseLevel(loss);
  switch (loss.context) {
    case 'ordinary':
      return own;
    // A test process lives for seconds: a leak there slows a run or keeps it from ending, no more.
    case 'test':
      return asInTests(own, settings);
    case 'process-lifetime':
      return outlivesScript(loss) ? own : 'off';
    // A tool does what it is there for and ends. Whether it is no more than that the code does not say for sure.
    case 'program':
    // What a class or module opens at its first use is there once, however long the process runs.
    case 'first-use':
    // The start of a program happens once, as far as its files show; what plugs into it they do not show.
    case 'start':
      return waitsOrPilesUp(loss) ? own : weakest(own, 'information');
    // What nobody calls loses nothing before somebody does; mostly it is to be deleted, and not to be mended.
    case 'unused':
    // What tests call and nobody else is there for them, and ends with them.
    case 'tried':
      return weakest(own, 'information');
    case 'example-script':
      return outlivesScript(loss) ? asInTests(own, settings) : 'off';
  }
}

function asInTests(own: Level, settings: PolicySettings): Level {
  if (settings.tests === 'normal') return own;
  return settings.tests === 'off' || own === 'off' ? 'off' : 'information';
}

/**
 * What still counts where the code runs once for the process. «Never closed» does not: the end of the
 * process closes it. Waiting for ever does, for then there is no end; so does a proven exception, because
 * somebody wrote the release and it is skipped; and so does what piles up round by round.
 */
function outlivesScript(loss: Loss): boolean {
  if (loss.lostPath === 'exception') return loss.evidence === 'proven' || loss.evidence === 'certain';
  return waitsOrPilesUp(loss);
}

/** An exception is not among it: one that leaves a step of the program mostly ends the program too. */
function waitsOrPilesUp({ lostPath }: Loss): boolean {
  switch (lostPath) {
    case 'no-timeout':
    case 'timeout-without-handler':
    case 'next-round':
    case 'other-handler':
    case 'cancel-too-late':
    case 'unchecked':
      return true;
    default:
      return false;
  }
}

type Level = 'warning' | 'information' | 'off';

/** The level by the path on which it is lost, before anything else has its say. */
function baseLevel(loss: Loss): Level {
  switch (loss.lostPath) {
    case 'no-timeout':
      return loss.deadline?.without === 'long' ? 'information' : 'warning';
    case 'exception':
    case 'partial-failure':
      return exceptionLevel(loss);
    default:
      return byEvidence(levels[loss.lostPath], loss);
  }
}

/**
 * An exception that is proven (a `throw`, a call documented to throw) is a path like any other. A likely one
 * (awaited I/O, parsing) is a warning only for what runs out at once: a pool with ten leases is dead after
 * ten failures, and a transaction or lock blocks others. A merely possible one could stand behind every
 * call, so it is never reported, unless the value is of unknown kind: there the release on the ordinary path
 * is itself the evidence, and the engine has already asked for a likely exception.
 */
function exceptionLevel(loss: Loss): Level {
  switch (loss.evidence) {
    case 'certain':
    case 'proven':
      return loss.lostPath === 'exception' ? byEvidence('warning', loss) : leaseLevel(loss);
    case 'likely':
      return leaseLevel(loss);
    case 'possible':
      return isOfUnknownKind(loss) ? 'information' : 'off';
  }
}

function leaseLevel(loss: Loss): Level {
  return loss.resource?.discipline === 'lease' ? 'warning' : 'information';
}

/**
 * A warning rests on a path that is surely there, and on a thing that surely must be given back; else it is
 * information.
 */
function byEvidence(level: Level, loss: Loss): Level {
  // The body of a response that was read to its end has given its connection back. What is closed on other paths is
  // then worth a hint on this one; what nobody closes at all is a warning, because the documentation asks for it.
  if (loss.drained === true) return weakest(level, 'information');
  // Who sets the mode knows who has the thing then; this function does not show it.
  if (loss.byMode === true) return weakest(level, 'information');
  // Whether the connection that somebody gave out is given back right after, this function does not show either.
  if (loss.lender === true) return weakest(level, 'information');
  if (isOfUnknownKind(loss) || isFreedByCollector(loss) || isReclaimedOnLeaving(loss))
    return weakest(level, 'information');
  return isSure(loss.evidence) || isLikelyEnough(loss) ? level : weakest(level, 'information');
}

/**
 * What runs out at once is worth a warning where its loss is merely likely. Not where it is likely that a method runs
 * twice: `open()` mostly runs once, or again after the end.
 */
function isLikelyEnough({ evidence, resource, lostPath, holder }: Loss): boolean {
  const isStartedAgain = lostPath === 'overwritten' && holder.kind === 'field';
  return evidence === 'likely' && resource?.discipline === 'lease' && !isStartedAgain;
}

/**
 * The body of a `fetch` that nobody reads gives its connection back when it is garbage-collected: late, but surely.
 * So does what the catalogue says it of, unless something lasting refers to it. What runs in the background until the
 * process ends harms as little.
 */
function isFreedByCollector({ resource, holder, lostPath }: Loss): boolean {
  if (resource?.id === 'web.Response') return true;
  // What is made to be shared and made anew in each round of a loop is there many times before anybody collects it.
  if (resource?.discipline === 'shared' && isMadeInRounds(lostPath)) return false;
  if (resource?.collected !== true && resource?.background !== true) return false;
  return holder.kind === 'local' || holder.kind === 'nobody';
}

/** Of what is shared, that it is never closed is said of rounds alone: elsewhere it is one for each call. */
function isMadeInRounds(lostPath: LostPath): boolean {
  return lostPath === 'never' || lostPath === 'next-round' || lostPath === 'overwritten';
}

/**
 * Where the runtime counts references, what a local variable loses on one path is closed when the function is
 * left: worth knowing, because the language does not promise it and an exception that is kept keeps it too. What is
 * closed on no path at all stays a warning: nobody thought of it, other runtimes leave it open, and Python itself
 * warns of it.
 */
function isReclaimedOnLeaving({ resource, holder, lostPath }: Loss): boolean {
  if (resource?.reclaimed !== true) return false;
  const isLocal = holder.kind === 'local' || holder.kind === 'nobody';
  return isLocal && lostPath !== 'never' && lostPath !== 'discarded';
}

function isSure(evidence: Evidence): boolean {
  return evidence === 'certain' || evidence === 'proven';
}

const levels: Readonly<Record<Exclude<LostPath, 'no-timeout' | 'exception' | 'partial-failure'>, Level>> = {
  // Nothing at all gives it back, or an ordinary path does not: the code shows it, no luck is needed.
  never: 'warning',
  discarded: 'warning',
  'early-return': 'warning',
  'error-callback': 'warning',
  overwritten: 'warning',
  'next-round': 'warning',
  // The way out when a wait is given up is an ordinary way out; without it nobody would have written it.
  abort: 'warning',
  race: 'warning',
  // Somebody wrote a release method, so the class owns what it keeps, and this one was forgotten.
  'forgotten-field': 'warning',
  'out-of-reach': 'warning',
  // Without a release method the object may well be meant to live as long as the process.
  'no-release-method': 'information',
  // What the keyed removals leave behind is bounded by the object's life.
  'unswept-container': 'information',
  // A failure after which `finish` never comes is real, but how often it happens the code does not say.
  'success-only': 'information',
  'pipe-error': 'information',
  // Each call leaves sockets behind until the idle timeout, or for ever.
  'per-call': 'warning',
  // The wait is bounded in most runs by the peer; the option shows that somebody thought of it.
  'timeout-without-handler': 'information',
  'never-removed': 'warning',
  'other-handler': 'warning',
  'cancel-dropped': 'warning',
  'cancel-too-late': 'warning',
  // The first request that fails ends the program.
  unchecked: 'warning',
  // That the reader may go before everything is sent, the code does not say.
  'blocked-send': 'information',
};

const order: readonly (Severity | 'off')[] = ['off', 'hint', 'information', 'warning', 'error'];

function weakest<A extends Severity | 'off', B extends Severity | 'off'>(a: A, b: B): A | B {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

/** Negative where `a` is the louder one. */
export function compareSeverity(a: Severity, b: Severity): number {
  return order.indexOf(b) - order.indexOf(a);
}
