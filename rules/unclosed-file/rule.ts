import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const unclosedFile: Rule = {
  id: 'unclosed-file',
  title: 'A file is opened and not closed on every path',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'unclosed-file'),
  message,
  fixes: resourceFixes,
};
