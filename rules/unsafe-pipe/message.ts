import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

export function message(loss: Loss): Message {
  return resourceMessage(loss, {
    what: `${subjectOf(loss)} stays open when the other end of the pipe fails.`,
    action: 'Use `pipeline` from `node:stream`, which destroys both ends when one fails.',
  });
}
