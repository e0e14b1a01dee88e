/** What a builder is told by its methods, anywhere in the file. */
import type { FileFlow, PlaceId, Step } from '../flow/graph.ts';
import { nameOf } from './names.ts';
import { sitesOf } from './sites.ts';

/** Whether a call of one of the methods is made on what the place holds, or on what its own methods give. */
export function isTold(file: FileFlow, place: PlaceId, methods: readonly string[]): boolean {
  const names = new Set(namesOf(file, place));
  return sitesOf(file).calls.some(
    ({ step: { method, receiver } }) =>
      typeof method === 'string' &&
      receiver !== undefined &&
      methods.includes(method) &&
      namesOf(file, receiver).some((name) => names.has(name)),
  );
}

/** Methods in one chain; whoever writes a longer one says nothing new at its far end. */
const maxChain = 24;

/** The names of the place and of what the calls that gave it were made on: builders give themselves. */
function namesOf(file: FileFlow, place: PlaceId): readonly string[] {
  const names: string[] = [];
  let current: PlaceId | undefined = place;
  while (current !== undefined && file.places[current]?.kind !== 'this' && names.length < maxChain) {
    names.push(nameOf(file, current));
    current = givenBy(sitesOf(file).writersOf(current)[0]?.step);
  }
  return names;
}

function givenBy(step: Step | undefined): PlaceId | undefined {
  if (step?.op === 'copy') return step.source;
  return step?.op === 'call' ? step.receiver : undefined;
}
