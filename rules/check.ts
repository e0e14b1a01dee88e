/** From what is lost to what is reported: the rules speak, policy gives the level, one acquisition one finding. */
import type { GivenUp, LostPath, Loss } from '../analysis/finding.ts';
import type { RuleId } from '../analysis/catalogue/model.ts';
import { rules } from './index.ts';
import { english, type Locale } from './locale.ts';
import { compareSeverity, severityOf, type PolicySettings } from './policy.ts';
import type { Finding, Rule } from './rule.ts';
import { stepSentence } from './steps.ts';

/**
 * The findings of one or more files, in order of their places, whatever the order of the losses. A rule that
 * crashes is told to `report` and the others still speak.
 */
export function findingsFor(
  losses: readonly Loss[],
  settings: PolicySettings,
  report: (givenUp: GivenUp) => void,
  of: readonly Rule[] = rules,
  locale: Locale = english,
): readonly Finding[] {
  const found = of.flatMap((rule) => findingsOf(rule, losses, settings, report, locale));
  return bestOfEach(found.sort(byPlace));
}

function findingsOf(
  rule: Rule,
  losses: readonly Loss[],
  settings: PolicySettings,
  report: (givenUp: GivenUp) => void,
  locale: Locale,
): readonly Finding[] {
  let current: Loss | undefined;
  try {
    const findings: Finding[] = [];
    for (const loss of rule.run(losses)) {
      current = loss;
      const severity = severityOf(loss, settings, rule.status);
      if (severity !== 'off') findings.push(findingOf(rule, loss, severity, locale));
    }
    return findings;
  } catch (error) {
    const at = current ?? losses[0];
    if (at !== undefined) {
      report({
        file: at.file,
        range: at.acquisition,
        reason: 'crash',
        detail: `rule ${rule.id}: ${textOf(error)}`,
      });
    }
    return [];
  }
}

function findingOf(rule: Rule, loss: Loss, severity: Finding['severity'], locale: Locale): Finding {
  return {
    rule: rule.id,
    severity,
    file: loss.file,
    range: loss.acquisition,
    message: rule.message(loss, locale),
    kind: loss.kind,
    lostPath: loss.lostPath,
    path: stationsOf(loss).map((step) => ({ ...step, message: stepSentence(step, loss, locale) })),
    loss,
  };
}

/** The function around a callback has returned before the callback runs: as a station in between that misleads. */
function stationsOf({ path }: Loss): Loss['path'] {
  return path.filter(
    ({ role }, index) => index === path.length - 1 || (role !== 'returns' && role !== 'ends'),
  );
}

/**
 * Of several findings on one acquisition the loudest stays, then the more exact one. A wait without bound is
 * no acquisition: a request can lack a timeout and leave its response unread, and each wants its own mending.
 */
function bestOfEach(sorted: readonly Finding[]): readonly Finding[] {
  const best = new Map<string, Finding>();
  for (const finding of sorted) {
    const { file, range, rule } = finding;
    const wait = rule === 'missing-timeout' ? 'wait' : 'held';
    const key = `${file}\n${String(range.start)}:${String(range.end)}:${wait}`;
    const other = best.get(key);
    if (other === undefined || compareWorth(finding, other) < 0) best.set(key, finding);
  }
  return [...best.values()].sort(byPlace);
}

function compareWorth(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    exactness.indexOf(a.rule) - exactness.indexOf(b.rule) ||
    plainness.indexOf(a.lostPath) - plainness.indexOf(b.lostPath)
  );
}

/** The rule that says most about the thing comes first. */
const exactness: readonly RuleId[] = [
  'unsafe-pipe',
  'lost-cancel',
  'client-per-call',
  'unclosed-file',
  'unclosed-socket',
  'unreleased-connection',
  'undisposed-loop',
  'uncleared-timer',
  'unremoved-listener',
  'missing-timeout',
  'undisposed-value',
];

/** The path that is easiest to see for oneself comes first. */
const plainness: readonly LostPath[] = [
  'discarded',
  'never',
  'per-call',
  'early-return',
  'error-callback',
  'next-round',
  'overwritten',
  'race',
  'abort',
  'forgotten-field',
  'out-of-reach',
  'other-handler',
  'never-removed',
  'exception',
  'partial-failure',
  'success-only',
  'pipe-error',
  'cancel-too-late',
  'unchecked',
  'cancel-dropped',
  'no-timeout',
  'timeout-without-handler',
  'no-release-method',
  'unswept-container',
];

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    compareText(a.rule, b.rule) ||
    plainness.indexOf(a.lostPath) - plainness.indexOf(b.lostPath)
  );
}

/** By code units, so that every machine sorts alike. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
