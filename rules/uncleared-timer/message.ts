import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import { failure, releaseMethodOf } from '../parts.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { callOf, releaseCall, subjectOf } from '../wording.ts';

/** A timer that nobody clears goes off later, or again and again, and keeps what it captured until then. */
export function message(loss: Loss, locale: Locale): Message {
  return resourceMessage(loss, locale, timerMessage(loss, locale));
}

function timerMessage(loss: Loss, locale: Locale): Partial<Message> {
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  const clear = releaseCall(loss) ?? '`clearTimeout(…)`';
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return {
        what: say('{subject} is never cleared.', { subject }),
        action: say('Keep what {call} returns, and clear it when its owner is done.', { call: callOf(loss) }),
      };
    case 'race':
      return {
        what: say('{subject} keeps running after the race is decided.', { subject }),
        action: say('Keep the timer in a variable and clear it in a `finally` after the race.'),
      };
    case 'early-return':
      return { what: say('{subject} is not cleared when the function returns early.', { subject }) };
    case 'exception':
      return {
        what: say('{subject} is not cleared {failure}.', { subject, failure: failure(loss, locale) }),
      };
    case 'overwritten':
      return {
        what: say('{subject} is replaced by another without being cleared.', { subject }),
        action: say('Clear the old one with {clear} first, or return if one is running.', { clear }),
      };
    case 'forgotten-field': {
      const method = releaseMethodOf(loss, locale);
      return { action: say('Clear it with {clear} in {method}.', { clear, method }) };
    }
    default:
      return {};
  }
}
