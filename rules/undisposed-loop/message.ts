import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** What runs by itself goes on running: that says more than that nothing ended it. */
export function message(loss: Loss, locale: Locale): Message {
  // It ends at last where nothing refers to it any more.
  if (loss.resource?.collected === true) return resourceMessage(loss, locale);
  if (loss.lostPath !== 'never' && loss.lostPath !== 'discarded') return resourceMessage(loss, locale);
  return resourceMessage(loss, locale, { what: neverEnds(loss, locale) });
}

function neverEnds(loss: Loss, locale: Locale): string {
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  switch (loss.kind) {
    case 'worker':
      return say('{subject} is never terminated, so it keeps running.', { subject });
    case 'server':
    case 'browser':
      return say('{subject} is never closed, so it keeps running.', { subject });
    default:
      return say('{subject} is never stopped, so it keeps running.', { subject });
  }
}
