/** Who calls a method, where nothing but its name is asked. */
import type { FileFlow } from '../flow/graph.ts';
import { sitesOf, type CallSite } from './sites.ts';

/** Every call of a method of this name, on whatever; null where one is handed on, and called who knows how often. */
export function callsByName(file: FileFlow, name: string): readonly CallSite[] | null {
  const { calls, loads } = sitesOf(file);
  const callees = new Set(calls.map(({ step }) => step.callee));
  const isHandedOn = loads.some(({ step }) => step.key === name && !callees.has(step.target));
  return isHandedOn ? null : calls.filter(({ step }) => step.method === name);
}
