/** What `leaklint.config.json` may hold. Its JSON schema is generated from here. */
import type { RuleId } from '../../../analysis/catalogue/model.ts';
import type { Severity } from '../../../rules/rule.ts';
import { catalogueShape, ruleIds, type UserFamily } from './catalogue-shape.ts';
import { anyOf, described, list, object, oneOf, optional, text } from './shape.ts';
import type { JsonSchema, Optional, Shape } from './shape.ts';

export const CONFIG_NAME = 'leaklint.config.json';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
export type RuleLevel = Severity | 'off';
/** How findings in test files are treated. */
export type TestLevel = 'information' | 'normal' | 'off';

const ruleLevel: Shape<RuleLevel> = oneOf(['off', 'error', 'warning', 'information', 'hint']);
const patterns = list(described(text, 'A pattern as in .gitignore, relative to the folder of this file.'));

const ruleMembers: Record<RuleId, Optional<RuleLevel>> = {
  'unclosed-file': optional(ruleLevel),
  'unclosed-socket': optional(ruleLevel),
  'unreleased-connection': optional(ruleLevel),
  'undisposed-loop': optional(ruleLevel),
  'uncleared-timer': optional(ruleLevel),
  'unremoved-listener': optional(ruleLevel),
  'missing-timeout': optional(ruleLevel),
  'client-per-call': optional(ruleLevel),
  'unsafe-pipe': optional(ruleLevel),
  'lost-cancel': optional(ruleLevel),
  'undisposed-value': optional(ruleLevel),
};

export const configShape = object({
  $schema: optional(text),
  extends: optional(
    described(
      anyOf(text, list(text)),
      'Configuration files to start from, relative to this one. What is said here wins.',
    ),
  ),
  rules: optional(
    described(
      object(ruleMembers),
      'The level of each rule, or "off". A level set here replaces the level that a finding would have.',
    ),
  ),
  minSeverity: optional(
    described(oneOf(severities), 'The lowest level that the command line shows. Default: "warning".'),
  ),
  include: optional(described(patterns, 'If given, only files that match one of these are checked.')),
  exclude: optional(
    described(patterns, 'Files and folders that are left out, besides what .gitignore leaves out.'),
  ),
  catalogue: optional(
    described(catalogueShape, 'Resources of your own, in the form of the built-in catalogue.'),
  ),
  runtime: optional(
    described(
      object({ node: optional(described(text, 'The oldest Node version that the code runs on: "20.11".')) }),
      'What the code runs on. Decides whether fixes may use `using`.',
    ),
  ),
  tests: optional(
    described(
      oneOf(['information', 'normal', 'off']),
      'Findings in test files and examples: shown as information (default), like all others, or not at all.',
    ),
  ),
});

export type ConfigContent = NonNullable<typeof configShape.type>;

/** A configuration with all that it extends. */
export interface Config {
  /** The file, or null for the defaults. */
  readonly path: string | null;
  readonly rules: ReadonlyMap<RuleId, RuleLevel>;
  readonly minSeverity: Severity | null;
  /** Path patterns, each with the folder that they are relative to. */
  readonly filters: readonly PathFilter[];
  /** The user's catalogue entries, base configurations first. */
  readonly families: readonly UserFamily[];
  readonly nodeVersion: string | null;
  readonly tests: TestLevel;
  /** Which file said what: by name, `rules.unclosed-file` for a rule. What nobody said is missing. */
  readonly origins: ReadonlyMap<string, string>;
}

export interface PathFilter {
  readonly folder: string;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
}

export const defaultConfig: Config = {
  path: null,
  rules: new Map(),
  minSeverity: null,
  filters: [],
  families: [],
  nodeVersion: null,
  tests: 'information',
  origins: new Map(),
};

/** The schema that editors use, as it is written to `schema/`. */
export function configSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Leaklint configuration',
    ...configShape.schema,
  };
}

/** Rule ids as the configuration spells them; typed so that a name read from a file can be looked up. */
export function ruleIdOf(name: string): RuleId | null {
  return ruleIds.find((id) => id === name) ?? null;
}
