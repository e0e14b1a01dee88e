/** What a parser says of a text that it did not say before. */

import { parseText } from '../../parse.ts';
import { parseQuickly } from '../../quick.ts';

/** Syntax errors of the text after that the text before did not have. */
export function syntaxProblems(path: string, before: string, after: string): readonly string[] {
  if (parseQuickly(path, after) !== null) return [];
  const known = new Set(syntaxErrorsOf(path, before));
  return syntaxErrorsOf(path, after).filter((message) => !known.has(message));
}

function syntaxErrorsOf(path: string, text: string): readonly string[] {
  try {
    return parseText(path, text).syntaxErrors.map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
