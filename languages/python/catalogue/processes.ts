/** Processes, threads, pools and event loops of the standard library. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { gives, waits } from './form.ts';

const FUTURES =
  'https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown';

export const processes: Family = {
  id: 'python.processes',
  language: 'python',
  checkedAgainst: [],
  sameAs: { 'concurrent.futures': 'concurrent#futures', 'multiprocessing.pool': 'multiprocessing#pool' },
  resources: [
    {
      id: 'python.Popen',
      kind: 'child-process',
      noun: 'child process',
      rule: 'undisposed-loop',
      cost: 'leaves a zombie behind and keeps its pipes open',
      types: ['subprocess#Popen'],
      releases: [
        { method: 'wait' },
        { method: 'communicate', secondary: true },
        { method: 'kill', secondary: true },
        { method: 'terminate', secondary: true },
      ],
      ends: [{ method: 'poll' }, { member: 'stdout' }, { member: 'returncode' }, { member: 'pid' }],
      liveness: [{ property: 'returncode', held: false }],
      discipline: 'self-ending',
      documentation: 'https://docs.python.org/3/library/subprocess.html#subprocess.Popen.communicate',
    },
    {
      id: 'python.Executor',
      kind: 'executor',
      noun: 'executor',
      rule: 'undisposed-loop',
      cost: 'keeps its workers running for as long as anything refers to it',
      types: ['concurrent#futures.ThreadPoolExecutor', 'concurrent#futures.ProcessPoolExecutor'],
      releases: [{ method: 'shutdown' }],
      discipline: 'always',
      // Idle workers are told to end when nothing refers to their executor any more.
      collected: true,
      // It starts its first worker with the first thing that it is given to do.
      inert: ['submit', 'map'],
      documentation: FUTURES,
    },
    {
      id: 'python.Pool',
      kind: 'executor',
      noun: 'process pool',
      rule: 'undisposed-loop',
      cost: 'keeps its worker processes running',
      releases: [{ method: 'close' }, { method: 'terminate', secondary: true }],
      discipline: 'always',
      documentation: 'https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool',
    },
    {
      id: 'python.Timer',
      kind: 'timer',
      noun: 'timer',
      rule: 'uncleared-timer',
      cost: 'runs its function later whatever has happened in between',
      releases: [{ method: 'cancel' }],
      discipline: 'evidence',
      documentation: 'https://docs.python.org/3/library/threading.html#threading.Timer.cancel',
    },
    {
      id: 'python.EventLoop',
      kind: 'event-loop',
      noun: 'event loop',
      rule: 'undisposed-loop',
      cost: 'keeps its selector, sockets and threads',
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.close',
    },
    {
      id: 'python.StreamWriter',
      kind: 'socket',
      noun: 'connection',
      rule: 'unclosed-socket',
      cost: 'keeps the connection and its descriptor open',
      types: ['asyncio#StreamWriter'],
      releases: [{ method: 'close' }],
      discipline: 'always',
      documentation: 'https://docs.python.org/3/library/asyncio-stream.html#asyncio.StreamWriter.close',
    },
    {
      id: 'python.AsyncServer',
      kind: 'server',
      noun: 'server',
      rule: 'undisposed-loop',
      cost: 'keeps its port taken',
      releases: [{ method: 'close' }],
      ends: [{ method: 'serve_forever' }],
      discipline: 'always',
      documentation: 'https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.Server.close',
    },
    {
      id: 'python.Lock',
      kind: 'lock',
      noun: 'lock',
      rule: 'unreleased-connection',
      cost: 'blocks everybody who waits for it',
      types: ['threading#Lock', 'threading#RLock'],
      releases: [{ method: 'release' }],
      discipline: 'lease',
      documentation: 'https://docs.python.org/3/library/threading.html#threading.Lock.release',
    },
  ],
  acquisitions: [
    gives('python.Popen', ['new subprocess#Popen']),
    gives('python.Executor', [
      'new concurrent#futures.ThreadPoolExecutor',
      'new concurrent#futures.ProcessPoolExecutor',
    ]),
    gives('python.Pool', [
      'new multiprocessing#Pool',
      'new multiprocessing#pool.Pool',
      'new multiprocessing#pool.ThreadPool',
    ]),
    gives('python.Timer', ['new threading#Timer'], { heldFrom: ['start'] }),
    gives('python.EventLoop', ['asyncio#new_event_loop']),
    gives('python.StreamWriter', ['asyncio#open_connection', 'asyncio#open_unix_connection'], {
      yields: 'promise',
      part: ['1'],
    }),
    gives('python.AsyncServer', ['asyncio#start_server', 'asyncio#start_unix_server'], { yields: 'promise' }),
  ],
  deadlines: [
    waits(['subprocess#run', 'subprocess#call', 'subprocess#check_call', 'subprocess#check_output'], {
      noun: 'command',
      kind: 'child-process',
      without: 'long',
      documentation: 'https://docs.python.org/3/library/subprocess.html#subprocess.run',
    }),
  ],
};
