import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const unsafePipe: Rule = {
  id: 'unsafe-pipe',
  title: 'A stream stays open when the other end of its pipe fails',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'unsafe-pipe'),
  message,
  // `pipeline` ends the target on success and passes errors to a callback, so what the code did on errors may change.
  fixes: () => [{ kind: 'pipeline', safe: false }],
};
