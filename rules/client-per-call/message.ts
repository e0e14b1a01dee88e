import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { nounOf } from '../wording.ts';

/** These things are made to be shared, so the advice is to share them; to close them is the second best. */
export function message(loss: Loss, locale: Locale): Message {
  const { lostPath } = loss;
  if (lostPath !== 'per-call' && lostPath !== 'never' && lostPath !== 'discarded')
    return resourceMessage(loss, locale);
  const { say } = locale;
  const noun = nounOf(loss, locale);
  return resourceMessage(loss, locale, {
    what: say('{one} is made on each call, and neither shared nor closed.', {
      one: locale.capital(locale.one(noun)),
    }),
    action: say(
      'Make the {noun} once, at module level or in a field, and use it for all calls; or close it before the call ends.',
      { noun },
    ),
  });
}
