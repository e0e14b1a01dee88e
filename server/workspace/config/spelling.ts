import { distance } from 'fastest-levenshtein';

/** The name that was most likely meant; null if none is near. */
export function closest(given: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    // Somebody who cuts a name short means it all the same.
    if (given.length >= 3 && name.startsWith(given)) return name;
    const found = distance(given.toLowerCase(), name.toLowerCase());
    if (found < least) {
      least = found;
      best = name;
    }
  }
  return best;
}
