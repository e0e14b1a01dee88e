/** What the analysis knows of JavaScript's platforms and libraries. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { libraryFamilies } from './libraries/index.ts';

/** All families, the platform's first: a library that redefines a resource of the platform's wins. */
export const javascriptFamilies: readonly Family[] = [...libraryFamilies];
