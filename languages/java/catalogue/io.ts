/** java.io: file streams, and the streams that are put around others; and what ends the process that has them. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { LOCKED } from './nio.ts';
import {
  acquires,
  borrows,
  constructors,
  givesReceiver,
  JAVADOC,
  likelyThrows,
  methods,
  statics,
  wraps,
} from './shared.ts';
import { VALUE_CLASSES } from '../values.ts';

const COST = 'keeps a file descriptor open until the garbage collector happens to find it';

function file(name: string, noun: string, cost: string = COST): ResourceType {
  return {
    id: `java.io.${name}`,
    kind: 'file-handle',
    noun,
    rule: 'unclosed-file',
    cost,
    types: [`java.io#${name}`],
    releases: [{ method: 'close' }],
    ...(/^File(?:Input|Output)Stream$/.test(name) && { ends: LOCKED }),
    discipline: 'always',
    documentation: `${JAVADOC}/java/io/${name}.html`,
  };
}

const LOST_DATA = 'keeps a file descriptor open, and what is still in the buffer is never written';
/** Arguments by which a file is named. */
const NAMED = {
  argument: 0,
  ofType: ['java.io#File', 'java.nio.file#Path', 'string', 'java.lang#String'],
} as const;

const inputWrappers = constructors(
  'java.io',
  'BufferedInputStream BufferedReader DataInputStream InputStreamReader LineNumberReader PushbackInputStream PushbackReader',
);
const outputWrappers = constructors(
  'java.io',
  'BufferedOutputStream BufferedWriter DataOutputStream OutputStreamWriter',
);
const throwingWrappers = constructors('java.io', 'ObjectInputStream ObjectOutputStream');

