/** Go, as the engine uses it. */
import { contractProblems } from '../shared/fixes/contract.ts';
import { CLOSED, type Language } from '../language.ts';
import { syntaxProblems } from '../tree-sitter/contract.ts';
import { goFamilies } from './catalogue/index.ts';
import { goFixes } from './fixes/index.ts';
import { goImports } from './imports.ts';
import { lowerGo } from './lower.ts';
import { isClosed, movedPrograms } from './programs.ts';
import { movedUsers, usersOf } from './users.ts';

export const go: Language = {
  id: 'go',
  name: 'Go',
  endings: ['.go'],
  grammar: 'go',
  families: goFamilies,
  lower: lowerGo,
  fixes: goFixes,
  contract: (input) => contractProblems(input, { syntax: syntaxProblems('go') }),
  imports: {
    ...goImports,
    users: usersOf,
    isClosed,
    redeclared: (host, path) =>
      new Set([
        ...(goImports.redeclared?.(host, path) ?? []),
        ...movedUsers(host, path),
        ...(movedPrograms(host, path) ? [CLOSED] : []),
      ]),
  },
};
