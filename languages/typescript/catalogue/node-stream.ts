/**
 * Streams of Node: who takes a stream over, who only looks. Streams as such hold nothing but memory
 * (`PassThrough`, `Transform`, zlib), so only those of files, sockets and responses are resources.
 */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { exportsOf, methodsOf } from './shared.ts';

const DOCUMENTATION = 'https://nodejs.org/api/stream.html';

/** A type that other resources extend or that code is annotated with; nothing acquires it as such. */
function streamType(name: string, disposable: string, extended: readonly string[]): ResourceType {
  return {
    id: `node.stream.${name}`,
    kind: 'stream',
    noun: 'stream',
    rule: 'unclosed-file',
    cost: 'keeps what it reads from or writes to open',
    types: [`stream#${name}`],
    extends: extended,
    releases: [{ method: 'destroy' }],
    discipline: 'always',
    liveness: [
      { property: 'destroyed', held: false },
      { property: 'closed', held: false },
    ],
    disposable: { async: disposable },
    documentation: `${DOCUMENTATION}#class-stream${name.toLowerCase()}`,
  };
}

const compressors = [
  'BrotliCompress',
  'BrotliDecompress',
  'Deflate',
  'DeflateRaw',
  'Gunzip',
  'Gzip',
  'Inflate',
  'InflateRaw',
  'Unzip',
];

export const nodeStream: Family = {
  id: 'node.stream',
  language: 'javascript',
  checkedAgainst: ['@types/node'],
  sameAs: { 'stream/promises': 'stream#promises' },
  supertypes: {
    'stream#Stream': ['events#EventEmitter'],
    'stream#Readable': ['stream#Stream'],
    'stream#Writable': ['stream#Stream'],
    'stream#Duplex': ['stream#Readable', 'stream#Writable'],
    'stream#Transform': ['stream#Duplex'],
    'stream#PassThrough': ['stream#Transform'],
    ...Object.fromEntries(compressors.map((name) => [`zlib#${name}`, ['stream#Transform']])),
  },
  resources: [
    streamType('Readable', '20.4.0', []),
    streamType('Writable', '20.16.0', []),
    streamType('Duplex', '20.4.0', ['node.stream.Readable', 'node.stream.Writable']),
  ],
  sinks: [
    { call: ['stream#pipeline', 'stream#promises.pipeline'], argument: 'any', effect: 'owns' },
    { call: ['stream#finished', 'stream#promises.finished'], argument: 0, effect: 'borrows' },
    { call: ['stream#isErrored', 'stream#isReadable'], argument: 0, effect: 'borrows' },
    { call: ['stream#Readable.isDisturbed'], argument: 0, effect: 'borrows' },
    // The signal destroys the stream.
    { call: 'stream#addAbortSignal', argument: 1, effect: 'owns' },
    {
      call: ['stream#compose', 'stream#Duplex.from', 'stream#Readable.from'],
      argument: 'any',
      effect: 'owns',
    },
    {
      call: ['stream#Readable.toWeb', 'stream#Writable.toWeb', 'stream#Duplex.toWeb'],
      argument: 0,
      effect: 'owns',
    },
    {
      call: ['stream#Readable.fromWeb', 'stream#Writable.fromWeb', 'stream#Duplex.fromWeb'],
      argument: 0,
      effect: 'owns',
    },
    { call: 'stream#Readable::wrap', argument: 0, effect: 'owns' },
    {
      call: exportsOf('stream/consumers', 'arrayBuffer', 'blob', 'buffer', 'bytes', 'json', 'text'),
      argument: 0,
      effect: 'owns',
    },
    // A pipe ends its destination when the source ends, unless told not to. The source's failure is another rule's matter.
    {
      call: '*::pipe',
      argument: 0,
      effect: 'borrows',
      when: [{ argument: 1, property: 'end', equals: [false] }],
    },
    { call: '*::pipe', argument: 0, effect: 'owns' },
    { call: '*::pipeTo', argument: 0, effect: 'owns' },
    { call: '*::pipeThrough', argument: 0, effect: 'owns' },
    { call: '*::unpipe', argument: 0, effect: 'borrows' },
  ],
  callbacks: [
    { call: ['stream#pipeline', 'stream#finished'], argument: -1, runs: 'error-first' },
    { call: methodsOf('stream#Writable', 'write'), argument: -1, runs: 'error-first' },
    { call: methodsOf('stream#Writable', 'end'), argument: -1, runs: 'once-later' },
  ],
  behaviours: [
    {
      call: methodsOf('stream#Readable', 'pause', 'resume', 'setEncoding', 'unpipe', 'wrap'),
      returns: 'receiver',
      throws: 'never',
    },
    { call: methodsOf('stream#Writable', 'end', 'setDefaultEncoding'), returns: 'receiver', throws: 'never' },
    { call: ['stream#Readable::destroy', 'stream#Writable::destroy'], returns: 'receiver', throws: 'never' },
    { call: methodsOf('stream#Writable', 'cork', 'uncork'), throws: 'never' },
  ],
};
