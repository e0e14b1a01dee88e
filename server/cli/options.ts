/** Checks of option values that commands share. Every refusal says what is allowed. */
import { resolve } from 'node:path';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import type { Severity } from '../../rules/rule.ts';
import { ruleIds } from '../workspace/config/catalogue-shape.ts';
import { ruleIdOf, severities } from '../workspace/config/model.ts';
import { closest } from '../workspace/config/spelling.ts';
import { CannotRun } from '../workspace/notice.ts';

/** The value if it is one of those allowed. */
export function choice<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  const near = closest(value, allowed);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  throw new CannotRun(`${option} cannot be "${value}".${hint} Allowed: ${allowed.join(', ')}.`);
}

export function severityOption(option: string, value: string): Severity {
  return choice(option, value, severities);
}

/** Rule names, given one by one or with commas. */
export function ruleOption(option: string, values: readonly string[]): ReadonlySet<RuleId> {
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  return new Set(names.map((name) => ruleIdOf(name) ?? choice(option, name, ruleIds)));
}

export function countOption(option: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CannotRun(`${option} must be a whole number such as 0 or 10, not "${value}".`);
}

/** Absolute paths; the working folder where none is given. */
export function pathArguments(cwd: string, paths: readonly string[]): readonly string[] {
  return (paths.length > 0 ? paths : ['.']).map((path) => resolve(cwd, path));
}
