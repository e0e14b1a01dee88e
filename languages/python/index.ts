/** Python, as the engine uses it. */
import type { Language } from '../language.ts';
import { contractProblems } from '../shared/fixes/contract.ts';
import { syntaxProblems } from '../tree-sitter/contract.ts';
import { pythonFamilies } from './catalogue/index.ts';
import { pythonFixes } from './fixes/index.ts';
import { pythonImports } from './imports.ts';
import { lowerPython } from './lower.ts';
import { movedUsers, usersOf } from './users.ts';

export const python: Language = {
  id: 'python',
  name: 'Python',
  endings: ['.py'],
  grammar: 'python',
  families: pythonFamilies,
  lower: lowerPython,
  fixes: pythonFixes,
  contract: (input) => contractProblems(input, { syntax: syntaxProblems('python') }),
  imports: { ...pythonImports, users: usersOf, redeclared: movedUsers },
};
