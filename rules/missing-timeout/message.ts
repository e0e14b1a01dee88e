import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { callOf, nounOf } from '../wording.ts';

export function message(loss: Loss, locale: Locale): Message {
  return {
    what: whatWaits(loss, locale),
    why: whyItMatters(loss, locale),
    action: whatToDo(loss, locale),
  };
}

function whatWaits(loss: Loss, { say }: Locale): string {
  const call = callOf(loss);
  if (loss.lostPath === 'timeout-without-handler') {
    return say('The timeout of {call} only emits an event: nothing ends the wait.', { call });
  }
  return loss.deadline?.without === 'long'
    ? say('{call} may wait for a very long time: no timeout is set.', { call })
    : say('{call} may wait for ever: no timeout is set.', { call });
}

function whyItMatters(loss: Loss, locale: Locale): string {
  const { say } = locale;
  if (loss.kind === 'child-process') return say('A child process that hangs holds up all that waits for it.');
  return say('A peer that accepts and never answers holds up this {noun} and all that waits for it.', {
    noun: nounOf(loss, locale),
  });
}

/** The option that the catalogue knows for this very call, then what holds for every call of its kind. */
function whatToDo(loss: Loss, locale: Locale): string {
  const { say } = locale;
  if (loss.lostPath === 'timeout-without-handler')
    return say("Destroy it when the time is over: `.on('timeout', () => it.destroy(…))`.");
  const { deadline } = loss;
  const option = deadline?.fix?.option;
  const signal = deadline?.boundedBy.includes('signal') === true;
  if (option !== undefined) {
    return signal
      ? say('Set `{option}`, or pass `signal: AbortSignal.timeout(…)`.', { option })
      : say('Set `{option}`.', { option });
  }
  if (signal) return say('Pass `signal: AbortSignal.timeout(…)`.');
  const method = deadline?.methods?.[0];
  return method === undefined ? say('Set a timeout.') : say('Call `{method}(…)` on it.', { method });
}
