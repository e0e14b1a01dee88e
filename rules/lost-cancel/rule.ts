import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const lostCancel: Rule = {
  id: 'lost-cancel',
  title: 'A cancel function is dropped, or made after the call that it should cancel',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'lost-cancel'),
  message,
  // Where to cancel is a decision, so nothing is edited.
  fixes: () => [],
};
