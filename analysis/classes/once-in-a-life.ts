/** What happens once in the life of an instance: in its constructor, or in private steps of nothing else, in no loop. */
import type { FileFlow, FunctionId, SourceRange } from '../flow/graph.ts';
import { inLoop } from '../ownership/order.ts';
import { callsByName } from '../trace/calls-by-name.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** Whether the call happens once for each instance at most. */
export function isOnceInALife(file: FileFlow, by: FunctionId, { start, end }: SourceRange): boolean {
  const site = sitesOf(file)
    .callsIn(by)
    .find(({ step }) => step.range.start === start && step.range.end === end);
  return site !== undefined && happensOnce(file, site, []);
}

/** What comes back to itself happens more often. */
function happensOnce(file: FileFlow, site: CallSite, inner: readonly FunctionId[]): boolean {
  const { function: id, block } = site;
  if (inner.includes(id) || inLoop(file.graph(id), block)) return false;
  const info = file.functions[id];
  if (info === undefined) return false;
  if (info.kind === 'constructor') return true;
  const member = file.classes.flatMap(({ members }) => members).find((one) => one.function === id);
  if (member?.kind !== 'method' || !member.private) return false;
  const calls = callsByName(file, member.name) ?? [];
  return calls.length > 0 && calls.every((one) => happensOnce(file, one, [...inner, id]));
}
