/** The sentences of the related information: one for each station of the lost path. */
import type { Loss, PathStep } from '../analysis/finding.ts';
import type { ResourceKind } from '../analysis/catalogue/model.ts';
import { releaseMethodOf } from './sentences.ts';
import { fieldOf, verbOf } from './wording.ts';

/** What the reader is told at this station. A fragment, as editors show it after the place. */
export function stepSentence(step: PathStep, loss: Loss): string {
  const { done, doing, bare } = verbOf(loss);
  const subject = step.subject === undefined ? null : `\`${step.subject}\``;
  const sure = loss.evidence === 'certain' || loss.evidence === 'proven';
  switch (step.role) {
    case 'acquired':
      return loss.deadline === undefined ? `${beginnings[loss.kind] ?? 'opened'} here` : 'waits here';
    case 'stored':
      return step.subject === undefined ? 'kept here' : `kept in ${placeOf(step.subject, loss)} here`;
    case 'lent':
      return `lent to ${subject ?? 'this call'} here, which does not ${bare} it`;
    case 'released-elsewhere':
      return `${done} here, but not on the path that loses it`;
    case 'branch':
      return subject === null ? 'this branch is taken' : `this branch on ${subject} is taken`;
    case 'throws':
      return subject === null ? 'throws here' : `${subject} ${sure ? 'throws' : 'may throw'} here`;
    case 'rejects':
      return subject === null ? 'rejects here' : `${subject} ${sure ? 'rejects' : 'may reject'} here`;
    case 'returns':
      return `returns here without ${doing} it`;
    case 'ends':
      return `${subject === null ? 'the function' : subject} ends here without ${doing} it`;
    case 'overwritten':
      return `replaced here without being ${done}`;
    case 'next-round':
      return `the next round begins here, and the last one is not ${done}`;
    case 'callback':
      return subject === null ? 'goes on in this callback' : `goes on in the callback of ${subject}`;
    case 'release-method':
      return `${releaseMethodOf(loss)} does not ${bare} it`;
    case 'note':
      return step.subject ?? 'see here';
  }
}

function placeOf(name: string, { holder }: Loss): string {
  return holder.kind === 'field' && holder.name === name ? fieldOf(name) : `\`${name}\``;
}

/** How a resource comes to be, where «opened» is not the word. */
const beginnings: Readonly<Partial<Record<ResourceKind, string>>> = {
  worker: 'started',
  'child-process': 'started',
  server: 'started',
  browser: 'started',
  timer: 'started',
  transaction: 'begun',
  'http-request': 'sent',
  listener: 'added',
  subscription: 'made',
  watcher: 'started',
  observer: 'made',
  connection: 'taken',
  lock: 'taken',
  pool: 'made',
  client: 'made',
  agent: 'made',
  cancellation: 'made',
  channel: 'made',
  interface: 'made',
  executor: 'made',
  'event-loop': 'made',
  'object-url': 'made',
  disposable: 'made',
};