export const ioFamily: Family = {
  id: 'java.io',
  language: 'java',
  checkedAgainst: [],
  implicit: ['java.lang'],
  values: [...VALUE_CLASSES.map((name) => `java.lang#${name}`), 'java.io#File', 'java.nio.file#Path'],
  supertypes: {
    'java.io#FileInputStream': ['java.io#InputStream'],
    'java.io#FilterInputStream': ['java.io#InputStream'],
    'java.io#BufferedInputStream': ['java.io#InputStream'],
    'java.io#DataInputStream': ['java.io#InputStream'],
    'java.io#ObjectInputStream': ['java.io#InputStream'],
    'java.io#PushbackInputStream': ['java.io#InputStream'],
    'java.io#FileOutputStream': ['java.io#OutputStream'],
    'java.io#FilterOutputStream': ['java.io#OutputStream'],
    'java.io#BufferedOutputStream': ['java.io#OutputStream'],
    'java.io#DataOutputStream': ['java.io#OutputStream'],
    'java.io#ObjectOutputStream': ['java.io#OutputStream'],
    'java.io#FileReader': ['java.io#Reader'],
    'java.io#InputStreamReader': ['java.io#Reader'],
    'java.io#BufferedReader': ['java.io#Reader'],
    'java.io#LineNumberReader': ['java.io#Reader'],
    'java.io#FileWriter': ['java.io#Writer'],
    'java.io#OutputStreamWriter': ['java.io#Writer'],
    'java.io#BufferedWriter': ['java.io#Writer'],
  },
  resources: [
    file('FileInputStream', 'file input stream'),
    file('FileOutputStream', 'file output stream'),
    file('FileReader', 'file reader'),
    file('FileWriter', 'file writer', LOST_DATA),
    {
      ...file('RandomAccessFile', 'random access file'),
      // A stream over its descriptor closes it.
      ends: [...LOCKED, { method: 'getFD' }],
    },
    file('PrintWriter', 'print writer', LOST_DATA),
    file('PrintStream', 'print stream', LOST_DATA),
    {
      ...file('resource-stream', 'class path stream', 'keeps the archive that it reads from open'),
      types: ['java.io#InputStream'],
      documentation: `${JAVADOC}/java/lang/Class.html`,
    },
    {
      ...file('Scanner', 'scanner'),
      types: ['java.util#Scanner'],
      documentation: `${JAVADOC}/java/util/Scanner.html`,
    },
    {
      ...file('Formatter', 'formatter', LOST_DATA),
      types: ['java.util#Formatter'],
      documentation: `${JAVADOC}/java/util/Formatter.html`,
    },
  ],
  optionals: [
    {
      type: 'java.util#Optional',
      content: ['get', 'orElseThrow', 'orElse', 'orElseGet', 'or', 'filter'],
      present: ['isPresent'],
      absent: ['isEmpty'],
      lends: ['ifPresent', 'ifPresentOrElse', 'map', 'flatMap', 'stream'],
      distinctive: ['isPresent', 'ifPresent', 'ifPresentOrElse', 'orElse', 'orElseGet', 'orElseThrow'],
    },
  ],
  acquisitions: [
    ...['FileInputStream', 'FileOutputStream', 'FileReader', 'FileWriter'].map((name) =>
      acquires(`new java.io#${name}`, `java.io.${name}`, {
        // Over a descriptor it is somebody else's file. What comes from a method of unknown making is a path or a file.
        unlessSurely: [{ argument: 0, ofType: ['java.io#FileDescriptor'] }],
      }),
    ),
    acquires('new java.io#RandomAccessFile', 'java.io.RandomAccessFile'),
    acquires('new java.io#PrintWriter', 'java.io.PrintWriter', { when: [NAMED] }),
    acquires('new java.io#PrintStream', 'java.io.PrintStream', { when: [NAMED] }),
    acquires('new java.util#Scanner', 'java.io.Scanner', {
      when: [{ argument: 0, ofType: ['java.io#File', 'java.nio.file#Path'] }],
    }),
    acquires('new java.util#Formatter', 'java.io.Formatter', { when: [NAMED] }),
    acquires(methods('java.lang#Class', 'getResourceAsStream'), 'java.io.resource-stream'),
    // A loader that is closed closes the streams that it gave. Most loaders are known by this name alone.
    acquires(methods('java.lang#ClassLoader', 'getResourceAsStream'), 'java.io.resource-stream', {
      distinctive: true,
      within: 'receiver',
      // Methods of others that are called so are asked for a part of something.
      unlessSurely: [{ argument: 1, given: true }],
    }),
  ],
  sinks: [
    wraps([...inputWrappers, ...outputWrappers, ...throwingWrappers]),
    wraps([
      'new java.io#PrintWriter',
      'new java.io#PrintStream',
      'new java.util#Scanner',
      'new java.util#Formatter',
    ]),
    wraps(constructors('java.io', 'SequenceInputStream'), 0),
    // Whoever closes the sequence closes both; that it is never closed is said once, of the first.
    { call: constructors('java.io', 'SequenceInputStream'), argument: 1, effect: 'owns' },
    wraps(constructors('java.security', 'DigestInputStream DigestOutputStream')),
    wraps(constructors('javax.crypto', 'CipherInputStream CipherOutputStream')),
    borrows(methods('java.util#Properties', 'load store storeToXML list')),
    borrows(methods('java.security#KeyStore', 'load store'), 0),
    borrows(methods('java.io#InputStream', 'transferTo')),
    borrows(methods('java.io#Reader', 'transferTo')),
    borrows('javax.imageio#ImageIO.read', 0),
    // Whoever has the optional has what is in it.
    { call: statics('java.util#Optional', 'of ofNullable'), argument: 0, effect: 'owns' },
    { call: 'java.util#Objects.requireNonNull', argument: 0, effect: 'returns' },
  ],
  behaviours: [
    likelyThrows(
      methods(
        'java.io#InputStream',
        'read readAllBytes readNBytes skip skipNBytes available reset transferTo readObject readInt readLong readUTF readFully readByte readBoolean readShort',
      ),
    ),
    likelyThrows(
      methods(
        'java.io#OutputStream',
        'write flush writeObject writeInt writeLong writeUTF writeBytes writeByte writeBoolean writeShort',
      ),
    ),
    likelyThrows(methods('java.io#Reader', 'read readLine ready skip reset transferTo')),
    likelyThrows(methods('java.io#Writer', 'write append flush newLine')),
    likelyThrows(
      methods(
        'java.io#RandomAccessFile',
        'read readFully readLine readInt readLong readByte seek write writeBytes writeInt writeLong length setLength getFilePointer',
      ),
    ),
    likelyThrows(methods('java.util#Properties', 'load store storeToXML')),
    likelyThrows([
      ...constructors('java.io', 'FileInputStream FileOutputStream FileReader FileWriter RandomAccessFile'),
      ...throwingWrappers,
    ]),
    { call: [...inputWrappers, ...outputWrappers], throws: 'never' },
    givesReceiver('java.io#FileInputStream', 'getChannel'),
    givesReceiver('java.io#FileOutputStream', 'getChannel'),
    {
      call: ['*::getFD', '*::getFileDescriptor', '*::fileDescriptor'],
      returns: { type: 'java.io#FileDescriptor' },
    },
    givesReceiver('java.io#RandomAccessFile', 'getChannel'),
    givesReceiver('java.io#Writer', 'append'),
    givesReceiver('java.io#PrintWriter', 'append format printf'),
    givesReceiver('java.io#PrintStream', 'append format printf'),
    givesReceiver('java.util#Scanner', 'useDelimiter useLocale useRadix reset'),
    givesReceiver('java.util#Formatter', 'format'),
    { call: 'java.lang#Runtime.getRuntime', returns: { type: 'java.lang#Runtime' } },
    { call: ['java.lang#System.exit', ...methods('java.lang#Runtime', 'exit halt')], diverges: true },
  ],
};
