/** Findings as lists and trees show them. */
import type { FindingItem } from '../../protocol/index.ts';
import type { CheckedFile, PlacedFinding } from '../workspace/check.ts';
import { mayBeFixed, ruleTitle } from '../workspace/engine.ts';
import { lostPathWords } from '../workspace/lost-path-words.ts';
import { rulePage } from '../workspace/rule-page.ts';
import { isShown, rangeIn, rangeOf } from './convert.ts';
import type { Session } from './session.ts';

/** All findings that are known now, by file and place. */
export function findingItems(session: Session): FindingItem[] {
  return session.reports
    .all()
    .flatMap(({ path, checked }) => {
      const values = session.valuesOf(path);
      if (!values.enable) return [];
      return checked.findings
        .filter((each) => isShown(each, values))
        .map((each) => itemOf(session, checked, each));
    })
    .sort((left, right) => (left.uri < right.uri ? -1 : left.uri > right.uri ? 1 : 0));
}

/** The finding of an item, where it is still there. */
export function placedOf(session: Session, path: string, id: string): PlacedFinding | null {
  const { findings } = session.reports.get(path).checked;
  return findings.find((each) => idOf(session, each) === id) ?? null;
}

function idOf(session: Session, { finding, fingerprint }: PlacedFinding): string {
  return `${fingerprint}@${session.uriOf(finding.file)}`;
}

function itemOf(session: Session, checked: CheckedFile, placed: PlacedFinding): FindingItem {
  const { finding, start, end } = placed;
  const uri = session.uriOf(finding.file);
  const { rule, message, severity, loss } = finding;
  const { locale } = session.workspace;
  return {
    id: idOf(session, placed),
    uri,
    range: rangeOf(start, end),
    rule,
    ruleTitle: ruleTitle(rule, locale),
    resource: locale.say(loss.noun),
    lostPath: lostPathWords(finding.lostPath, locale),
    severity: severity === 'hint' ? 'information' : severity,
    message: `${message.what} ${message.why} ${message.action}`,
    documentation: rulePage(rule) ?? '',
    steps: finding.path.flatMap((step) => {
      const path = step.file ?? finding.file;
      const lines = session.linesOf(path);
      return lines === null
        ? []
        : [{ uri: session.uriOf(path), range: rangeIn(lines, step.range), message: step.message }];
    }),
    // Trying all fixes of all findings would take as long as a scan.
    fixable: mayBeFixed(finding) ? session.fixes.tried(checked, placed) : false,
  };
}
