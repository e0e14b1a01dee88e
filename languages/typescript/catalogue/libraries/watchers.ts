/**
 * Watchers of the file system: chokidar, @parcel/watcher, nsfw, watchpack.
 *
 * Deliberately not listed: watch modes of bundlers, which run as long as the process; `gaze` and `sane`, which
 * have had no release for years.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps watching the file system and the process alive';

export const watchers: Family = {
  id: 'watchers',
  language: 'javascript',
  checkedAgainst: ['chokidar', '@types/watchpack'],
  // These bring binaries along.
  unchecked: { '@parcel/watcher': '2.6.0', nsfw: '2.3.1' },
  supertypes: { 'chokidar#FSWatcher': ['events#EventEmitter'] },
  resources: [
    {
      id: 'chokidar.FSWatcher',
      kind: 'watcher',
      noun: 'file watcher',
      rule: 'unremoved-listener',
      cost,
      types: ['chokidar#FSWatcher'],
      releases: [{ method: 'close', awaitable: true }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'always',
      documentation: 'https://github.com/paulmillr/chokidar#methods--events',
    },
    {
      id: 'parcel.AsyncSubscription',
      kind: 'watcher',
      noun: 'file watcher',
      rule: 'unremoved-listener',
      cost,
      types: ['@parcel/watcher#AsyncSubscription'],
      releases: [{ method: 'unsubscribe', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/parcel-bundler/watcher#watching',
    },
    {
      id: 'nsfw.NSFW',
      kind: 'watcher',
      noun: 'file watcher',
      rule: 'unremoved-listener',
      cost,
      types: ['nsfw#NSFW'],
      releases: [{ method: 'stop', awaitable: true }],
      discipline: 'always',
      documentation: 'https://github.com/Axosoft/nsfw#usage',
    },
    {
      id: 'watchpack.Watchpack',
      kind: 'watcher',
      noun: 'file watcher',
      rule: 'unremoved-listener',
      cost,
      types: ['watchpack#'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://github.com/webpack/watchpack#api',
    },
  ],
  acquisitions: [
    { call: 'chokidar#watch', resource: 'chokidar.FSWatcher', yields: 'result' },
    { call: 'new chokidar#FSWatcher', resource: 'chokidar.FSWatcher', yields: 'result', heldFrom: ['add'] },
    { call: '@parcel/watcher#subscribe', resource: 'parcel.AsyncSubscription', yields: 'promise' },
    { call: 'nsfw#', resource: 'nsfw.NSFW', yields: 'promise', heldFrom: ['start'] },
    { call: 'new watchpack#', resource: 'watchpack.Watchpack', yields: 'result', heldFrom: ['watch'] },
  ],
  behaviours: [
    {
      call: ['chokidar#FSWatcher::add', 'chokidar#FSWatcher::unwatch'],
      returns: 'receiver',
      throws: 'never',
    },
  ],
};
