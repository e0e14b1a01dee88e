import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { oneOf } from '../wording.ts';

/** A file opened only to create or empty it is a habit of its own, with a remedy of its own. */
export function message(loss: Loss): Message {
  if (loss.lostPath !== 'discarded') return resourceMessage(loss);
  return resourceMessage(loss, {
    what: `\`${loss.callee}\` opens ${oneOf(loss.noun)} that nobody keeps, so it is never closed.`,
  });
}
