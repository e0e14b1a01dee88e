import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const unclosedSocket: Rule = {
  id: 'unclosed-socket',
  title: 'A socket, web socket or HTTP response is opened and not closed on every path',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'unclosed-socket'),
  message,
  fixes: resourceFixes,
};
