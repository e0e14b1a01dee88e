/** Whether a text still parses after a fix. */
import type { LanguageChecks } from '../shared/fixes/contract.ts';
import type { Grammar } from './loader.ts';
import { parse } from './tree.ts';

/** Syntax errors that the text after a fix has more than the text before, by the grammar. */
export function syntaxProblems(grammar: Grammar): LanguageChecks['syntax'] {
  return (_path, before, after) => {
    const earlier = parse(grammar, before)?.errors.length ?? 0;
    const errors = parse(grammar, after)?.errors ?? [];
    return errors
      .slice(0, Math.max(0, errors.length - earlier))
      .map(({ range, message }) => `${message} at offset ${String(range.start)}`);
  };
}
