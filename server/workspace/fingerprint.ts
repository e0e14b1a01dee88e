/** Names for findings that survive edits elsewhere in the file. */
import type { Finding } from '../../rules/rule.ts';
import { hashOf } from './hash.ts';
import type { LineMap } from './text.ts';

/**
 * One name per finding: of the rule and the text of its line, with a number where that is not unique in the
 * file. Neither the line number nor the path is in it, so moving code or a file keeps it.
 */
export function fingerprintsOf(findings: readonly Finding[], lines: LineMap): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const line = lines.line(lines.position(finding.range.start).line).replace(/\s+/g, ' ').trim();
    const base = hashOf(finding.rule, line);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return `${base.slice(0, 16)}:${String(count + 1)}`;
  });
}
