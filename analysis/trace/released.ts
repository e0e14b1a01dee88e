/** Whether somebody evidently gives back what a place holds, whatever that is. */
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { aliasesOf } from './aliases.ts';
import { sitesOf } from './sites.ts';

/** It is closed by a method of its own or of somebody else, or at the end of the block that it is declared for. */
export function isReleasedSomewhere(file: FileFlow, place: PlaceId): boolean {
  const { calls, passedTo, places } = aliasesOf(file, place);
  return (
    [...calls, ...passedTo.map(({ site }) => site)].some(
      ({ step: { method } }) => typeof method === 'string' && isReleaseVerb(method),
    ) ||
    [...places].some((one) =>
      sitesOf(file)
        .readersOf(one)
        .some(({ step }) => step.op === 'release'),
    )
  );
}
