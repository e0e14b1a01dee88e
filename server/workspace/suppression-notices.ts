/** What is wrong with suppressions: they suppress nothing, or name rules that do not exist. */
import { closest } from './config/spelling.ts';
import { ruleIds } from './config/catalogue-shape.ts';
import { ruleIdOf } from './config/model.ts';
import type { Notice } from './notice.ts';
import type { Suppression } from './suppressions.ts';
import type { LineMap } from './text.ts';

export function suppressionNotices(
  file: string,
  all: readonly Suppression[],
  used: ReadonlySet<Suppression>,
  lines: LineMap,
): readonly Notice[] {
  return all.flatMap((suppression): Notice[] => {
    const at = { kind: 'suppression' as const, file, ...lines.position(suppression.range.start) };
    const unknown = suppression.rules.filter((name) => ruleIdOf(name) === null);
    if (unknown.length > 0) {
      return unknown.map((name) => {
        const near = closest(name, ruleIds);
        const hint = near === null ? '"leaklint rules" lists the rules.' : `Did you mean "${near}"?`;
        return { ...at, message: `This comment names the rule "${name}", which does not exist. ${hint}` };
      });
    }
    if (used.has(suppression)) return [];
    return [
      {
        ...at,
        message: 'This comment suppresses nothing: there is no such finding here any more. Delete it.',
      },
    ];
  });
}
