/**
 * Files by libraries: temporary ones (tmp, tmp-promise) and archives (yauzl).
 *
 * tmp removes what it made when the process ends, so that counts only where code shows that it means to do it
 * earlier. An archive that closes itself does so only when it is read to its end.
 *
 * Deliberately not listed: tar, archiver and unzipper, whose streams end when they are piped; `withFile` and
 * `withDir`, which clean up; temp-dir and tempy, which only make names; archives in a buffer or behind a reader.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const leftOver = 'leaves its temporary file behind until the process ends';
const openers = ['open', 'fromFd'];
const promises = ['openPromise', 'fromFdPromise'];
const yauzl = {
  kind: 'file-handle',
  noun: 'archive',
  rule: 'unclosed-file',
  cost: 'keeps a file descriptor open',
} as const;

export const files: Family = {
  id: 'files',
  language: 'javascript',
  checkedAgainst: ['@types/tmp', 'tmp-promise', '@types/yauzl'],
  supertypes: { 'yauzl#ZipFile': ['events#EventEmitter'] },
  resources: [
    {
      id: 'tmp.Result',
      kind: 'file-handle',
      noun: 'temporary file',
      rule: 'unclosed-file',
      cost: leftOver,
      types: ['tmp#FileResult', 'tmp#DirResult'],
      releases: [{ method: 'removeCallback' }],
      discipline: 'evidence',
      documentation: 'https://github.com/raszi/node-tmp#synchronous-file-creation',
    },
    {
      id: 'tmp.Cleanup',
      kind: 'file-handle',
      noun: 'temporary file',
      rule: 'unclosed-file',
      cost: leftOver,
      releases: [{ call: true }],
      discipline: 'evidence',
      documentation: 'https://github.com/raszi/node-tmp#asynchronous-file-creation',
    },
    {
      id: 'tmp-promise.Result',
      kind: 'file-handle',
      noun: 'temporary file',
      rule: 'unclosed-file',
      cost: leftOver,
      types: ['tmp-promise#FileResult', 'tmp-promise#DirectoryResult'],
      releases: [{ method: 'cleanup', awaitable: true }],
      discipline: 'evidence',
      documentation: 'https://github.com/benjamingr/tmp-promise#asynchronous-file-creation',
    },
    {
      id: 'yauzl.ZipFile',
      ...yauzl,
      types: ['yauzl#ZipFile'],
      releases: [{ method: 'close' }],
      liveness: [{ property: 'isOpen', held: true }],
      discipline: 'always',
      documentation: 'https://github.com/thejoshwolfe/yauzl#close',
    },
    {
      id: 'yauzl.SelfClosingZipFile',
      ...yauzl,
      extends: ['yauzl.ZipFile'],
      releases: [],
      discipline: 'self-ending',
      documentation: 'https://github.com/thejoshwolfe/yauzl#openpath-options-callback',
    },
  ],
  acquisitions: [
    {
      call: ['tmp#fileSync', 'tmp#dirSync', 'tmp-promise#fileSync', 'tmp-promise#dirSync'],
      resource: 'tmp.Result',
      yields: 'result',
    },
    { call: 'tmp#file', resource: 'tmp.Cleanup', yields: { callback: -1, parameter: 3, error: 0 } },
    { call: 'tmp#dir', resource: 'tmp.Cleanup', yields: { callback: -1, parameter: 2, error: 0 } },
    { call: ['tmp-promise#file', 'tmp-promise#dir'], resource: 'tmp-promise.Result', yields: 'promise' },
    {
      call: openers.map((name) => `yauzl#${name}`),
      resource: 'yauzl.ZipFile',
      yields: { callback: -1, parameter: 1, error: 0 },
      when: [{ argument: 1, property: 'autoClose', equals: [false] }],
    },
    {
      call: openers.map((name) => `yauzl#${name}`),
      resource: 'yauzl.SelfClosingZipFile',
      yields: { callback: -1, parameter: 1, error: 0 },
      unless: [{ argument: 1, property: 'autoClose', equals: [false] }],
    },
    {
      call: promises.map((name) => `yauzl#${name}`),
      resource: 'yauzl.ZipFile',
      yields: 'promise',
      when: [{ argument: 1, property: 'autoClose', equals: [false] }],
    },
    {
      call: promises.map((name) => `yauzl#${name}`),
      resource: 'yauzl.SelfClosingZipFile',
      yields: 'promise',
      unless: [{ argument: 1, property: 'autoClose', equals: [false] }],
    },
  ],
  callbacks: [
    {
      call: [
        'tmp#file',
        'tmp#dir',
        ...openers.map((name) => `yauzl#${name}`),
        'yauzl#ZipFile::openReadStream',
      ],
      argument: -1,
      runs: 'error-first',
    },
    { call: ['tmp-promise#withFile', 'tmp-promise#withDir'], argument: 0, runs: 'once-later' },
  ],
};
