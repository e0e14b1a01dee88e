import type { Loss } from '../../analysis/finding.ts';
import type { Message } from '../rule.ts';
import { failure, resourceMessage } from '../sentences.ts';
import { subjectOf } from '../wording.ts';

/** A transaction is not «released»: it is committed or rolled back, and until then it holds its locks. */
export function message(loss: Loss): Message {
  return loss.kind === 'transaction'
    ? resourceMessage(loss, transactionMessage(loss))
    : resourceMessage(loss);
}

function transactionMessage(loss: Loss): Partial<Message> {
  const open = `${subjectOf(loss)} is neither committed nor rolled back`;
  const action =
    'Commit it on success and roll it back in a `catch`, or use the form that takes a function and does both.';
  switch (loss.lostPath) {
    case 'never':
    case 'discarded':
      return { what: `${open}.`, action };
    case 'early-return':
      return { what: `${open} when the function returns early.`, action };
    case 'error-callback':
      return { what: `${open} on the error branch.`, action };
    case 'exception':
      return { what: `${open} ${failure(loss)}.`, action };
    default:
      return {};
  }
}
