import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { capital, oneOf } from '../wording.ts';

/** These things are made to be shared, so the advice is to share them; to close them is the second best. */
export function message(loss: Loss): Message {
  const { lostPath, noun } = loss;
  if (lostPath !== 'per-call' && lostPath !== 'never' && lostPath !== 'discarded')
    return resourceMessage(loss);
  return resourceMessage(loss, {
    what: `${capital(oneOf(noun))} is made on each call, and neither shared nor closed.`,
    action: `Make the ${noun} once, at module level or in a field, and use it for all calls; or close it before the call ends.`,
  });
}
