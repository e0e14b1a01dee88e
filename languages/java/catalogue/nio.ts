/** java.nio, java.util.zip and java.util.stream. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
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

const FILES = 'java.nio.file#Files';
const COST = 'keeps a file descriptor open until the garbage collector happens to find it';

function resource(
  id: string,
  noun: string,
  types: readonly string[],
  page: string,
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id: `java.nio.${id}`,
    kind: 'file-handle',
    noun,
    rule: 'unclosed-file',
    cost: COST,
    types,
    releases: [{ method: 'close' }],
    discipline: 'always',
    documentation: `${JAVADOC}/${page}`,
    ...more,
  };
}

/** Whoever holds the lock holds the file. */
export const LOCKED = [{ method: 'lock' }, { method: 'tryLock' }] as const;

const INTERMEDIATE =
  'filter map flatMap mapToObj mapToInt mapToLong mapToDouble boxed distinct sorted peek limit skip takeWhile dropWhile parallel sequential unordered onClose mapMulti asLongStream asDoubleStream';

/** Operations that read a stream to its end. */
const DRAINING =
  'forEach forEachOrdered collect toList toArray count reduce max min sum average summaryStatistics';

/** Nothing but `close()` gives an open directory back: the collector does not. */
const LISTING = { kind: 'directory', cost: 'keeps directories open until the process ends' } as const;

