/** What Node opens in the file system: descriptors, handles, directories, streams, watchers. */
import type { ResourceType } from '../../../analysis/catalogue/model.ts';
import { consumption } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/fs.html';
const DESCRIPTOR_COST = 'keeps a file descriptor open until the process ends';

const liveness: ResourceType['liveness'] = [
  { property: 'destroyed', held: false },
  { property: 'closed', held: false },
];

const readStream: ResourceType = {
  id: 'node.fs.ReadStream',
  kind: 'stream',
  noun: 'file stream',
  rule: 'unclosed-file',
  cost: 'keeps the file open until it is read to its end or destroyed',
  types: ['fs#ReadStream'],
  releases: [{ method: 'destroy' }, { method: 'close', secondary: true }],
  ends: consumption,
  discipline: 'always',
  liveness,
  disposable: { async: '20.4.0' },
  documentation: `${DOCUMENTATION}#fscreatereadstreampath-options`,
};

const writeStream: ResourceType = {
  id: 'node.fs.WriteStream',
  kind: 'stream',
  noun: 'file stream',
  rule: 'unclosed-file',
  cost: 'keeps the file open, and its last data may never be written',
  types: ['fs#WriteStream'],
  releases: [{ method: 'end' }, { method: 'destroy', secondary: true }, { method: 'close', secondary: true }],
  discipline: 'always',
  liveness,
  disposable: { async: '20.16.0' },
  documentation: `${DOCUMENTATION}#fscreatewritestreampath-options`,
};

export const fsResources: readonly ResourceType[] = [
  {
    id: 'node.fs.descriptor',
    kind: 'file-handle',
    noun: 'file descriptor',
    rule: 'unclosed-file',
    cost: DESCRIPTOR_COST,
    releases: [
      { function: 'fs#closeSync', argument: 0 },
      { function: 'fs#close', argument: 0, secondary: true },
    ],
    discipline: 'always',
    plain: true,
    documentation: `${DOCUMENTATION}#fsopenpath-flags-mode-callback`,
  },
  {
    id: 'node.fs.FileHandle',
    kind: 'file-handle',
    noun: 'file handle',
    rule: 'unclosed-file',
    cost: 'keeps a file descriptor open, and throws when it is garbage-collected',
    types: ['fs#promises.FileHandle'],
    releases: [{ method: 'close', awaitable: true }],
    // Streams of a handle close it, unless told not to. Its lines are read through such a stream.
    ends: ['createReadStream', 'createWriteStream', 'readLines', 'readableWebStream'].map((method) => ({
      method,
    })),
    discipline: 'always',
    disposable: { async: '20.4.0' },
    documentation: `${DOCUMENTATION}#class-filehandle`,
  },
  {
    id: 'node.fs.Dir',
    kind: 'directory',
    noun: 'directory handle',
    rule: 'unclosed-file',
    cost: DESCRIPTOR_COST,
    types: ['fs#Dir'],
    releases: [
      { method: 'close', awaitable: true },
      { method: 'closeSync', secondary: true },
    ],
    // Leaving the loop early closes it as well.
    ends: [{ iterated: true }],
    discipline: 'always',
    disposable: { sync: '24.1.0', async: '24.1.0' },
    documentation: `${DOCUMENTATION}#class-fsdir`,
  },
  readStream,
  writeStream,
  {
    ...readStream,
    id: 'node.fs.ManualReadStream',
    cost: 'keeps the file open: `autoClose: false` leaves closing to the program',
    ends: [],
  },
  {
    ...writeStream,
    id: 'node.fs.ManualWriteStream',
    cost: 'keeps the file open: `autoClose: false` leaves closing to the program',
    releases: [{ method: 'close' }, { method: 'destroy', secondary: true }],
  },
  {
    id: 'node.fs.Utf8Stream',
    kind: 'stream',
    noun: 'file stream',
    rule: 'unclosed-file',
    cost: 'keeps the file open, and its last data may never be written',
    types: ['fs#Utf8Stream'],
    releases: [{ method: 'end' }, { method: 'destroy', secondary: true }],
    discipline: 'always',
    disposable: { sync: '24.6.0' },
    documentation: `${DOCUMENTATION}#class-fsutf8stream`,
  },
  {
    id: 'node.fs.FSWatcher',
    kind: 'watcher',
    noun: 'file watcher',
    rule: 'unremoved-listener',
    cost: 'keeps watching, keeps the process alive and holds an inotify handle',
    types: ['fs#FSWatcher'],
    releases: [{ method: 'close' }],
    ends: [{ unref: 'unref' }],
    discipline: 'always',
    documentation: `${DOCUMENTATION}#class-fsfswatcher`,
  },
  {
    id: 'node.fs.TemporaryDirectory',
    kind: 'directory',
    noun: 'temporary directory',
    rule: 'undisposed-value',
    cost: 'leaves the directory on the disk',
    types: ['fs#DisposableTempDir'],
    releases: [{ method: 'remove' }],
    discipline: 'always',
    disposable: { sync: '24.4.0' },
    documentation: `${DOCUMENTATION}#fsmkdtempdisposablesyncprefix-options`,
  },
  {
    id: 'node.fs.PromisedTemporaryDirectory',
    kind: 'directory',
    noun: 'temporary directory',
    rule: 'undisposed-value',
    cost: 'leaves the directory on the disk',
    types: ['fs#promises.DisposableTempDir'],
    releases: [{ method: 'remove', awaitable: true }],
    discipline: 'always',
    disposable: { async: '24.4.0' },
    documentation: `${DOCUMENTATION}#fspromisesmkdtempdisposableprefix-options`,
  },
];
