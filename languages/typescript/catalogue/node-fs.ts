/** Files and directories of Node: `fs` in its three forms, and the modules that export the same. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { fsResources } from './node-fs-resources.ts';
import { exportsOf, methodsOf, words } from './shared.ts';

/** Functions whose first argument is a descriptor, without those that close it. */
const descriptorUsers = [
  ...words(`
  fchmod fchown fdatasync fstat fsync ftruncate futimes read readv write writev
`),
  // These take a path or a descriptor, and leave the descriptor open.
  ...['readFile', 'writeFile', 'appendFile'],
].flatMap((name) => [name, `${name}Sync`]);

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
  resources: fsResources,
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
