/** Whether anybody sees to a stream when the other end of its pipe fails. In doubt somebody does. */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { aliasesOf, type Aliases } from '../trace/aliases.ts';
import { functionsAt, isResultIgnored, isWithin } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import type { CallSite } from '../trace/sites.ts';

export function isTakenCareOf(
  catalogue: Catalogue,
  file: FileFlow,
  stream: PlaceId,
  pipe: CallSite,
): boolean {
  const aliases = aliasesOf(file, stream);
  return isReleased(file, aliases) || isKeptElsewhere(catalogue, file, aliases, pipe);
}

/**
 * Some code destroys, closes or unpipes it: a handler on the other end, a `finally`, a `finished(…)`. Only
 * handlers on the stream itself do not count: they see its own end, not the other's.
 */
function isReleased(file: FileFlow, aliases: Aliases): boolean {
  const own = aliases.calls.flatMap(({ step }) =>
    step.arguments.flatMap((argument) => functionsAt(file, argument.value)),
  );
  return aliases.calls.some(({ function: inside, step }) => {
    if (typeof step.method !== 'string') return true;
    if (!isReleaseVerb(step.method) && step.method !== 'unpipe') return false;
    return !own.some((id) => isWithin(file, inside, id));
  });
}

/** Returned, stored or given to somebody (`finished`, `pump`, a helper), who may watch both ends. */
function isKeptElsewhere(catalogue: Catalogue, file: FileFlow, aliases: Aliases, pipe: CallSite): boolean {
  if (aliases.held || aliases.storedIn.length > 0) return true;
  if (aliases.returnedBy.some((id) => !isResultIgnored(file, id))) return true;
  return aliases.passedTo.some(({ site }) => {
    // Being the target of a pipe is what this is about.
    if (site.step.range.start === pipe.step.range.start || site.step.method === pipe.step.method)
      return false;
    return !entriesOf(catalogue, file, site).some((entry) =>
      entry.sinks.some((sink) => sink.effect === 'borrows'),
    );
  });
}
