/** Addresses that are mostly no further away than a file: those of archives and of files. */
import type { Deadline, Scalar } from '../catalogue/model.ts';
import type { FileFlow, Literal } from '../flow/graph.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/**
 * Whether the function asks what sort of address it has and knows one of the sorts that are here on the machine. Who
 * looks through a class path opens what may be anywhere, and mostly is not.
 */
export function isMostlyLocal(file: FileFlow, site: CallSite, { local }: Deadline): boolean {
  if (local === undefined) return false;
  return (
    sitesOf(file)
      .callsIn(site.function)
      .some(({ step }) => step.method === local.asks) && knows(file, site, local.answers)
  );
}

function knows(file: FileFlow, site: CallSite, answers: readonly Scalar[]): boolean {
  return file
    .graph(site.function)
    .blocks.some(({ steps }) => steps.some((step) => step.op === 'literal' && isAmong(step.value, answers)));
}

function isAmong(value: Literal, answers: readonly Scalar[]): boolean {
  return answers.some((one) => one === value);
}
