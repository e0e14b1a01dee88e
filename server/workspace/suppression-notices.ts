/** What is wrong with suppressions: they suppress nothing, or name rules that do not exist. */
import { english, type Locale } from '../../rules/locale.ts';
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
  { say }: Pick<Locale, 'say'> = english,
): readonly Notice[] {
  return all.flatMap((suppression): Notice[] => {
    const at = { kind: 'suppression' as const, file, ...lines.position(suppression.range.start) };
    const unknown = suppression.rules.filter((name) => ruleIdOf(name) === null);
    if (unknown.length > 0) {
      return unknown.map((name) => {
        const near = closest(name, ruleIds);
        const hint =
          near === null ? say('"leaklint rules" lists the rules.') : say('Did you mean "{near}"?', { near });
        const what = say('This comment names the rule "{name}", which does not exist.', { name });
        return { ...at, message: `${what} ${hint}` };
      });
    }
    if (used.has(suppression)) return [];
    return [
      {
        ...at,
        message: say('This comment suppresses nothing: there is no such finding here any more. Delete it.'),
      },
    ];
  });
}
