/**
 * Firebase: listeners that are undone by calling what they return.
 *
 * Deliberately not listed: the older style with methods (`ref.on`, `doc.onSnapshot`), whose receivers' types
 * are rarely known; apps, which live as long as the process.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const firestore = ['onSnapshot', 'onSnapshotsInSync'].map((name) => `firebase/firestore#${name}`);
const auth = ['onAuthStateChanged', 'onIdTokenChanged', 'beforeAuthStateChanged'].map(
  (name) => `firebase/auth#${name}`,
);
const database = ['onValue', 'onChildAdded', 'onChildChanged', 'onChildMoved', 'onChildRemoved'].map(
  (name) => `firebase/database#${name}`,
);

export const firebase: Family = {
  id: 'firebase',
  language: 'javascript',
  checkedAgainst: [],
  unchecked: { 'firebase/firestore': '12.19.0', 'firebase/auth': '12.19.0', 'firebase/database': '12.19.0' },
  sameAs: {
    '@firebase/firestore': 'firebase/firestore',
    '@firebase/auth': 'firebase/auth',
    '@firebase/database': 'firebase/database',
  },
  resources: [
    {
      id: 'firebase.Unsubscribe',
      kind: 'subscription',
      noun: 'listener',
      rule: 'unremoved-listener',
      cost: 'goes on receiving changes, and keeps what it captures alive',
      releases: [{ call: true }],
      discipline: 'evidence',
      documentation: 'https://firebase.google.com/docs/firestore/query-data/listen#detach_a_listener',
    },
  ],
  acquisitions: [
    { call: [...firestore, ...auth, ...database], resource: 'firebase.Unsubscribe', yields: 'result' },
  ],
  registrations: [
    {
      call: [...firestore, ...auth],
      event: null,
      handler: 1,
      undo: [{ result: 'call' }],
      receiver: 'global',
    },
    {
      call: database,
      event: null,
      handler: 1,
      undo: [{ result: 'call' }],
      receiver: 'global',
      unless: [
        { argument: 2, property: 'onlyOnce', equals: [true] },
        { argument: 3, property: 'onlyOnce', equals: [true] },
      ],
    },
  ],
  callbacks: [{ call: [...auth, ...database], argument: 1, runs: 'many-later' }],
};
