/** Java, as the engine uses it. */
import type { Language } from '../language.ts';
import { contractProblems } from '../shared/fixes/contract.ts';
import { syntaxProblems } from '../tree-sitter/contract.ts';
import { javaFamilies } from './catalogue/index.ts';
import { javaFixes } from './fixes/index.ts';
import { lowerJava } from './lower.ts';
import { fileOf, importedClasses, staticMethods, superclasses } from './resolve/files.ts';
import { movedUsers, usersOf } from './resolve/users.ts';

export const java: Language = {
  id: 'java',
  name: 'Java',
  endings: ['.java'],
  grammar: 'java',
  families: javaFamilies,
  lower: lowerJava,
  fixes: javaFixes,
  contract: (input) => contractProblems(input, { syntax: syntaxProblems('java') }),
  imports: {
    byName: true,
    specifiers: importedClasses,
    exported: staticMethods,
    extended: superclasses,
    passesOn: () => false,
    resolve: fileOf,
    users: usersOf,
    redeclared: movedUsers,
  },
};
