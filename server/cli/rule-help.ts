/** The README of a rule, which travels inside the bundle. `npm run generate` gathers them. */
import texts from './rule-help.json' with { type: 'json' };

const byRule: Readonly<Record<string, string>> = texts;

/** Markdown; null for a rule without a README. */
export function ruleHelp(id: string): string | null {
  return byRule[id] ?? null;
}
