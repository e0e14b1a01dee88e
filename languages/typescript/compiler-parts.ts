/** What of the compiler is used, in one place, so that it can be a bundle of its own. */
export { parseAndGenerateServices } from '@typescript-eslint/typescript-estree';
export { default as ts } from 'typescript';
