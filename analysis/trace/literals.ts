/** Literals that surely are at a place. */
import type { FileFlow, Literal, PlaceId } from '../flow/graph.ts';
import { originsOf } from './origins.ts';

/** The literals that the place may hold; null if it may hold anything else. */
export function literalsAt(file: FileFlow, place: PlaceId): readonly Literal[] | null {
  const origins = originsOf(file, place);
  if (origins.length === 0) return null;
  const found: Literal[] = [];
  for (const origin of origins) {
    if (origin.kind !== 'literal') return null;
    found.push(origin.value);
  }
  return found;
}

/** The one string that the place holds, or null. */
export function stringAt(file: FileFlow, place: PlaceId): string | null {
  const literals = literalsAt(file, place);
  const [only] = literals ?? [];
  return literals?.length === 1 && typeof only === 'string' ? only : null;
}
