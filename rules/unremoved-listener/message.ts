import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage, releaseMethodOf } from '../sentences.ts';
import { callOf, lastStep } from '../wording.ts';

/** Only listeners have words of their own; watchers, observers and subscriptions are closed like other things. */
export function message(loss: Loss): Message {
  return loss.kind === 'listener' ? resourceMessage(loss, listenerMessage(loss)) : resourceMessage(loss);
}

function listenerMessage(loss: Loss): Partial<Message> {
  const added = `The listener added with ${callOf(loss)}`;
  const step = lastStep(loss, 'release-method');
  switch (loss.lostPath) {
    case 'never':
    case 'never-removed':
    case 'discarded':
      return {
        what: `${added} is never removed.`,
        action:
          'Remove it when its owner is done, or add it with `{ once: true }` or `{ signal }` where that fits.',
      };
    case 'forgotten-field':
      return {
        what: `${added} is not removed by ${releaseMethodOf(loss)}.`,
        action: `Keep the handler in a field, and remove it in ${releaseMethodOf(loss)}.`,
      };
    case 'other-handler':
      return {
        what: `${added} is never removed: the removal names another function.`,
        action: `Keep the handler in a variable, and give that same variable to ${step?.subject === undefined ? 'the removal' : `\`${step.subject}\``}.`,
      };
    case 'abort':
      return { what: `${added} is not removed on the timeout or abort path.` };
    case 'early-return':
      return { what: `${added} is not removed when the function returns early.` };
    default:
      return {};
  }
}
