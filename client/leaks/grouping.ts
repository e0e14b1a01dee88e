/** How the findings are arranged in the Leaks view. Knows nothing of VS Code, so that it can be tested anywhere. */
import type { FindingItem } from '../../protocol/index.ts';

export type Grouping = 'rule' | 'file' | 'resource';

export const groupings: readonly Grouping[] = ['rule', 'file', 'resource'];

export interface Group {
  /** What its findings have in common: a rule's name, a file's URI, a kind of resource. */
  readonly key: string;
  readonly title: string;
  /** By file and place. */
  readonly findings: readonly FindingItem[];
  /** Whether one of them is more than information. */
  readonly serious: boolean;
}

/** Puts findings into groups; those with the most come first, and among equals the alphabet decides. */
export function grouped(findings: readonly FindingItem[], by: Grouping): readonly Group[] {
  const groups = new Map<string, FindingItem[]>();
  for (const finding of findings) {
    const key = keyOf(finding, by);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [finding]);
    else members.push(finding);
  }
  return [...groups]
    .map(([key, members]) => ({
      key,
      title: titleOf(key, members, by),
      findings: members.toSorted(byPlace),
      serious: members.some(({ severity }) => severity !== 'information'),
    }))
    .sort(
      (a, b) =>
        Number(b.serious) - Number(a.serious) ||
        b.findings.length - a.findings.length ||
        compare(a.title, b.title),
    );
}

/** Whether a value that was stored, or came as an argument, names a grouping. */
export function isGrouping(value: unknown): value is Grouping {
  return groupings.some((one) => one === value);
}

function keyOf(finding: FindingItem, by: Grouping): string {
  if (by === 'rule') return finding.rule;
  return by === 'file' ? finding.uri : finding.resource;
}

function titleOf(key: string, members: readonly FindingItem[], by: Grouping): string {
  return by === 'rule' ? (members[0]?.ruleTitle ?? key) : key;
}

function byPlace(a: FindingItem, b: FindingItem): number {
  return (
    compare(a.uri, b.uri) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
