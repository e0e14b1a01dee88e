/** From a verdict on a class to the public form. */
import type { Evidence, Holder, Loss, LostPath, PathStep } from '../finding.ts';
import type { FileFlow } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import type { Site } from './sites.ts';

export interface Verdict {
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly holder: Holder;
  /** What follows the acquisition. */
  readonly path: readonly PathStep[];
}

export function lossOf(file: FileFlow, site: Site, verdict: Verdict): Loss | null {
  const info = file.functions[site.function];
  if (info === undefined || info.broken) return null;
  const { duty } = site;
  return {
    file: file.path,
    rule: duty.resource.rule,
    kind: duty.resource.kind,
    resource: duty.resource,
    noun: duty.resource.noun,
    acquisition: duty.range,
    nameRange: duty.nameRange,
    callee: duty.callee,
    lostPath: verdict.lostPath,
    evidence: verdict.evidence,
    holder: verdict.holder,
    path: [{ role: 'acquired', range: duty.range, subject: duty.callee }, ...verdict.path],
    function: duty.function,
    releases: duty.resource.releases,
    context: contextOf(file, info),
    alsoAt: [],
  };
}
