/**
 * Files: the builtin `open`, io, os, pathlib, tempfile, archives, mmap.
 *
 * CPython closes a file object when nothing refers to it any more, so `reclaimed`; descriptors of `os` are numbers
 * and stay open. Deliberately not listed: `io.StringIO` and `BytesIO`, which hold memory alone; `shelve` and `dbm`
 * beyond their close, `fileinput`, `logging` handlers, which are meant to live as long as the process.
 */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { behaviours, borrowers } from './borrowers.ts';
import { gives, KEYWORDS } from './form.ts';

const cost = 'keeps a file descriptor open, and what was written may never reach the disk';
const io = 'https://docs.python.org/3/library/io.html#io.IOBase.close';

function file(id: string, noun: string, more: Partial<ResourceType> = {}): ResourceType {
  return {
    id,
    kind: 'file-handle',
    noun,
    rule: 'unclosed-file',
    cost,
    releases: [{ method: 'close' }],
    liveness: [{ property: 'closed', held: false }],
    discipline: 'always',
    reclaimed: true,
    outlivesIteration: true,
    documentation: io,
    ...more,
  };
}

/** What holds memory alone, which an archive over it need not give back. */
const MEMORY = ['io#BytesIO'];

/** What is a file already: an archive over it has none of its own to close. */
const OPEN = ['python.File', 'python.TemporaryFile', 'typing#IO', 'typing#BinaryIO'];

/** Over a file that is open already it opens none, and leaves that one open when it is closed. */
const OVER_ANOTHER = { unless: [{ argument: KEYWORDS, property: 'fileobj', given: true }] };

const FD = 'https://docs.python.org/3/library/os.html#os.close';

export const files: Family = {
  id: 'python.files',
  language: 'python',
  // Numbers may be descriptors.
  values: ['global#bool', 'global#bytes', 'global#float', 'global#None', 'global#str'],
  checkedAgainst: [],
  usesThrow: true,
  resources: [
    file('python.File', 'file', {
      types: ['typing#IO', 'typing#TextIO', 'typing#BinaryIO', 'io#TextIOWrapper'],
    }),
    file('python.Archive', 'archive', {
      types: ['zipfile#ZipFile', 'tarfile#TarFile'],
      documentation: 'https://docs.python.org/3/library/zipfile.html#zipfile.ZipFile.close',
    }),
    file('python.TemporaryFile', 'temporary file', {
      cost: 'keeps a file descriptor and the file itself until the process ends',
      documentation: 'https://docs.python.org/3/library/tempfile.html#tempfile.TemporaryFile',
    }),
    file('python.TemporaryDirectory', 'temporary directory', {
      kind: 'directory',
      cost: 'leaves the folder and all that is in it until the process ends',
      releases: [{ method: 'cleanup' }],
      liveness: [],
      documentation: 'https://docs.python.org/3/library/tempfile.html#tempfile.TemporaryDirectory',
    }),
    file('python.Mapping', 'memory map', {
      cost: 'keeps the file mapped into memory',
      documentation: 'https://docs.python.org/3/library/mmap.html#mmap.mmap.close',
    }),
    file('python.Shelf', 'shelf', {
      documentation: 'https://docs.python.org/3/library/shelve.html#shelve.Shelf.close',
    }),
    file('python.ScanDir', 'directory iterator', {
      kind: 'directory',
      cost: 'keeps a descriptor of the directory open',
      outlivesIteration: false,
      documentation: 'https://docs.python.org/3/library/os.html#os.scandir.close',
    }),
    {
      id: 'python.Descriptor',
      kind: 'file-handle',
      noun: 'file descriptor',
      rule: 'unclosed-file',
      cost: 'stays open until the process ends: a number is closed by nobody',
      releases: [{ function: 'os#close', argument: 0 }],
      ends: [
        { function: 'os#fdopen', argument: 0 },
        { function: 'global#open', argument: 0 },
        { function: 'new socket#socket', argument: 0 },
      ],
      discipline: 'always',
      plain: true,
      documentation: FD,
    },
  ],
  acquisitions: [
    // Over a descriptor that somebody else closes.
    gives('python.File', ['global#open', 'io#open', 'os#fdopen'], {
      unlessSurely: [{ argument: KEYWORDS, property: 'closefd', equals: [false] }],
    }),
    gives('python.File', [
      'codecs#open',
      'os#popen',
      'gzip#open',
      'bz2#open',
      'new bz2#BZ2File',
      'lzma#open',
      'new lzma#LZMAFile',
      'tokenize#open',
      'wave#open',
      'pathlib#Path::open',
    ]),
    gives('python.File', ['new gzip#GzipFile'], {
      ...OVER_ANOTHER,
      unlessSurely: [{ argument: 3, ofType: MEMORY }],
    }),
    gives('python.Archive', ['new zipfile#ZipFile'], {
      // What has the methods of a file is one already.
      unlessSurely: [
        { argument: 0, ofType: [...MEMORY, ...OPEN] },
        { argument: 0, self: true },
      ],
    }),
    gives('python.Archive', ['tarfile#open', 'tarfile#TarFile.open', 'new tarfile#TarFile'], {
      ...OVER_ANOTHER,
      unlessSurely: [{ argument: 2, ofType: MEMORY }],
    }),
    gives('python.TemporaryFile', [
      'new tempfile#TemporaryFile',
      'new tempfile#NamedTemporaryFile',
      'new tempfile#SpooledTemporaryFile',
    ]),
    gives('python.TemporaryDirectory', ['new tempfile#TemporaryDirectory']),
    gives('python.Mapping', ['mmap#mmap']),
    gives('python.Shelf', ['shelve#open', 'dbm#open']),
    gives('python.ScanDir', ['os#scandir'], { heldFrom: ['__next__'] }),
    gives('python.Descriptor', ['os#open', 'os#dup'], { unlessDropped: true }),
    gives('python.Descriptor', ['os#memfd_create', 'os#eventfd']),
    gives('python.Descriptor', ['os#pipe', 'os#pipe2', 'os#openpty'], { part: ['0'] }),
    gives('python.Descriptor', ['os#pipe', 'os#pipe2', 'os#openpty'], { part: ['1'] }),
    gives('python.Descriptor', ['tempfile#mkstemp'], { part: ['0'] }),
  ],
  sinks: borrowers,
  behaviours,
};
