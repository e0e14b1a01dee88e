import type { Loss } from '../../analysis/finding.ts';
import type { FixRequest, Rule } from '../rule.ts';
import { message } from './message.ts';

export const missingTimeout: Rule = {
  id: 'missing-timeout',
  title: 'A call waits for somebody else without a bound',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'missing-timeout'),
  message,
  fixes,
};

/** No fix is safe: how long is long enough, only the author knows. */
function fixes(loss: Loss): readonly FixRequest[] {
  if (loss.lostPath === 'timeout-without-handler') return [{ kind: 'timeout-handler', safe: false }];
  const requests: FixRequest[] = [];
  if (loss.deadline?.fix !== undefined) requests.push({ kind: 'timeout-option', safe: false });
  if (loss.deadline?.boundedBy.includes('signal') === true)
    requests.push({ kind: 'timeout-signal', safe: false });
  return requests;
}
