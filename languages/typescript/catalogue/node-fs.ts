/** Files and directories of Node: `fs` in its three forms, and the modules that export the same. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { consumption, exportsOf, methodsOf } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/fs.html';
const DESCRIPTOR_COST = 'keeps a file descriptor open until the process ends';

/** Functions whose first argument is a descriptor, without those that close it. */
const descriptorUsers = [
  ...[
    'fchmod',
    'fchown',
    'fdatasync',
    'fstat',
    'fsync',
    'ftruncate',
    'futimes',
    'read',
    'readv',
    'write',
    'writev',
  ],
  // These take a path or a descriptor, and leave the descriptor open.
  ...['readFile', 'writeFile', 'appendFile'],
].flatMap((name) => [name, `${name}Sync`]);

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

export const nodeFs: Family = {
  id: 'node.fs',
  language: 'javascript',
  checkedAgainst: ['@types/node', '@types/fs-extra'],
  sameAs: {
    'fs/promises': 'fs#promises',
    'graceful-fs': 'fs',
    'fs-extra': 'fs',
    'fs-extra/esm': 'fs-extra',
    'original-fs': 'fs',
    'mz/fs': 'fs',
  },
  supertypes: {
    'fs#ReadStream': ['stream#Readable'],
    'fs#WriteStream': ['stream#Writable'],
    'fs#FSWatcher': ['events#EventEmitter'],
  },
  resources: [
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
  ],
  acquisitions: [
    { call: 'fs#openSync', resource: 'node.fs.descriptor', yields: 'result' },
    // fs-extra gives a promise where the callback is left out.
    {
      call: 'fs-extra#open',
      resource: 'node.fs.descriptor',
      yields: 'promise',
      unless: [{ argument: -1, callback: true }],
    },
    { call: 'fs#open', resource: 'node.fs.descriptor', yields: { callback: -1, parameter: 1, error: 0 } },
    { call: 'fs#promises.open', resource: 'node.fs.FileHandle', yields: 'promise' },
    { call: 'fs#opendirSync', resource: 'node.fs.Dir', yields: 'result' },
    {
      call: 'fs-extra#opendir',
      resource: 'node.fs.Dir',
      yields: 'promise',
      unless: [{ argument: -1, callback: true }],
    },
    { call: 'fs#opendir', resource: 'node.fs.Dir', yields: { callback: -1, parameter: 1, error: 0 } },
    { call: 'fs#promises.opendir', resource: 'node.fs.Dir', yields: 'promise' },
    {
      call: 'fs#createReadStream',
      resource: 'node.fs.ManualReadStream',
      yields: 'result',
      when: [
        { argument: 1, property: 'autoClose', equals: [false] },
        { argument: 1, property: 'fd', given: false },
      ],
    },
    {
      call: 'fs#createWriteStream',
      resource: 'node.fs.ManualWriteStream',
      yields: 'result',
      when: [
        { argument: 1, property: 'autoClose', equals: [false] },
        { argument: 1, property: 'fd', given: false },
      ],
    },
    // An unread stream keeps its file whatever `autoClose` says, so these need no condition.
    { call: ['fs#createReadStream', 'new fs#ReadStream'], resource: 'node.fs.ReadStream', yields: 'result' },
    {
      call: ['fs#createWriteStream', 'new fs#WriteStream'],
      resource: 'node.fs.WriteStream',
      yields: 'result',
    },
    { call: 'new fs#Utf8Stream', resource: 'node.fs.Utf8Stream', yields: 'result' },
    {
      call: 'fs#watch',
      resource: 'node.fs.FSWatcher',
      yields: 'result',
      unless: [
        { argument: 1, property: 'signal', given: true },
        // Whoever does not let it keep the process means it to live as long as the process.
        { argument: 1, property: 'persistent', equals: [false] },
      ],
    },
    { call: 'fs#mkdtempDisposableSync', resource: 'node.fs.TemporaryDirectory', yields: 'result' },
    {
      call: 'fs#promises.mkdtempDisposable',
      resource: 'node.fs.PromisedTemporaryDirectory',
      yields: 'promise',
    },
  ],
  sinks: [
    { call: exportsOf('fs', ...descriptorUsers), argument: 0, effect: 'borrows' },
    {
      call: exportsOf('fs', 'promises.readFile', 'promises.writeFile', 'promises.appendFile'),
      argument: 0,
      effect: 'borrows',
    },
    // A stream over a descriptor closes it, unless told not to.
    {
      call: ['fs#createReadStream', 'fs#createWriteStream'],
      argument: 1,
      effect: 'borrows',
      when: [{ argument: 1, property: 'autoClose', equals: [false] }],
    },
    {
      call: [
        'fs#createReadStream',
        'fs#createWriteStream',
        'new fs#ReadStream',
        'new fs#WriteStream',
        'new fs#Utf8Stream',
      ],
      argument: 'any',
      effect: 'owns',
    },
    { call: 'tty#isatty', argument: 0, effect: 'borrows' },
    { call: ['new tty#ReadStream', 'new tty#WriteStream'], argument: 0, effect: 'owns' },
    // A child gets copies of the descriptors in `stdio`; the parent keeps its own.
    { call: 'child_process#spawn', argument: -1, effect: 'borrows' },
    {
      call: [
        'child_process#spawnSync',
        'child_process#fork',
        'child_process#execFileSync',
        'child_process#execSync',
      ],
      argument: -1,
      effect: 'borrows',
    },
    { call: 'http2#ServerHttp2Stream::respondWithFD', argument: 0, effect: 'borrows' },
  ],
  behaviours: [{ call: methodsOf('fs#FSWatcher', 'ref', 'unref'), returns: 'receiver', throws: 'never' }],
  registrations: [
    {
      call: 'fs#watchFile',
      event: 0,
      handler: -1,
      undo: [{ method: 'unwatchFile' }],
      receiver: 'global',
      unless: [{ argument: 1, property: 'persistent', equals: [false] }],
    },
  ],
};
