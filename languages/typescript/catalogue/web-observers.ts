/** Who listens and observes on the web platform, and the stacks that dispose of what they are given. */
import type { Acquisition, Family, ResourceType } from '../../../analysis/catalogue/model.ts';

const MDN = 'https://developer.mozilla.org/docs/Web';

const observers = ['IntersectionObserver', 'MutationObserver', 'ResizeObserver', 'PerformanceObserver'];

function observer(name: string): ResourceType {
  return {
    id: `web.${name}`,
    kind: 'observer',
    noun: name.replace('Observer', ' observer').toLowerCase(),
    rule: 'unremoved-listener',
    cost: 'goes on observing, with all that its callback refers to in memory',
    types: [`global#${name}`],
    releases: [{ method: 'disconnect' }, ...unobserve(name)],
    discipline: 'always',
    documentation: `${MDN}/API/${name}/disconnect`,
  };
}

/** Ending the observation of one element may be all that there was. */
function unobserve(name: string): ResourceType['releases'] {
  return name === 'IntersectionObserver' || name === 'ResizeObserver'
    ? [{ method: 'unobserve', secondary: true }]
    : [];
}

function observes(name: string): Acquisition {
  return { call: `new global#${name}`, resource: `web.${name}`, yields: 'result', heldFrom: ['observe'] };
}

function stack(name: string, release: string, awaited: boolean): ResourceType {
  return {
    id: `js.${name}`,
    kind: 'disposable',
    noun: 'disposable stack',
    rule: 'undisposed-value',
    cost: 'disposes of nothing that it was given',
    types: [`global#${name}`],
    releases: [awaited ? { method: release, awaitable: true } : { method: release }],
    ends: [{ method: 'move' }],
    discipline: 'always',
    liveness: [{ property: 'disposed', held: false }],
    disposable: awaited ? { async: '24.0.0' } : { sync: '24.0.0' },
    documentation: `${MDN}/JavaScript/Reference/Global_Objects/${name}`,
  };
}

const stacks = ['DisposableStack', 'AsyncDisposableStack'];

/** Receivers that live as long as the page. */
const pageTargets = [
  ...[
    'window',
    'document',
    'document.body',
    'document.documentElement',
    'visualViewport',
    'screen.orientation',
  ],
  ...['navigator.serviceWorker', 'navigator.mediaDevices', 'speechSynthesis', 'document.fonts'],
].map((target) => `global#${target}.addEventListener`);

export const webObservers: Family = {
  id: 'web.observers',
  language: 'javascript',
  checkedAgainst: ['lib.dom', 'lib.esnext'],
  resources: [
    ...observers.map(observer),
    stack('DisposableStack', 'dispose', false),
    stack('AsyncDisposableStack', 'disposeAsync', true),
  ],
  acquisitions: [
    ...observers.map(observes),
    { call: 'new global#DisposableStack', resource: 'js.DisposableStack', yields: 'result' },
    { call: 'new global#AsyncDisposableStack', resource: 'js.AsyncDisposableStack', yields: 'result' },
  ],
  sinks: [
    {
      call: stacks.flatMap((name) => [
        `global#${name}::use`,
        `global#${name}::adopt`,
        `global#${name}::defer`,
      ]),
      argument: 0,
      effect: 'owns',
    },
  ],
  callbacks: [
    ...observers.map((name) => ({ call: `new global#${name}`, argument: 0, runs: 'many-later' }) as const),
    { call: stacks.map((name) => `global#${name}::defer`), argument: 0, runs: 'many-later' },
    { call: stacks.map((name) => `global#${name}::adopt`), argument: 1, runs: 'many-later' },
  ],
  behaviours: [
    {
      call: stacks.flatMap((name) => [
        `global#${name}::use`,
        `global#${name}::adopt`,
        `global#${name}::defer`,
      ]),
      throws: 'never',
    },
    {
      call: observers.flatMap((name) => [`global#${name}::observe`, `global#${name}::disconnect`]),
      throws: 'never',
    },
  ],
  registrations: [
    {
      call: [...pageTargets, 'global#MediaQueryList::addEventListener'],
      event: 0,
      handler: 1,
      undo: [{ method: 'removeEventListener' }],
      receiver: 'global',
      unless: [
        { argument: 2, property: 'once', equals: [true] },
        { argument: 2, property: 'signal', given: true },
        // These come once in the life of a page.
        { argument: 0, equals: ['DOMContentLoaded', 'load'] },
      ],
    },
    {
      call: 'global#MediaQueryList::addListener',
      event: null,
      handler: 0,
      undo: [{ method: 'removeListener' }],
      receiver: 'global',
    },
  ],
};
