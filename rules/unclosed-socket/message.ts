import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { failure, resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** A response is not «closed» by its reader: it is read to its end, or destroyed. */
export function message(loss: Loss): Message {
  return loss.kind === 'http-response' ? resourceMessage(loss, responseMessage(loss)) : resourceMessage(loss);
}

function responseMessage(loss: Loss): Partial<Message> {
  const subject = subjectOf(loss);
  const action =
    'Read it to its end, or discard it: `resume()` empties it, `destroy()` or `body.cancel()` ends it.';
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return { what: `${subject} is neither read nor destroyed.`, action };
    case 'early-return':
      return { what: `${subject} is neither read nor destroyed when the function returns early.`, action };
    case 'error-callback':
      return { what: `${subject} is neither read nor destroyed on the error branch.`, action };
    case 'exception':
      return { what: `${subject} is neither read nor destroyed ${failure(loss)}.`, action };
    default:
      return {};
  }
}
