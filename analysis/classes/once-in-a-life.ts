/** What happens once in the life of an instance: in its constructor, or in private steps of nothing else, in no loop. */
import type { FileFlow, FunctionId, SourceRange } from '../flow/graph.ts';
import { inLoop } from '../ownership/order.ts';
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
  const calls = callsOf(file, member.name);
  return calls.length > 0 && calls.every((one) => happensOnce(file, one, [...inner, id]));
}

/** Every call of a method of this name, on whatever; none where one is handed on, and called who knows how often. */
function callsOf(file: FileFlow, name: string): readonly CallSite[] {
  const { calls, loads } = sitesOf(file);
  const callees = new Set(calls.map(({ step }) => step.callee));
  const isHandedOn = loads.some(({ step }) => step.key === name && !callees.has(step.target));
  return isHandedOn ? [] : calls.filter(({ step }) => step.method === name);
}
