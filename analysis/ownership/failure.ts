/**
 * Calls that give an error beside their result: the path goes on twice, once with the resource and no error,
 * once with an error and no resource. So whatever asks for either is decided.
 */
import type { Activity } from './activity.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** The null that says that there was no error. It is a value of its own, because much can be asked of errors. */
export function noError(activity: Activity): ValueId {
  return activity.values.intern('no-error', { kind: 'literal', value: null }).id;
}

/** The error of a call that has acquired nothing. */
export function errorOf(activity: Activity, state: State, site: string): ValueId {
  const { id } = activity.values.intern(`failure:${site}`, { kind: 'unknown' });
  state.learn(id, { truthy: true, nullish: false });
  return id;
}
