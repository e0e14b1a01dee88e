/** TypeScript and JavaScript, as the engine uses them. */
import type { Language } from '../language.ts';
import { javascriptFamilies } from './catalogue/index.ts';
import { compiler } from './compiler.ts';
import { checkFixContract } from './fixes/contract.ts';
import { computeFixes } from './fixes/index.ts';
import { lowerTypeScript } from './lower.ts';

const SPECIFIER = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;
const PASSES_ON = /\bexport\s*(?:\*|(?:type\s*)?\{[^}]*\}\s*from\b)|\bexports\b[^;\n]*=\s*require\s*\(/;

export const javascript: Language = {
  id: 'javascript',
  name: 'TypeScript and JavaScript',
  endings: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
  grammar: null,
  families: javascriptFamilies,
  lower: lowerTypeScript,
  warmUp: () => void compiler(),
  fixes: computeFixes,
  contract: checkFixContract,
  imports: {
    specifiers: (text) => [...text.matchAll(SPECIFIER)].map(([, , specifier = '']) => specifier),
    passesOn: (text) => PASSES_ON.test(text),
  },
};
