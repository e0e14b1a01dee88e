/** Answers that are read piece by piece for as long as there are any: a bound for the whole would break them off. */
import type { Deadline } from '../catalogue/model.ts';
import type { FileFlow } from '../flow/graph.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** Whether the answer is read so: `async for piece in response.content.iter_any()`. */
export function isStreamed(file: FileFlow, site: CallSite, { streamed }: Deadline): boolean {
  if (streamed === undefined) return false;
  const { places } = aliasesOf(file, site.step.target);
  return sitesOf(file).loads.some(
    ({ step }) =>
      step.key === streamed.member &&
      places.has(step.object) &&
      aliasesOf(file, step.target).calls.some((one) => streamed.methods.includes(one.step.method ?? '')),
  );
}
