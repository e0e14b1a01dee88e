/** Java, as the engine uses it. */
import { contractProblems } from '../shared/fixes/contract.ts';
import type { Language } from '../language.ts';
import { syntaxProblems } from '../tree-sitter/contract.ts';
import { javaFamilies } from './catalogue/index.ts';

export const java: Language = {
  id: 'java',
  name: 'Java',
  endings: ['.java'],
  grammar: 'java',
  families: javaFamilies,
  lower: () => null,
  fixes: () => [],
  contract: (input) => contractProblems(input, { syntax: syntaxProblems('java') }),
  imports: { specifiers: () => [], passesOn: () => false },
};
