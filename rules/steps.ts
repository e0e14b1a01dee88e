/** The sentences of the related information: one for each station of the lost path. */
import type { Loss, PathStep } from '../analysis/finding.ts';
import type { ResourceKind } from '../analysis/catalogue/model.ts';
import type { Locale } from './locale.ts';
import { releaseMethodOf } from './parts.ts';
import { fieldOf, verbOf } from './wording.ts';

/** What the reader is told at this station. A fragment, as editors show it after the place. */
export function stepSentence(step: PathStep, loss: Loss, locale: Locale): string {
  const { say } = locale;
  const { done, doing, bare } = verbOf(loss, locale);
  const subject = step.subject === undefined ? null : `\`${step.subject}\``;
  const sure = loss.evidence === 'certain' || loss.evidence === 'proven';
  switch (step.role) {
    case 'acquired':
      return loss.deadline === undefined ? say(beginnings[loss.kind] ?? 'opened here') : say('waits here');
    case 'stored':
      return step.subject === undefined
        ? say('kept here')
        : say('kept in {place} here', { place: placeOf(step.subject, loss) });
    case 'lent':
      return subject === null
        ? say('lent to this call here, which does not {bare} it', { bare })
        : say('lent to {subject} here, which does not {bare} it', { subject, bare });
    case 'released-elsewhere':
      return say('{done} here, but not on the path that loses it', { done });
    case 'branch':
      return subject === null
        ? say('this branch is taken')
        : say('this branch on {subject} is taken', { subject });
    case 'throws':
      if (subject === null) return say('throws here');
      return sure ? say('{subject} throws here', { subject }) : say('{subject} may throw here', { subject });
    case 'rejects':
      if (subject === null) return say('rejects here');
      return sure
        ? say('{subject} rejects here', { subject })
        : say('{subject} may reject here', { subject });
    case 'returns':
      return say('returns here without {doing} it', { doing });
    case 'ends':
      return subject === null
        ? say('the function ends here without {doing} it', { doing })
        : say('{subject} ends here without {doing} it', { subject, doing });
    case 'overwritten':
      return say('replaced here without being {done}', { done });
    case 'next-round':
      return say('the next round begins here, and the last one is not {done}', { done });
    case 'callback':
      return subject === null
        ? say('goes on in this callback')
        : say('goes on in the callback of {subject}', { subject });
    case 'release-method':
      return say('{method} does not {bare} it', { method: releaseMethodOf(loss, locale), bare });
    case 'note':
      return noteSentence(step, locale);
  }
}

/** What the analysis says of its own accord. */
function noteSentence({ subject }: PathStep, { say }: Locale): string {
  switch (subject) {
    case 'raced here':
      return say('raced here');
    case 'this call has another signal':
      return say('this call has another signal');
    case 'used here, before the error is checked':
      return say('used here, before the error is checked');
    default:
      return subject ?? say('see here');
  }
}

function placeOf(name: string, loss: Loss): string {
  const { holder } = loss;
  return holder.kind === 'field' && holder.name === name ? fieldOf(loss, name) : `\`${name}\``;
}

/** How a resource comes to be, where «opened» is not the word. */
const beginnings: Readonly<Partial<Record<ResourceKind, string>>> = {
  worker: 'started here',
  'child-process': 'started here',
  server: 'started here',
  browser: 'started here',
  timer: 'started here',
  transaction: 'begun here',
  'http-request': 'sent here',
  listener: 'added here',
  subscription: 'made here',
  watcher: 'started here',
  observer: 'made here',
  connection: 'taken here',
  lock: 'taken here',
  pool: 'made here',
  client: 'made here',
  agent: 'made here',
  cancellation: 'made here',
  channel: 'made here',
  interface: 'made here',
  executor: 'made here',
  'event-loop': 'made here',
  'object-url': 'made here',
  disposable: 'made here',
};
