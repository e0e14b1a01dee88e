import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';

export function message(loss: Loss, locale: Locale): Message {
  return resourceMessage(loss, locale);
}
