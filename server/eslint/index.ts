/**
 * `leaklint/eslint`: Leaklint as a plugin of ESLint, for those who want one tool. It says what the command line
 * says of the files that ESLint is given, with fixes as suggestions.
 */
import type { ESLint, Linter } from 'eslint';
import { rules } from '../../rules/index.ts';
import { isOnByDefault } from '../../rules/policy.ts';
import { version } from '../workspace/build-id.ts';
import { eslintRule } from './rule.ts';

const plugin = {
  meta: { name: 'leaklint', version, namespace: 'leaklint' },
  rules: Object.fromEntries(rules.map((rule) => [rule.id, eslintRule(rule)])),
  configs: {
    /** Every rule that Leaklint has on by itself, as a warning. */
    get recommended(): Linter.Config {
      return recommended;
    },
  },
} satisfies ESLint.Plugin;

const recommended: Linter.Config = {
  name: 'leaklint/recommended',
  plugins: { leaklint: plugin },
  rules: Object.fromEntries(
    rules.map(({ id, status }) => [`leaklint/${id}`, isOnByDefault(status) ? 'warn' : 'off']),
  ),
};

export default plugin;
