import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const lostCancel: Rule = {
  id: 'lost-cancel',
  title: 'A cancel function is dropped, or made after the call that it should cancel',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'lost-cancel'),
  message,
  // Where to abort by a controller is a decision, so nothing is edited; a cancel function is to be called in any case.
  fixes: (loss) => (loss.releases.some((release) => 'call' in release) ? resourceFixes(loss) : []),
};
