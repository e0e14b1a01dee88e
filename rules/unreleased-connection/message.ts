import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import { failure } from '../parts.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** A transaction is not «released»: it is committed or rolled back, and until then it holds its locks. */
export function message(loss: Loss, locale: Locale): Message {
  return resourceMessage(loss, locale, loss.kind === 'transaction' ? transactionMessage(loss, locale) : {});
}

function transactionMessage(loss: Loss, locale: Locale): Partial<Message> {
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  const action = say(
    'Commit it on success and roll it back in a `catch`, or use the form that takes a function and does both.',
  );
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return { what: say('{subject} is neither committed nor rolled back.', { subject }), action };
    case 'early-return':
      return {
        what: say('{subject} is neither committed nor rolled back when the function returns early.', {
          subject,
        }),
        action,
      };
    case 'error-callback':
      return {
        what: say('{subject} is neither committed nor rolled back on the error branch.', { subject }),
        action,
      };
    case 'exception':
      return {
        what: say('{subject} is neither committed nor rolled back {failure}.', {
          subject,
          failure: failure(loss, locale),
        }),
        action,
      };
    default:
      return {};
  }
}
