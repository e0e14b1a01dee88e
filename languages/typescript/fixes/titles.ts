/** What the menu shows. */
import type { Say } from '../../../rules/rule.ts';

/** «Close `fd` in a `finally` block». The verb follows the method that releases. */
export function inFinally(method: string, name: string, say: Say): string {
  return say('{verb} `{name}` in a `finally` block', { verb: verbFor(method, say), name });
}

/** The verb that follows a release method, as a title begins with it. */
export function verbFor(method: string, say: Say): string {
  if (/^(clear|cancel)/i.test(method)) return say('Clear');
  if (/^(release|unlock)/i.test(method)) return say('Release');
  if (/^(destroy|dispose)/i.test(method)) return say('Destroy');
  if (/^(kill|terminate|stop)/i.test(method)) return say('Stop');
  if (/^disconnect/i.test(method)) return say('Disconnect');
  if (/^(end|quit)/i.test(method)) return say('End');
  if (/^(rollback|abort)/i.test(method)) return say('Roll back');
  if (/^revoke/i.test(method)) return say('Revoke');
  return say('Close');
}
