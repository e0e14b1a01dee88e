import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';

export function message(loss: Loss): Message {
  return resourceMessage(loss);
}
