import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { failure, resourceMessage, releaseMethodOf } from '../sentences.ts';
import { releaseCall, subjectOf } from '../wording.ts';

/** A timer that nobody clears goes off later, or again and again, and keeps what it captured until then. */
export function message(loss: Loss): Message {
  return resourceMessage(loss, timerMessage(loss));
}

function timerMessage(loss: Loss): Partial<Message> {
  const subject = subjectOf(loss);
  const clear = releaseCall(loss) ?? '`clearTimeout(…)`';
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return {
        what: `${subject} is never cleared.`,
        action: `Keep what \`${loss.callee}\` returns, and clear it when its owner is done.`,
      };
    case 'race':
      return {
        what: `${subject} keeps running after the race is decided.`,
        action: `Keep the timer in a variable and clear it in a \`finally\` after the race.`,
      };
    case 'early-return':
      return { what: `${subject} is not cleared when the function returns early.` };
    case 'exception':
      return { what: `${subject} is not cleared ${failure(loss)}.` };
    case 'overwritten':
      return {
        what: `${subject} is replaced by another without being cleared.`,
        action: `Clear the old one with ${clear} first, or return if one is running.`,
      };
    case 'forgotten-field':
      return { action: `Clear it with ${clear} in ${releaseMethodOf(loss)}.` };
    default:
      return {};
  }
}
