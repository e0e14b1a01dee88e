/** Each rule under ESLint's own tester, which also holds rules to ESLint's conventions. */
import * as typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { readmeExamples } from '../../test/harness/collection.ts';
import { parseFixture } from '../../test/harness/fixture.ts';
import plugin from './index.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { parser: typescriptParser } });

for (const [id, rule] of Object.entries(plugin.rules)) {
  const examples = readmeExamples().filter(
    ({ rule: of, language }) => of === id && /^[jt]sx?$/.test(language),
  );
  const settings = { leaklint: { minSeverity: 'information' } };
  const ofGroup = (group: string) =>
    examples.filter((example) => example.group === group).map(({ text, line }) => ({ text, line }));
  tester.run(`leaklint/${id} in ESLint`, rule, {
    valid: ofGroup('clean').map(({ text, line }) => ({
      name: `README, line ${String(line)}`,
      code: text,
      settings,
    })),
    invalid: ofGroup('leaking').map(({ text, line }) => ({
      name: `README, line ${String(line)}`,
      code: text,
      settings,
      errors: parseFixture(text).expected.filter((one) => one.rule === id).length,
    })),
  });
}
