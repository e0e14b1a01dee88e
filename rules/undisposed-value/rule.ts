import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const undisposedValue: Rule = {
  id: 'undisposed-value',
  title: 'A disposable value is never disposed of',
  status: 'experimental',
  run: (losses) => losses.filter((loss) => loss.rule === 'undisposed-value'),
  message,
  fixes: resourceFixes,
};
