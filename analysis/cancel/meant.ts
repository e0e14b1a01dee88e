/** The call that a controller was to cancel, though it is made too late for that. */
import type { FileFlow } from '../flow/graph.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** An earlier call of the same function that is given a signal of somebody else. */
export function callMeant(file: FileFlow, made: CallSite, member: string): CallSite | null {
  const sites = sitesOf(file);
  for (const site of sites.calls) {
    if (
      site.function !== made.function ||
      site.step.range.start >= made.step.range.start ||
      !site.step.awaited
    )
      continue;
    for (const argument of site.step.arguments) {
      const gives = sites
        .writersOf(argument.value)
        .some(
          ({ step }) => step.op === 'object' && step.properties.some((property) => property.key === member),
        );
      if (gives) return site;
    }
  }
  return null;
}
