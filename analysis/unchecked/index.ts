/**
 * Work with the result of a call before its error is looked at. Where the call failed there is no result, so what is
 * reached for in it ends the program. Only what stands right behind the call: any test or any other call may be the
 * check.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, PlaceId, Step } from '../flow/graph.ts';
import { entriesOf } from '../trace/entries.ts';
import { lossOfResource } from '../trace/loss.ts';
import { callsOn } from '../trace/named.ts';
import { operandsOf, type CallSite } from '../trace/sites.ts';

export const unchecked: Detector = ({ project, file }) => {
  const losses: Loss[] = [];
  for (const site of callsOn(project.catalogue, file, 'reached-into')) {
    if (file.functions[site.function]?.broken === true) continue;
    const found = resultOf(project.catalogue, file, site);
    const use = found === null ? null : useBeforeTest(file, site, found);
    if (found === null || use === null) continue;
    losses.push({
      ...lossOfResource(file, site, found.resource),
      lostPath: 'unchecked',
      evidence: 'certain',
      holder: { kind: 'local', place: use.place, name: use.name },
      path: [
        { role: 'acquired', range: site.step.range },
        { role: 'note', range: use.step.range, subject: 'used here, before the error is checked' },
      ],
    });
  }
  return losses;
};

interface Result {
  readonly resource: ResourceType;
  readonly part: string;
  readonly failure: string;
}

/** What the call gives beside an error, where its members are what one works with. */
function resultOf(catalogue: Catalogue, file: FileFlow, site: CallSite): Result | null {
  for (const { acquisitions } of entriesOf(catalogue, file, site))
    for (const acquisition of acquisitions) {
      const resource = catalogue.resource(acquisition.resource);
      const [part, more] = acquisition.part ?? [];
      const failure = acquisition.failure?.[0];
      if (
        resource?.members !== undefined &&
        part !== undefined &&
        more === undefined &&
        failure !== undefined
      )
        return { resource, part, failure };
    }
  return null;
}

interface Use {
  readonly step: Step;
  readonly place: PlaceId;
  readonly name: string;
}

/** The first member of the result that is read in the block of the call, where nobody is asked of the error before. */
function useBeforeTest(file: FileFlow, site: CallSite, { part, failure }: Result): Use | null {
  const steps = file.graph(site.function).blocks[site.block]?.steps ?? [];
  const results = new Set<PlaceId>();
  const errors = new Set<PlaceId>();
  let name: string | null = null;
  let holder: PlaceId | null = null;
  for (const step of steps.slice(site.index + 1)) {
    if (step.op === 'load' && step.object === site.step.target) {
      if (step.key === part) results.add(step.target);
      if (step.key === failure) errors.add(step.target);
    } else if (step.op === 'copy' && results.has(step.source)) {
      results.add(step.target);
      const place = file.places[step.target];
      if (place?.kind === 'variable') [name, holder] = [place.name, step.target];
    } else if (step.op === 'copy' && errors.has(step.source)) errors.add(step.target);
    else if (step.op === 'load' && results.has(step.object))
      return name === null || holder === null ? null : { step, place: holder, name };
    else if (step.op === 'call' || operandsOf(step).some((place) => errors.has(place))) return null;
  }
  return null;
}
