/**
 * RxJS. A subscription ends with its source, with operators such as `take` and `takeUntil`, or with
 * `unsubscribe`; which of them a program relies on the call does not show. So one counts only where code
 * shows that it means to unsubscribe.
 *
 * Deliberately not listed: creation functions (`interval`, `fromEvent`), which do nothing until somebody
 * subscribes; `firstValueFrom` and `lastValueFrom`, which unsubscribe; subjects, which hold no more than
 * their subscribers.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const subjects = ['Subject', 'BehaviorSubject', 'ReplaySubject', 'AsyncSubject', 'ConnectableObservable'];
const creators = [
  'of',
  'from',
  'interval',
  'timer',
  'fromEvent',
  'merge',
  'combineLatest',
  'concat',
  'defer',
  'race',
  'zip',
  'forkJoin',
];

export const rxjs: Family = {
  id: 'rxjs',
  language: 'javascript',
  checkedAgainst: ['rxjs'],
  supertypes: Object.fromEntries(subjects.map((name) => [`rxjs#${name}`, ['rxjs#Observable']])),
  resources: [
    {
      id: 'rxjs.Subscription',
      kind: 'subscription',
      noun: 'subscription',
      rule: 'unremoved-listener',
      cost: 'keeps the observer and all that it captures alive as long as the source lives',
      types: ['rxjs#Subscription'],
      releases: [{ method: 'unsubscribe' }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'evidence',
      documentation: 'https://rxjs.dev/guide/subscription',
    },
  ],
  acquisitions: [
    {
      call: ['rxjs#Observable::subscribe', 'rxjs#ConnectableObservable::connect'],
      resource: 'rxjs.Subscription',
      yields: 'result',
    },
  ],
  behaviours: [
    { call: creators.map((name) => `rxjs#${name}`), returns: { type: 'rxjs#Observable' }, throws: 'never' },
    {
      call: ['rxjs#Observable::pipe', 'rxjs#Subject::asObservable'],
      returns: { type: 'rxjs#Observable' },
      throws: 'never',
    },
  ],
  sinks: [{ call: 'rxjs#Subscription::add', argument: 0, effect: 'owns' }],
  callbacks: [{ call: 'rxjs#Observable::subscribe', argument: 0, runs: 'many-later' }],
};
