/** Python, as the engine uses it. */
import { contractProblems } from '../shared/fixes/contract.ts';
import type { Language } from '../language.ts';
import { syntaxProblems } from '../tree-sitter/contract.ts';
import { pythonFamilies } from './catalogue/index.ts';

export const python: Language = {
  id: 'python',
  name: 'Python',
  endings: ['.py'],
  grammar: 'python',
  families: pythonFamilies,
  lower: () => null,
  fixes: () => [],
  contract: (input) => contractProblems(input, { syntax: syntaxProblems('python') }),
  imports: { specifiers: () => [], passesOn: () => false },
};
