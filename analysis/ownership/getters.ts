/**
 * What a plain getter gives: the same each time, as far as one function shows, so that `getProxy() != null` is decided
 * once per path. A field that is read is the same value anyway; what a call gives is another each time, unless it is
 * known here to be no more than that. Only getters that are tested more than once are looked at, and none in a loop,
 * where it mostly says how far something has come.
 */
import type { Callee } from './callee.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** By what tests of what a method gives are counted. */
export function getterKey(method: string): string {
  return `.${method}()`;
}

export function isGetterKey(key: string | undefined): key is string {
  return key?.endsWith('()') === true;
}

/** What the getter gives whenever it is asked; null where it is none, or where this function has set the field. */
export function givenByGetter(walk: Walk, state: State, call: Call, callee: Callee | null): ValueId | null {
  const { activity } = walk.run;
  const { receiver, method } = call;
  if (callee === null || receiver === null || method === null || call.arguments.length > 0) return null;
  if (!activity.family.recurs(activity.root.id, getterKey(method))) return null;
  const field = fieldOf(callee);
  if (field === null || state.fields.get(`${receiver}.${field}`) !== undefined) return null;
  const { range } = call.step;
  return activity.values.intern(`got:${receiver}.${method}`, { kind: 'unknown', getter: method }, { range })
    .id;
}

/** The field that is all that the method reads and returns. */
function fieldOf({ file, function: info }: Callee): string | null {
  if (info.kind !== 'method' || info.async || info.generator || info.parameters.length > 0) return null;
  const [only, ...more] = file.graph(info.id).blocks;
  const [load, another] = only?.steps ?? [];
  if (only === undefined || more.length > 0 || another !== undefined || load?.op !== 'load') return null;
  const isOwn = load.object === info.thisPlace && load.computed === undefined;
  return isOwn && only.terminator.kind === 'return' && only.terminator.value === load.target
    ? load.key
    : null;
}
