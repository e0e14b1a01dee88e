/**
 * TypeScript's own compiler and the conversion of its trees. Loading it takes longer than checking a small project,
 * and most runs need it for nothing: so the bundles load it when it is first asked for (`test/tools/build.ts`
 * replaces this file by that).
 */
import * as parts from './compiler-parts.ts';

export function compiler(): typeof parts {
  return parts;
}
