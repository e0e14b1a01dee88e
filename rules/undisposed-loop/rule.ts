import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const undisposedLoop: Rule = {
  id: 'undisposed-loop',
  title: 'A worker, server, child process or browser is started and not stopped on every path',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'undisposed-loop'),
  message,
  fixes: resourceFixes,
};
