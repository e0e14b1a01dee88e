/** What Go's platform and libraries open, and how it is given back. */
import type { Family } from '../../../analysis/catalogue/model.ts';

export const goFamilies: readonly Family[] = [];
