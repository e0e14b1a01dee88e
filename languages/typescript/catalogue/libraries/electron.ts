/**
 * Electron: windows, trays, and listeners on what lives as long as the application.
 *
 * Deliberately not listed: listeners on windows and their contents, which mostly die together; message ports,
 * which end with their other side; protocols and permission handlers, of which there is one at a time.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const API = 'https://www.electronjs.org/docs/latest/api';
/** What there is one of in each process. */
const singletons = [
  'app',
  'autoUpdater',
  'ipcMain',
  'ipcRenderer',
  'nativeTheme',
  'powerMonitor',
  'screen',
  'systemPreferences',
];
const modules = ['electron', 'electron/main', 'electron/renderer', 'electron/common'];

export const electron: Family = {
  id: 'electron',
  language: 'javascript',
  checkedAgainst: [],
  unchecked: { electron: '41.7.1' },
  sameAs: Object.fromEntries(modules.slice(1).map((module) => [module, 'electron'])),
  resources: [
    {
      id: 'electron.BrowserWindow',
      kind: 'browser',
      noun: 'window',
      rule: 'undisposed-loop',
      cost: 'keeps a renderer process until the user closes it',
      types: ['electron#BrowserWindow'],
      releases: [{ method: 'close' }, { method: 'destroy', secondary: true }],
      discipline: 'self-ending',
      documentation: `${API}/browser-window#winclose`,
    },
    {
      id: 'electron.Tray',
      kind: 'disposable',
      noun: 'tray icon',
      rule: 'undisposed-value',
      cost: 'stays in the tray',
      types: ['electron#Tray'],
      releases: [{ method: 'destroy' }],
      discipline: 'self-ending',
      documentation: `${API}/tray#traydestroy`,
    },
    {
      id: 'electron.PowerSaveBlocker',
      kind: 'lock',
      noun: 'power save blocker',
      rule: 'undisposed-value',
      cost: 'keeps the machine awake',
      releases: [{ function: 'electron#powerSaveBlocker.stop', argument: 0 }],
      discipline: 'always',
      plain: true,
      documentation: `${API}/power-save-blocker#powersaveblockerstopid`,
    },
  ],
  acquisitions: [
    { call: 'new electron#BrowserWindow', resource: 'electron.BrowserWindow', yields: 'result' },
    { call: 'new electron#Tray', resource: 'electron.Tray', yields: 'result' },
    { call: 'electron#powerSaveBlocker.start', resource: 'electron.PowerSaveBlocker', yields: 'result' },
  ],
  sinks: [{ call: 'electron#powerSaveBlocker.isStarted', argument: 0, effect: 'borrows' }],
  callbacks: [
    { call: singletons.map((name) => `electron#${name}.on`), argument: 1, runs: 'many-later' },
    { call: singletons.map((name) => `electron#${name}.once`), argument: 1, runs: 'once-later' },
    { call: 'electron#ipcMain.handle', argument: 1, runs: 'many-later' },
  ],
  registrations: [
    {
      call: singletons.flatMap((name) => [`electron#${name}.on`, `electron#${name}.addListener`]),
      event: 0,
      handler: 1,
      undo: [{ method: 'removeListener' }, { method: 'off' }, { method: 'removeAllListeners' }],
      receiver: 'global',
    },
    {
      call: 'electron#ipcMain.handle',
      event: 0,
      handler: 1,
      undo: [{ method: 'removeHandler' }],
      receiver: 'global',
    },
    {
      call: 'electron#globalShortcut.register',
      event: 0,
      handler: 1,
      undo: [{ method: 'unregister' }, { method: 'unregisterAll' }],
      receiver: 'global',
    },
  ],
};
