/** Whether somebody else gets hold of what waits, or bounds the wait from outside. */
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import type { Aliases } from '../trace/aliases.ts';
import { isResultIgnored } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import { nameOf } from '../trace/names.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** The handle (a request, a socket) is returned, stored or lent: whoever has it may set a timeout on it. */
export function isHandedOver(catalogue: Catalogue, file: FileFlow, aliases: Aliases): boolean {
  if (aliases.held) return true;
  if (
    aliases.storedIn.some(
      (store) => store.step.key === null || !nameOf(file, store.step.object).startsWith('this:'),
    )
  )
    return true;
  if (aliases.returnedBy.some((id) => !isResultIgnored(file, id))) return true;
  return aliases.passedTo.some(({ site, argument }) => !isBorrowed(catalogue, file, site, argument));
}

function isBorrowed(catalogue: Catalogue, file: FileFlow, site: CallSite, argument: number): boolean {
  if (site.step.method === 'pipe' || site.step.reference?.kind === 'global') return true;
  return entriesOf(catalogue, file, site).some(
    (entry) =>
      entry.sinks.some((sink) => sink.argument === 'any' || sink.argument === argument) ||
      entry.ends.some((end) => end.argument === 'any' || end.argument === argument),
  );
}

/** Races and unknown callees that get the promise may bound the wait for it. */
export function isRaced(file: FileFlow, result: PlaceId): boolean {
  const sites = sitesOf(file);
  const seen = new Set<PlaceId>();
  const queue = [result];
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    for (const { step } of sites.readersOf(place)) {
      if (step.op === 'copy' || step.op === 'array') queue.push(step.target);
      else if (
        step.op === 'call' &&
        step.receiver === place &&
        /^(?:then|catch|finally)$/.test(step.method ?? '')
      )
        queue.push(step.target);
      else if (
        step.op === 'call' &&
        step.receiver !== place &&
        step.arguments.some((argument) => argument.value === place)
      ) {
        if (
          step.reference?.kind === 'global' &&
          /^(?:Promise\.(?:all|allSettled|resolve))$/.test(step.reference.path.join('.'))
        )
          queue.push(step.target);
        else if (
          step.method === 'push' ||
          (step.reference?.kind === 'global' && step.reference.path[0] === 'console')
        )
          continue;
        else return true;
      }
    }
  }
  return false;
}
