import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import { failure } from '../parts.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** In JavaScript a response is read to its end, or destroyed; where it has a `close`, closing is what it needs. */
export function message(loss: Loss, locale: Locale): Message {
  const closed = loss.releases.some((release) => 'method' in release && /^close$/i.test(release.method));
  const better = loss.kind === 'http-response' && !closed ? responseMessage(loss, locale) : {};
  return resourceMessage(loss, locale, better);
}

function responseMessage(loss: Loss, locale: Locale): Partial<Message> {
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  const action = say(
    'Read it to its end, or discard it: `resume()` empties it, `destroy()` or `body.cancel()` ends it.',
  );
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return { what: say('{subject} is neither read nor destroyed.', { subject }), action };
    case 'early-return':
      return {
        what: say('{subject} is neither read nor destroyed when the function returns early.', { subject }),
        action,
      };
    case 'error-callback':
      return {
        what: say('{subject} is neither read nor destroyed on the error branch.', { subject }),
        action,
      };
    case 'exception':
      return {
        what: say('{subject} is neither read nor destroyed {failure}.', {
          subject,
          failure: failure(loss, locale),
        }),
        action,
      };
    default:
      return {};
  }
}
