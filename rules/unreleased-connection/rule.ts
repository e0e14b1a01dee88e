import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const unreleasedConnection: Rule = {
  id: 'unreleased-connection',
  title: 'A connection, transaction, cursor or lock is taken and not given back on every path',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'unreleased-connection'),
  message,
  fixes: resourceFixes,
};
