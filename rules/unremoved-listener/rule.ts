import type { Loss } from '../../analysis/finding.ts';
import { resourceFixes } from '../remedies.ts';
import type { FixRequest, Rule } from '../rule.ts';
import { message } from './message.ts';

export const unremovedListener: Rule = {
  id: 'unremoved-listener',
  title: 'A listener, subscription, watcher or observer outlives the one who made it',
  status: 'stable',
  run: (losses) => losses.filter((loss) => loss.rule === 'unremoved-listener'),
  message,
  fixes,
};

function fixes(loss: Loss): readonly FixRequest[] {
  switch (loss.lostPath) {
    case 'other-handler':
      return [{ kind: 'same-handler', safe: false }];
    case 'never-removed':
      return [{ kind: 'remove-listener', safe: false }];
    case 'forgotten-field':
      return [{ kind: loss.kind === 'listener' ? 'remove-listener' : 'release-in-dispose', safe: false }];
    default:
      return resourceFixes(loss);
  }
}