export const nioFamily: Family = {
  id: 'java.nio',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'java.nio.channels#FileChannel': ['java.nio.channels#Channel'],
    'java.nio.channels#SeekableByteChannel': ['java.nio.channels#Channel'],
    'java.util.zip#GZIPInputStream': ['java.io#InputStream'],
    'java.util.zip#ZipInputStream': ['java.io#InputStream'],
    'java.util.zip#InflaterInputStream': ['java.io#InputStream'],
    'java.util.jar#JarInputStream': ['java.io#InputStream'],
    'java.util.zip#GZIPOutputStream': ['java.io#OutputStream'],
    'java.util.zip#ZipOutputStream': ['java.io#OutputStream'],
    'java.util.zip#DeflaterOutputStream': ['java.io#OutputStream'],
    'java.util.jar#JarOutputStream': ['java.io#OutputStream'],
    'java.util.jar#JarFile': ['java.util.zip#ZipFile'],
  },
  resources: [
    resource('input', 'file input stream', ['java.io#InputStream'], 'java/nio/file/Files.html'),
    resource('output', 'file output stream', ['java.io#OutputStream'], 'java/nio/file/Files.html'),
    resource('reader', 'file reader', ['java.io#BufferedReader'], 'java/nio/file/Files.html'),
    resource('writer', 'file writer', ['java.io#BufferedWriter'], 'java/nio/file/Files.html', {
      cost: 'keeps a file descriptor open, and what is still in the buffer is never written',
    }),
    resource(
      'channel',
      'file channel',
      ['java.nio.channels#FileChannel'],
      'java/nio/channels/FileChannel.html',
      { ends: LOCKED },
    ),
    resource('lines', 'stream of lines', ['java.util.stream#Stream'], 'java/nio/file/Files.html', {
      kind: 'stream',
    }),
    resource(
      'entries',
      'directory stream',
      ['java.nio.file#DirectoryStream'],
      'java/nio/file/DirectoryStream.html',
      {
        kind: 'directory',
        outlivesIteration: true,
        cost: 'keeps the directory open until the process ends',
      },
    ),
    resource('list', 'stream of paths', ['java.util.stream#Stream'], 'java/nio/file/Files.html', LISTING),
    // It closes each directory itself when it has come to its end, which these ask for; who stops before must close it.
    resource('walk', 'stream of paths', ['java.util.stream#Stream'], 'java/nio/file/Files.html', {
      ...LISTING,
      ends: DRAINING.split(' ').map((method) => ({ method })),
    }),
    resource('FileSystem', 'file system', ['java.nio.file#FileSystem'], 'java/nio/file/FileSystem.html', {
      cost: 'keeps the archive open, and a second one of it cannot be made',
    }),
    resource('FileLock', 'file lock', ['java.nio.channels#FileLock'], 'java/nio/channels/FileLock.html', {
      kind: 'lock',
      rule: 'unreleased-connection',
      cost: 'keeps others from the file until its channel is closed',
      releases: [{ method: 'release' }, { method: 'close', secondary: true }],
    }),
    resource(
      'WatchService',
      'watch service',
      ['java.nio.file#WatchService'],
      'java/nio/file/WatchService.html',
      {
        kind: 'watcher',
        rule: 'unremoved-listener',
        cost: 'keeps its descriptors and its thread until the process ends',
      },
    ),
    resource('ZipFile', 'zip file', ['java.util.zip#ZipFile'], 'java/util/zip/ZipFile.html'),
    resource('JarFile', 'jar file', ['java.util.jar#JarFile'], 'java/util/jar/JarFile.html'),
  ],
  acquisitions: [
    acquires(`${FILES}.newInputStream`, 'java.nio.input'),
    acquires(`${FILES}.newOutputStream`, 'java.nio.output'),
    acquires(`${FILES}.newBufferedReader`, 'java.nio.reader'),
    acquires(`${FILES}.newBufferedWriter`, 'java.nio.writer'),
    acquires([`${FILES}.newByteChannel`, 'java.nio.channels#FileChannel.open'], 'java.nio.channel'),
    acquires('java.nio.channels#AsynchronousFileChannel.open', 'java.nio.channel'),
    acquires(`${FILES}.lines`, 'java.nio.lines'),
    acquires(statics(FILES, 'list'), 'java.nio.list'),
    acquires(statics(FILES, 'walk find'), 'java.nio.walk'),
    acquires(`${FILES}.newDirectoryStream`, 'java.nio.entries'),
    acquires('java.nio.file#FileSystems.newFileSystem', 'java.nio.FileSystem'),
    acquires(methods('java.nio.file#FileSystem', 'newWatchService'), 'java.nio.WatchService', {
      distinctive: true,
    }),
    // Closing the channel gives its locks back.
    acquires(methods('java.nio.channels#FileChannel', 'lock tryLock'), 'java.nio.FileLock', {
      within: 'receiver',
    }),
    acquires('new java.util.zip#ZipFile', 'java.nio.ZipFile'),
    acquires('new java.util.jar#JarFile', 'java.nio.JarFile'),
  ],
  sinks: [
    wraps(
      constructors(
        'java.util.zip',
        'GZIPInputStream ZipInputStream InflaterInputStream CheckedInputStream GZIPOutputStream ZipOutputStream DeflaterOutputStream CheckedOutputStream',
      ),
    ),
    wraps(constructors('java.util.jar', 'JarInputStream JarOutputStream')),
    wraps(
      statics('java.nio.channels#Channels', 'newInputStream newOutputStream newReader newWriter newChannel'),
    ),
    borrows(statics(FILES, 'copy')),
    { call: statics('java.util.stream#Stream', 'concat'), argument: 'any', effect: 'owns' },
  ],
  behaviours: [
    likelyThrows(
      statics(
        FILES,
        'newInputStream newOutputStream newBufferedReader newBufferedWriter newByteChannel lines list walk find newDirectoryStream copy move delete readAllBytes readAllLines readString write writeString createDirectory createFile createTempFile createTempDirectory size',
      ),
    ),
    likelyThrows(
      methods(
        'java.nio.channels#Channel',
        'read write position size force truncate map transferTo transferFrom lock tryLock',
      ),
    ),
    likelyThrows(methods('java.util.zip#ZipInputStream', 'getNextEntry closeEntry')),
    likelyThrows(methods('java.util.zip#ZipOutputStream', 'putNextEntry closeEntry finish')),
    likelyThrows(methods('java.util.zip#ZipFile', 'getInputStream')),
    likelyThrows([
      'java.nio.channels#FileChannel.open',
      'java.nio.file#FileSystems.newFileSystem',
      ...constructors('java.util.zip', 'ZipFile GZIPInputStream GZIPOutputStream'),
      ...constructors('java.util.jar', 'JarFile JarInputStream JarOutputStream'),
    ]),
    givesReceiver('java.util.stream#Stream', INTERMEDIATE),
    givesReceiver('java.nio.channels#FileChannel', 'position truncate'),
  ],
};
