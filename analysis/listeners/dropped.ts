/** Registrations that are ended by what they return, and nobody keeps it. */
import type { Registration } from '../catalogue/model.ts';
import type { FileFlow } from '../flow/graph.ts';
import { classAround } from '../classes/families.ts';
import { contextOf } from '../ownership/context.ts';
import { settlingsOf } from '../settling/index.ts';
import type { CallSite } from '../trace/sites.ts';
import { mayHold } from './conditions.ts';
import type { Finding } from './index.ts';
import { isGuarded, lastMethodAround } from './lifetimes.ts';

export function droppedResult(file: FileFlow, site: CallSite, known: Registration): Finding | null {
  const info = file.functions[site.function];
  if (info === undefined || info.kind === 'module' || mayHold(file, site, known.unless)) return null;
  // An array that takes the registration over is the last argument.
  const handler = known.handler < 0 ? site.step.arguments.length + known.handler : known.handler;
  if (site.step.arguments.length > handler + 2) return null;
  if (contextOf({ ...file, path: '' }, info) === 'process-lifetime' || isGuarded(file, site.function))
    return null;
  if (known.receiver === 'global')
    return {
      lostPath: 'discarded',
      // An extension is activated once in its host, and again only after it has been switched off.
      evidence:
        known.untilExit !== true && isKeeperOf(file, site) && info.name !== 'activate' ? 'certain' : 'likely',
      path: [],
    };
  // Who handed it in mostly lets it go soon (a token for one request): silence. But where the answer comes from elsewhere, it stays until then.
  const settlings = settlingsOf({
    file,
    site,
    releases: () => false,
    mayThrow: () => false,
    holders: new Set(),
    ownCallbackEnds: true,
    callback: handler,
  });
  const raced = settlings !== null && settlings.own.settles && settlings.all.some((one) => one.unclean);
  return raced ? { lostPath: 'discarded', evidence: 'certain', path: [] } : null;
}

/** A class without an end may be meant to live as long as the process; any other caller comes again. */
function isKeeperOf(file: FileFlow, site: CallSite): boolean {
  return classAround(file, site.function) === null || lastMethodAround(file, site.function) !== null;
}
