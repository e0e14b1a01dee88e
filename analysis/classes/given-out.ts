/** Fields that a getter gives out, and that whoever asked gives back. */
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { sitesOf } from '../trace/sites.ts';
import type { Coverage, Kept } from './coverage.ts';
import type { FileView } from './view.ts';

/** Whether the same file gets it by a method that returns it, and releases what it got: `storage.getOutput().close()`. */
export function isReleasedByAskers(view: FileView, coverage: Coverage, kept: Kept): boolean {
  const { file } = view;
  const getters = new Set(
    coverage
      .usesOf(kept)
      .filter((use) => use.how === 'returned')
      .map((use) => use.function),
  );
  if (getters.size === 0) return false;
  const names = new Set(
    file.classes.flatMap(({ members }) =>
      members
        .filter((member) => member.function !== null && getters.has(member.function))
        .map(({ name }) => name),
    ),
  );
  return sitesOf(file).calls.some(
    ({ step }) => typeof step.method === 'string' && names.has(step.method) && isReleased(file, step.target),
  );
}

function isReleased(file: FileFlow, place: PlaceId): boolean {
  const { calls, places } = aliasesOf(file, place);
  return (
    calls.some(({ step: { method } }) => typeof method === 'string' && isReleaseVerb(method)) ||
    [...places].some((one) =>
      sitesOf(file)
        .readersOf(one)
        .some(({ step }) => step.op === 'release'),
    )
  );
}
