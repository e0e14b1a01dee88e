/** Which of many items belong to a place: a compact index, because every step of every file is in one. */
import type { PlaceId } from '../flow/graph.ts';

/** Gives what belongs to a place, in the order in which it was noted. */
export type PlaceIndex<T> = (place: PlaceId) => readonly T[];

const NONE: readonly never[] = [];

/**
 * Builds the index.
 *
 * @param places how many places there are; notes of others are dropped
 * @param items what the notes point into
 * @param noteAll notes each pair of place and index into the items; it is called twice and has to do the same twice
 */
export function indexByPlace<T>(
  places: number,
  items: readonly T[],
  noteAll: (note: (place: PlaceId, item: number) => void) => void,
): PlaceIndex<T> {
  // A list for each place would cost several times as much memory as the graphs themselves.
  const ends = new Int32Array(places + 1);
  noteAll((place) => {
    if (place < places) ends[place] = (ends[place] ?? 0) + 1;
  });
  let sum = 0;
  for (let place = 0; place <= places; place++) {
    const count = ends[place] ?? 0;
    ends[place] = sum;
    sum += count;
  }
  const members = new Int32Array(sum);
  noteAll((place, item) => {
    if (place >= places) return;
    const at = ends[place] ?? 0;
    members[at] = item;
    ends[place] = at + 1;
  });
  return (place) => {
    const end = ends[place] ?? 0;
    const start = place === 0 ? 0 : (ends[place - 1] ?? 0);
    if (place >= places || start === end) return NONE;
    const found: T[] = [];
    for (let at = start; at < end; at++) {
      const item = items[members[at] ?? -1];
      if (item !== undefined) found.push(item);
    }
    return found;
  };
}
