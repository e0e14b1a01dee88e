/** Finds the fixtures and the README examples of all rules on disk. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import { rules } from '../../rules/index.ts';

export const rulesFolder = fileURLToPath(new URL('../../rules', import.meta.url));

/** `leaking` and `clean` hold what must be so, `known` what is not yet so (`FN_…` not found, `FP_…` found wrongly). */
export type Group = 'leaking' | 'clean' | 'known';

export interface FixtureProject {
  readonly rule: RuleId;
  readonly group: Group;
  /** `unclosed-file/leaking/early-return.ts`: a file, or a folder of files that import each other. */
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
}

export function fixtureProjects(): readonly FixtureProject[] {
  return rules.flatMap(({ id }) =>
    (['leaking', 'clean', 'known'] as const).flatMap((group) => {
      const folder = join(rulesFolder, id, 'fixtures', group);
      if (!existsSync(folder)) return [];
      const entries = readdirSync(folder).sort();
      return entries.map((entry) => ({
        rule: id,
        group,
        name: `${id}/${group}/${entry}`,
        texts: textsAt(join(folder, entry), '/src'),
      }));
    }),
  );
}

/** The paths in memory say nothing of «fixtures» or «test», which would tell the engine that this is a test. */
function textsAt(path: string, parent: string): ReadonlyMap<string, string> {
  const name = `${parent}/${basename(path)}`;
  if (statSync(path).isFile()) return new Map([[name, readFileSync(path, 'utf8')]]);
  return new Map(
    readdirSync(path)
      .sort()
      .flatMap((entry) => [...textsAt(join(path, entry), name)]),
  );
}

export interface Example {
  readonly rule: RuleId;
  readonly language: string;
  readonly group: 'leaking' | 'clean';
  readonly text: string;
  readonly line: number;
}

/** The fenced blocks of the READMEs: the word after the language says what they show. */
export function readmeExamples(): readonly Example[] {
  return rules.flatMap(({ id }) => {
    const text = readmeOf(id);
    return [
      ...text.matchAll(/^```(?<language>[a-z]+) (?<group>leaking|clean)\n(?<code>[\s\S]*?)^```$/gm),
    ].map((match): Example => {
      const { language = 'ts', group, code = '' } = match.groups ?? {};
      return {
        rule: id,
        language,
        group: group === 'clean' ? 'clean' : 'leaking',
        text: code,
        line: text.slice(0, match.index).split('\n').length,
      };
    });
  });
}

export function readmeOf(rule: RuleId): string {
  const path = join(rulesFolder, rule, 'README.md');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
