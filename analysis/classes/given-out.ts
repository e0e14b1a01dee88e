/** Fields that a getter gives out, and that whoever asked gives back. */
import { isReleasedSomewhere } from '../trace/released.ts';
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
    ({ step }) =>
      typeof step.method === 'string' && names.has(step.method) && isReleasedSomewhere(file, step.target),
  );
}

/**
 * Whether a method that the class has for others gives it out, and it works by itself: who asks for an executor may be
 * the one that stops it, in whatever file. That the class's release method does not is then no more than likely a
 * mistake. A stream that is asked for is mostly written to and left to its owner.
 */
export function isGivenOut(view: FileView, coverage: Coverage, kept: Kept): boolean {
  const { file } = view;
  if (!/^(?:executor|event-loop)$/.test(kept.site.duty.resource.kind)) return false;
  const own = new Set(
    file.classes.flatMap(({ members }) =>
      members.flatMap((member) =>
        member.private || member.function === null || member.function === kept.site.function
          ? []
          : [member.function],
      ),
    ),
  );
  return coverage.usesOf(kept).some((use) => use.how === 'returned' && own.has(use.function));
}
