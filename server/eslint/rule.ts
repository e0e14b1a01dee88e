/** One rule of Leaklint as a rule of ESLint: it reports its share of what was found in the file. */
import type { Rule as EslintRule } from 'eslint';
import type { Fix, Rule } from '../../rules/rule.ts';
import { rulePage } from '../workspace/rule-page.ts';
import { checkedFile, problemOnce, type Shown } from './check.ts';

export function eslintRule({ id, title }: Rule): EslintRule.RuleModule {
  const page = rulePage(id);
  return {
    meta: {
      type: 'problem',
      docs: { description: title, ...(page !== null && { url: page }) },
      hasSuggestions: true,
      schema: [],
      messages: { leak: '{{text}}', fix: '{{title}}', problem: '{{text}}' },
    },
    create(context) {
      return {
        Program() {
          const checked = checkedFile(context);
          const problem = problemOnce(checked);
          if (problem !== null) {
            context.report({ loc: { line: 1, column: 0 }, messageId: 'problem', data: { text: problem } });
          }
          for (const each of checked.shown) if (each.finding.rule === id) report(context, each);
        },
      };
    },
  };
}

function report(context: EslintRule.RuleContext, { finding, fixes }: Shown): void {
  const { sourceCode } = context;
  const { range, message } = finding;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(range.start), end: sourceCode.getLocFromIndex(range.end) },
    messageId: 'leak',
    data: { text: `${message.what} ${message.why} ${message.action}` },
    suggest: fixes().map(suggestionOf),
  });
}

function suggestionOf({ title, edits }: Fix): EslintRule.SuggestionReportDescriptor {
  return {
    messageId: 'fix',
    data: { title },
    fix: (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([range.start, range.end], text)),
  };
}
