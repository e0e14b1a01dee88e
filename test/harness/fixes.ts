/** Every fix of every finding of a project, and whether it keeps the contract of fixes. */
import { english } from '../../rules/locale.ts';
import { analyseFile } from '../../analysis/analyse.ts';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import { languageOf } from '../../languages/index.ts';
import type { Reported } from '../../languages/shared/fixes/contract.ts';
import type { FixEnvironment } from '../../languages/typescript/fixes/index.ts';
import { findingsFor } from '../../rules/check.ts';
import { rules } from '../../rules/index.ts';
import type { RuleLevel } from '../../rules/policy.ts';
import type { Finding, Fix } from '../../rules/rule.ts';
import { memoryProject } from './project.ts';

/** A fix that is offered for a finding of a file. */
export interface Offer {
  readonly path: string;
  readonly text: string;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** All rules, the experimental ones too: their fixes have to keep the contract before anybody sees them. */
const everyRule: ReadonlyMap<RuleId, RuleLevel> = new Map(rules.map(({ id }) => [id, 'warning']));

/** What the compiler and the runtime are taken for, by the file's ending. */
export type EnvironmentOf = (path: string) => FixEnvironment;

export const modern: EnvironmentOf = (path) => ({
  target: 'es2022',
  lib: ['es2022', 'dom', 'esnext.disposable'],
  nodeVersion: '24.0.0',
  typescriptVersion: '5.9.0',
  moduleKind: 'esm',
  isTypeScript: /\.[mc]?tsx?$/.test(path),
});

export const old: EnvironmentOf = (path) => ({
  target: undefined,
  lib: undefined,
  nodeVersion: '18.0.0',
  moduleKind: 'unknown',
  isTypeScript: /\.[mc]?tsx?$/.test(path),
});

/** The fixes that are offered in the files of one small project, and those that the language would make unchecked. */
export function offersOf(
  texts: ReadonlyMap<string, string>,
  environmentOf: EnvironmentOf,
  checked = true,
): readonly Offer[] {
  return [...texts].flatMap(([path, text]) =>
    findingsIn(texts, path).flatMap((finding) =>
      fixesOf(texts, path, finding, environmentOf, checked).map((fix) => ({ path, text, finding, fix })),
    ),
  );
}

/** What a fix breaks; nothing if it keeps the contract. */
export function problemsOf(
  texts: ReadonlyMap<string, string>,
  offer: Offer,
  environmentOf: EnvironmentOf,
): readonly string[] {
  const { path, text, finding, fix } = offer;
  const analyse = (changed: string): readonly Reported[] => {
    const project = new Map([...texts, [path, changed]]);
    return findingsIn(project, path).map((one) => ({
      ...reported(one),
      fixes: fixesOf(project, path, one, environmentOf, false),
    }));
  };
  return languageOf(path).contract({ path, before: text, fix, loss: finding.loss, analyse });
}

function findingsIn(texts: ReadonlyMap<string, string>, path: string): readonly Finding[] {
  const { losses } = analyseFile(memoryProject(texts), path);
  return findingsFor(losses, { rules: everyRule, tests: 'normal' }, () => undefined);
}

function reported({ rule, lostPath, loss, range }: Finding): Reported {
  return { rule, lostPath, callee: loss.callee, start: range.start };
}

function fixesOf(
  texts: ReadonlyMap<string, string>,
  path: string,
  finding: Finding,
  environmentOf: EnvironmentOf,
  checked: boolean,
): readonly Fix[] {
  const requests = rules.find(({ id }) => id === finding.rule)?.fixes(finding.loss) ?? [];
  return languageOf(path).fixes({
    say: english.say,
    path,
    text: texts.get(path) ?? '',
    loss: finding.loss,
    requests,
    environment: environmentOf(path),
    ...(checked && {
      analyse: (changed) => findingsIn(new Map([...texts, [path, changed]]), path).map(reported),
    }),
  });
}
