import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { callOf, nounOf } from '../wording.ts';

/** A file opened only to create or empty it is a habit of its own, with a remedy of its own. */
export function message(loss: Loss, locale: Locale): Message {
  if (loss.lostPath !== 'discarded') return resourceMessage(loss, locale);
  return resourceMessage(loss, locale, {
    what: locale.say('{call} opens {one} that nobody keeps, so it is never closed.', {
      call: callOf(loss),
      one: locale.one(nounOf(loss, locale)),
    }),
  });
}
