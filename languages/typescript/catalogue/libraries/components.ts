/**
 * User interface frameworks: how they run effects, and how they clean up after a component.
 *
 * They open nothing themselves. What matters is that the function which an effect returns, or which is given
 * to `onUnmounted` and its kin, surely runs when the component goes.
 *
 * Deliberately not listed: hooks of libraries for requests and state, which clean up after themselves.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const components: Family = {
  id: 'components',
  language: 'javascript',
  checkedAgainst: ['@types/react'],
  unchecked: { vue: '3.5.45', svelte: '5.57.3', 'solid-js': '1.9.19' },
  sameAs: {
    preact: 'react',
    'preact/hooks': 'react',
    'preact/compat': 'react',
    '@vue/runtime-core': 'vue',
    '@vue/composition-api': 'vue',
  },
  callbacks: [
    {
      call: ['react#useEffect', 'react#useLayoutEffect', 'react#useInsertionEffect'],
      argument: 0,
      runs: 'once-later',
      cleanup: true,
    },
    { call: 'react#useSyncExternalStore', argument: 0, runs: 'once-later', cleanup: true },
    { call: 'svelte#onMount', argument: 0, runs: 'once-later', cleanup: true },
    {
      call: [
        'onMounted',
        'onBeforeMount',
        'onUnmounted',
        'onBeforeUnmount',
        'onScopeDispose',
        'onWatcherCleanup',
      ].map((name) => `vue#${name}`),
      argument: 0,
      runs: 'once-later',
    },
    { call: ['svelte#onDestroy', 'solid-js#onMount', 'solid-js#onCleanup'], argument: 0, runs: 'once-later' },
  ],
};
