/** Runs the engine and the rules over fixtures in memory, and says what differs from what they expect. */
import { analyseFile } from '../../analysis/analyse.ts';
import type { GivenUp } from '../../analysis/finding.ts';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import { findingsFor } from '../../rules/check.ts';
import { rules } from '../../rules/index.ts';
import type { RuleLevel } from '../../rules/policy.ts';
import type { Finding } from '../../rules/rule.ts';
import { parseFixture, type ExpectedStation, type Expectation, type Fixture } from './fixture.ts';
import { memoryProject } from './project.ts';

export interface Difference {
  readonly path: string;
  readonly line: number;
  readonly kind: 'missing' | 'unexpected' | 'given-up';
  readonly text: string;
}

export interface Verdict {
  readonly differences: readonly Difference[];
  /** By path, for what wants to look closer. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** Checks files that make up one small project. The rule that they belong to is on, whatever its default. */
export function verify(texts: ReadonlyMap<string, string>, rule: RuleId | null): Verdict {
  const project = memoryProject(texts);
  const settings = { rules: rulesFor(rule), tests: 'information' as const };
  const differences: Difference[] = [];
  const findings = new Map<string, readonly Finding[]>();
  for (const [path, text] of texts) {
    const result = analyseFile(project, path);
    const report = (entry: GivenUp): void => void differences.push(givenUp(path, text, entry));
    for (const entry of result.givenUp) if (entry.reason !== 'syntax-error') report(entry);
    const found = findingsFor(result.losses, settings, report);
    findings.set(path, found);
    const fixture = parseFixture(text);
    differences.push(
      ...compare(
        path,
        text,
        fixture,
        found.filter((one) => rule === 'missing-timeout' || !isMereWait(one, fixture)),
      ),
    );
  }
  for (const [path, text] of texts) differences.push(...missedStations(path, text, findings));
  return { differences, findings };
}

/** The path of a finding may lead through other files than its own. */
function missedStations(
  path: string,
  text: string,
  findings: ReadonlyMap<string, readonly Finding[]>,
): Difference[] {
  const steps = [...findings].flatMap(([file, found]) =>
    found.flatMap((one) => one.path.filter((step) => (step.file ?? file) === path)),
  );
  return parseFixture(text)
    .stations.filter((station) => !steps.some((step) => isAt(step, station)))
    .map(({ line, message }) => ({ path, line, kind: 'missing', text: `related: ${message}` }));
}

/** An experimental rule is tried by its own fixtures and READMEs before anybody switches it on. */
function rulesFor(rule: RuleId | null): ReadonlyMap<RuleId, RuleLevel> {
  const experimental = rules.some((one) => one.id === rule && one.status === 'experimental');
  return new Map(rule !== null && experimental ? [[rule, 'warning']] : []);
}

/** What is about leaks need not bound every wait besides: such hints count only where a fixture speaks of them. */
function isMereWait({ rule, severity }: Finding, { expected }: Fixture): boolean {
  return (
    rule === 'missing-timeout' && severity === 'information' && !expected.some((one) => one.rule === rule)
  );
}

function compare(path: string, text: string, fixture: Fixture, found: readonly Finding[]): Difference[] {
  const rest = new Set(found);
  const differences: Difference[] = [];
  for (const expected of fixture.expected) {
    const match = [...rest].find((one) => matches(text, expected, one));
    if (match) rest.delete(match);
    else
      differences.push({
        path,
        line: expected.line,
        kind: 'missing',
        text: `${expected.severity} ${expected.rule}: ${expected.message}`,
      });
  }
  for (const one of rest) {
    differences.push({
      path,
      line: lineOf(text, one.range.start),
      kind: 'unexpected',
      text: describe(text, one),
    });
  }
  return differences.sort((a, b) => a.line - b.line);
}

function matches(text: string, expected: Expectation, found: Finding): boolean {
  const lineEnd = text.indexOf('\n', found.range.start);
  const end = lineEnd === -1 ? found.range.end : Math.min(found.range.end, lineEnd);
  return (
    found.rule === expected.rule &&
    found.severity === expected.severity &&
    expected.starts.includes(found.range.start) &&
    end === expected.end &&
    found.message.what.startsWith(expected.message)
  );
}

function isAt(step: Finding['path'][number], { starts, message }: ExpectedStation): boolean {
  return starts.includes(step.range.start) && step.message.startsWith(message);
}

function describe(text: string, found: Finding): string {
  const code = text.slice(found.range.start, found.range.end).split('\n')[0] ?? '';
  return `${found.severity} ${found.rule}: ${found.message.what}  [${found.lostPath}, ${found.loss.evidence}] at \`${code}\``;
}

function givenUp(path: string, text: string, entry: GivenUp): Difference {
  return {
    path,
    line: lineOf(text, entry.range.start),
    kind: 'given-up',
    text: `${entry.reason}: ${entry.detail}`,
  };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
