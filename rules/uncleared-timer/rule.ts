import type { Loss } from '../../analysis/finding.ts';
import { resourceFixes } from '../remedies.ts';
import type { FixRequest, Rule } from '../rule.ts';
import { message } from './message.ts';

export const unclearedTimer: Rule = {
  id: 'uncleared-timer',
  title: 'A timer is started and not cleared when its owner is done',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'uncleared-timer'),
  message,
  fixes,
};

/** Once the race is decided the timer's only effect is lost, so to clear it keeps behaviour. */
function fixes(loss: Loss): readonly FixRequest[] {
  return loss.lostPath === 'race' ? [{ kind: 'clear-losing-timer', safe: true }] : resourceFixes(loss);
}
