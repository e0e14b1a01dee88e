import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const clientPerCall: Rule = {
  id: 'client-per-call',
  title: 'A client, agent or pool is made for each call, neither shared nor closed',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'client-per-call'),
  message,
  fixes: (loss) => [
    ...resourceFixes(loss),
    // Where what it keeps can be bounded, that is the smallest change; how long is long enough the author knows.
    ...(loss.lostPath === 'per-call' ? [{ kind: 'timeout-option', safe: false } as const] : []),
  ],
};
