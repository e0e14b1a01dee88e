/** Who merely uses what it is given, who takes it over, and what never fails. */
import type { Behaviour, Selector, Sink } from '../../../analysis/catalogue/model.ts';

function of(module: string, names: string): Selector[] {
  return names.split(' ').map((name) => `${module}#${name}`);
}

function anyMethod(names: string): Selector[] {
  return names.split(' ').map((name) => `*::${name}`);
}

function methodsOf(type: Selector, names: string): Selector[] {
  return names.split(' ').map((name) => `${type}::${name}`);
}

const looks = of('global', 'print len str repr isinstance hasattr id bool type hash');

/** The block of a `with` statement, for the function that is its context manager. */
const BODY = 'global#with.body';

/** What these put over an open file has the file, and leaves it open when it is closed itself. */
const OVER_FILES = [
  'new gzip#GzipFile',
  'gzip#open',
  'new zipfile#ZipFile',
  'tarfile#open',
  'tarfile#TarFile.open',
];

export const borrowers: readonly Sink[] = [
  { call: BODY, argument: 'any', effect: 'borrows' },
  { call: OVER_FILES, argument: 'any', effect: 'borrows' },
  // What is closed with the block or the stack is seen to.
  {
    call: [
      ...of('contextlib', 'closing aclosing'),
      ...anyMethod('enter_context enter_async_context callback push_async_callback addCleanup'),
    ],
    argument: 'any',
    effect: 'owns',
  },
  // Kept by something else from here on.
  {
    call: anyMethod('append add setdefault register put put_nowait insert appendleft extend'),
    argument: 'any',
    effect: 'owns',
  },
  {
    call: [
      ...['new io#TextIOWrapper', 'new io#BufferedReader', 'new io#BufferedWriter', 'new csv#DictReader'],
      ...['new csv#DictWriter', 'new subprocess#Popen'],
      ...of('csv', 'reader writer'),
      ...of('global', 'enumerate iter zip map filter reversed'),
      ...of('itertools', 'islice chain tee'),
    ],
    argument: 'any',
    effect: 'wraps',
  },
  {
    call: [
      ...looks,
      ...of('global', 'list sorted tuple set sum max min any all next'),
      ...of('json', 'load dump'),
      ...of('pickle', 'load dump'),
      ...of('marshal', 'load dump'),
      ...of('tomllib', 'load'),
      ...of('plistlib', 'load dump'),
      ...of('yaml', 'load safe_load dump safe_dump'),
      ...of('shutil', 'copyfileobj'),
      ...of('fcntl', 'flock lockf fcntl ioctl'),
      ...of('select', 'select'),
      ...of('subprocess', 'run call check_call check_output'),
      ...of('os', 'read write pread pwrite fstat fsync lseek ftruncate isatty set_blocking get_blocking'),
      ...of('os', 'fchmod fchown set_inheritable get_inheritable sendfile dup2 ttyname tcgetpgrp'),
    ],
    argument: 'any',
    effect: 'borrows',
  },
];

export const behaviours: readonly Behaviour[] = [
  { call: BODY, throws: 'likely' },
  { call: OVER_FILES, carries: { type: 'io#IOBase', member: 'fp', argument: 0 } },
  { call: OVER_FILES, carries: { type: 'io#IOBase', member: 'fileobj', argument: -1 } },
  {
    call: [
      ...of('sys', 'exit'),
      ...of('os', '_exit abort execl execle execlp execlpe execv execve execvp execvpe'),
      ...of('global', 'exit quit'),
    ],
    diverges: true,
  },
  {
    call: [
      ...looks,
      ...of('global', 'enumerate iter zip'),
      ...anyMethod('fileno isatty poll debug info warning error exception log settimeout setblocking'),
    ],
    throws: 'never',
  },
  {
    call: of('os', 'dup2'),
    standsIn: {
      argument: 0,
      of: 1,
      numbers: [0, 1, 2],
      streams: of('sys', 'stdin stdout stderr __stdin__ __stdout__ __stderr__'),
      number: 'fileno',
    },
  },
  // A cursor refers to its connection.
  { call: anyMethod('cursor'), keeps: true, throws: 'never' },
  {
    call: methodsOf('sqlite3#Connection', 'cursor execute executemany executescript'),
    keeps: true,
    returns: { type: 'sqlite3#Cursor' },
  },
  { call: methodsOf('zipfile#ZipFile', 'namelist infolist'), throws: 'never' },
  // What is read out of an archive reads it; the file of another machine needs its session.
  {
    call: [
      ...['zipfile#ZipFile::open', 'tarfile#TarFile::extractfile'],
      ...methodsOf('paramiko#SFTPClient', 'open file'),
    ],
    keeps: true,
  },
  { call: methodsOf('sqlite3#Cursor', 'execute executemany executescript'), returns: 'receiver' },
  { call: ['new pathlib#Path', 'pathlib#Path.home', 'pathlib#Path.cwd'], returns: { type: 'pathlib#Path' } },
  {
    call: ['expanduser', 'resolve', 'absolute', 'joinpath', 'with_suffix', 'with_name'].map(
      (name) => `pathlib#Path::${name}`,
    ),
    returns: { type: 'pathlib#Path' },
  },
];
