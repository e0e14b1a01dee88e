import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

export function message(loss: Loss, locale: Locale): Message {
  const { lostPath } = loss;
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  if (lostPath === 'cancel-too-late') {
    return resourceMessage(loss, locale, {
      what: say('{subject} is made after the call that it should cancel, so that call cannot be cancelled.', {
        subject,
      }),
      action: say('Make it first, and pass its signal to the call.'),
    });
  }
  // The time ends what is left alone.
  const timed =
    loss.timed === true
      ? { why: say('Left alone, it keeps its timer, and what was made under it, until its time is up.') }
      : {};
  if (lostPath !== 'cancel-dropped' && lostPath !== 'never' && lostPath !== 'discarded')
    return resourceMessage(loss, locale, timed);
  if (loss.timed === true)
    return resourceMessage(loss, locale, {
      ...timed,
      what: say('{subject} is never used to cancel, so only the end of its time frees what it keeps.', {
        subject,
      }),
    });
  return resourceMessage(loss, locale, {
    what: say('{subject} is never used to cancel, so what waits on its signal waits for nothing.', {
      subject,
    }),
    action: say('Keep it, and cancel on every way out; or pass no signal at all.'),
  });
}
