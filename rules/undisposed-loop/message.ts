import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** What runs by itself goes on running: that says more than that nothing ended it. */
export function message(loss: Loss): Message {
  if (loss.lostPath !== 'never' && loss.lostPath !== 'discarded') return resourceMessage(loss);
  return resourceMessage(loss, { what: `${subjectOf(loss)} is never ${ending(loss)}, so it keeps running.` });
}

function ending(loss: Loss): string {
  switch (loss.kind) {
    case 'worker':
      return 'terminated';
    case 'server':
    case 'browser':
      return 'closed';
    default:
      return 'stopped';
  }
}
