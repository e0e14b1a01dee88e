import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { callOf } from '../wording.ts';

export function message(loss: Loss): Message {
  return { what: whatWaits(loss), why: whyItMatters(loss), action: whatToDo(loss) };
}

function whatWaits(loss: Loss): string {
  if (loss.lostPath === 'timeout-without-handler') {
    return `The timeout of ${callOf(loss)} only emits an event: nothing ends the wait.`;
  }
  return loss.deadline?.without === 'long'
    ? `${callOf(loss)} may wait for a very long time: no timeout is set.`
    : `${callOf(loss)} may wait for ever: no timeout is set.`;
}

function whyItMatters(loss: Loss): string {
  if (loss.kind === 'child-process') return 'A child process that hangs holds up all that waits for it.';
  return `A peer that accepts and never answers holds up this ${loss.noun} and all that waits for it.`;
}

/** The option that the catalogue knows for this very call, then what holds for every call of its kind. */
function whatToDo(loss: Loss): string {
  if (loss.lostPath === 'timeout-without-handler')
    return "Destroy it when the time is over: `.on('timeout', () => it.destroy(…))`.";
  const { deadline } = loss;
  const ways = [];
  if (deadline?.fix !== undefined) ways.push(`set \`${deadline.fix.option}\``);
  if (deadline?.boundedBy.includes('signal') === true) ways.push('pass `signal: AbortSignal.timeout(…)`');
  if (ways.length === 0 && deadline?.methods?.[0] !== undefined)
    ways.push(`call \`${deadline.methods[0]}(…)\` on it`);
  const text = ways.length === 0 ? 'set a timeout' : ways.join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
