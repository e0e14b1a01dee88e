/** What the analysis knows of libraries from npm. */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const libraryFamilies: readonly Family[] = [];
