import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

export function message(loss: Loss): Message {
  const { lostPath } = loss;
  if (lostPath === 'cancel-too-late') {
    return resourceMessage(loss, {
      what: `${subjectOf(loss)} is made after the call that it should cancel, so that call cannot be cancelled.`,
      action: 'Make it first, and pass its signal to the call.',
    });
  }
  if (lostPath !== 'cancel-dropped' && lostPath !== 'never' && lostPath !== 'discarded')
    return resourceMessage(loss);
  return resourceMessage(loss, {
    what: `${subjectOf(loss)} is never used to cancel, so what waits on its signal waits for nothing.`,
    action: 'Keep it, and cancel on every way out; or pass no signal at all.',
  });
}
