/** What of the compiler is used, in one place, so that it can be a bundle of its own. */
// The whole package also finds, reads and watches projects. To load all that takes as long as a small scan.
export { astConverter } from '@typescript-eslint/typescript-estree/use-at-your-own-risk';
export { default as ts } from 'typescript';
