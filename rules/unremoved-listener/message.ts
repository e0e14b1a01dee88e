import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import { releaseMethodOf } from '../parts.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { callOf, lastStep } from '../wording.ts';

/** Only listeners have words of their own; watchers, observers and subscriptions are closed like other things. */
export function message(loss: Loss, locale: Locale): Message {
  return resourceMessage(loss, locale, loss.kind === 'listener' ? listenerMessage(loss, locale) : {});
}

function listenerMessage(loss: Loss, locale: Locale): Partial<Message> {
  const { say } = locale;
  const call = callOf(loss);
  switch (loss.lostPath) {
    case 'never':
    case 'never-removed':
    case 'discarded':
      return {
        what: say('The listener added with {call} is never removed.', { call }),
        action: say(
          'Remove it when its owner is done, or add it with `{ once: true }` or `{ signal }` where that fits.',
        ),
      };
    case 'forgotten-field': {
      const method = releaseMethodOf(loss, locale);
      return {
        what: say('The listener added with {call} is not removed by {method}.', { call, method }),
        action: say('Keep the handler in a field, and remove it in {method}.', { method }),
      };
    }
    case 'other-handler':
      return {
        what: say('The listener added with {call} is never removed: the removal names another function.', {
          call,
        }),
        action: sameHandler(loss, locale),
      };
    case 'abort':
      return {
        what: say('The listener added with {call} is not removed on the timeout or abort path.', { call }),
      };
    case 'early-return':
      return {
        what: say('The listener added with {call} is not removed when the function returns early.', { call }),
      };
    default:
      return {};
  }
}

function sameHandler(loss: Loss, { say }: Locale): string {
  const removal = lastStep(loss, 'release-method')?.subject;
  return removal === undefined
    ? say('Keep the handler in a variable, and give that same variable to the removal.')
    : say('Keep the handler in a variable, and give that same variable to `{removal}`.', { removal });
}
