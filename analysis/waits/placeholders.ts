/** What stands in a field until the real one takes its place. */
import type { FileFlow } from '../flow/graph.ts';
import { membersHolding } from '../trace/aliases.ts';
import { originsOf, storesTo } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/**
 * Whether it is made without any options, as a field of something that is being made, and the file puts another into
 * that field: what waits is that one.
 */
export function isPlaceholder(file: FileFlow, site: CallSite): boolean {
  const [options, ...more] = site.step.arguments;
  const isPlain =
    options !== undefined &&
    more.length === 0 &&
    originsOf(file, options.value).every(
      (origin) => origin.kind === 'object' && origin.step.properties.length === 0,
    );
  return (
    isPlain &&
    sitesOf(file)
      .readersOf(site.step.target)
      .some(
        ({ step }) =>
          step.op === 'object' &&
          membersHolding(step, site.step.target).some((member) => storesTo(file, member).length > 0),
      )
  );
}
