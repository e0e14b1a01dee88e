/** Functions of the standard library that read from or write to what they are given and close nothing. */
import type { Family, Selector } from '../../../analysis/catalogue/model.ts';

function all(module: string, names: string): readonly Selector[] {
  return names.split(' ').map((name) => `${module}#${name}`);
}

const READ_OR_WRITTEN: readonly Selector[] = [
  ...all(
    'io',
    'Copy CopyN CopyBuffer ReadAll ReadFull ReadAtLeast WriteString TeeReader LimitReader MultiReader MultiWriter NewSectionReader',
  ),
  ...all('io/ioutil', 'ReadAll'),
  ...all('bufio', 'NewReader NewReaderSize NewWriter NewWriterSize NewScanner NewReadWriter'),
  ...all(
    'fmt',
    'Fprint Fprintf Fprintln Fscan Fscanf Fscanln Sprint Sprintf Sprintln Print Printf Println Errorf',
  ),
  ...all('log', 'Print Printf Println New'),
  ...all('encoding/json', 'NewDecoder NewEncoder'),
  ...all('encoding/xml', 'NewDecoder NewEncoder'),
  ...all('encoding/gob', 'NewDecoder NewEncoder'),
  ...all('encoding/csv', 'NewReader NewWriter'),
  ...all('encoding/hex', 'NewDecoder NewEncoder Dumper'),
  ...all('encoding/base64', 'NewDecoder NewEncoder'),
  ...all('encoding/pem', 'Encode'),
  ...all('encoding/binary', 'Read Write'),
  // Readers and writers over another hold nothing but memory. They close it not, and to leave them open loses at most
  // what was not flushed.
  ...all('compress/gzip', 'NewReader NewWriter NewWriterLevel'),
  ...all('compress/zlib', 'NewReader NewReaderDict NewWriter NewWriterLevel NewWriterLevelDict'),
  ...all('compress/flate', 'NewReader NewReaderDict NewWriter NewWriterDict'),
  ...all('compress/lzw', 'NewReader NewWriter'),
  ...all('compress/bzip2', 'NewReader'),
  ...all('archive/tar', 'NewReader NewWriter FileInfoHeader'),
  ...all('archive/zip', 'NewReader NewWriter FileInfoHeader'),
  ...all('image', 'Decode DecodeConfig'),
  ...all('image/png', 'Decode Encode'),
  ...all('image/jpeg', 'Decode Encode'),
  ...all('text/tabwriter', 'NewWriter'),
  ...all('runtime/pprof', 'WriteHeapProfile Lookup'),
  ...all('gopkg.in/yaml.v3', 'NewDecoder NewEncoder'),
  ...all('gopkg.in/yaml.v2', 'NewDecoder NewEncoder'),
  ...all('debug/elf', 'NewFile'),
  ...all('golang.org/x/net/html', 'Parse NewTokenizer'),
  ...all('net/http', 'ServeContent NewRequest NewRequestWithContext'),
  ...all('crypto/rand', 'Int Prime'),
  ...all('errors', 'Is As Join'),
  ...all('reflect', 'ValueOf TypeOf'),
];

export const borrowing: Family = {
  id: 'go.borrowing',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    'errors#Join': '1.20',
    'sync#OnceFunc': '1.21',
    'sync#OnceValue': '1.21',
    'slices#SortFunc': '1.21',
    'slices#ContainsFunc': '1.21',
    'k8s.io/klog/v2': '2.140.0',
    'k8s.io/klog': '1.0.0',
    'github.com/golang/glog': '1.2.5',
    'github.com/rs/zerolog': '1.34.0',
    'github.com/rs/zerolog/log': '1.34.0',
    'github.com/rclone/rclone/fs': '1.69.0',
  },
  computing: [
    ...[
      'errors',
      'strings',
      'strconv',
      'bytes',
      'math',
      'math/rand',
      'path',
      'path/filepath',
      'slices',
      'maps',
      'sort',
      // What is put around a connection reads nothing yet.
      'bufio',
    ],
    ...['sync', 'sync/atomic', 'unicode', 'unicode/utf8', 'net/url', 'encoding/hex', 'encoding/base64'],
    ...all('fmt', 'Sprint Sprintf Sprintln Errorf'),
    ...all('time', 'Now Since Until Unix UnixMilli Date Duration'),
    ...all('github.com/google/uuid', 'New NewString'),
  ],
  sinks: [
    // What bounds or copies what is read reaches the end where that does, or the bound.
    {
      call: ['io#LimitReader', 'io#TeeReader', 'bufio#NewReader', 'bufio#NewReaderSize'],
      argument: 0,
      effect: 'views',
    },
    { call: 'net/http#MaxBytesReader', argument: 1, effect: 'views' },
    { call: 'net/http#MaxBytesReader', argument: 0, effect: 'borrows' },
    // A request closes its body.
    { call: ['net/http#NewRequest', 'net/http#NewRequestWithContext'], argument: 'any', effect: 'owns' },
    {
      call: READ_OR_WRITTEN.filter((one) => !one.includes('NewRequest')),
      argument: 'any',
      effect: 'borrows',
    },
    // The process writes to it from here on: its log, or a profile that somebody stops elsewhere.
    {
      call: [
        'log#SetOutput',
        'log#Logger::SetOutput',
        'runtime/pprof#StartCPUProfile',
        'runtime/trace#Start',
      ],
      argument: 0,
      effect: 'owns',
    },
    { call: 'sync#Map::LoadOrStore', argument: 1, effect: 'keeps' },
    { call: ['global#chan.send', 'global#chan.offer'], argument: 1, effect: 'owns' },
    // It gives its first argument, or panics.
    {
      call: ['github.com/samber/lo#Must', 'github.com/samber/lo#Must1', 'tailscale.com/util/must#Get'],
      argument: 0,
      effect: 'returns',
    },
    { call: 'encoding/json#Decoder::Decode', argument: 'any', effect: 'borrows' },
    { call: ['io#Writer::Write', 'io#Reader::Read'], argument: 'any', effect: 'borrows' },
    { call: 'bytes#Buffer::ReadFrom', argument: 0, effect: 'borrows' },
  ],
  callbacks: [
    { call: ['sync#Once::Do', 'sync#OnceFunc', 'sync#OnceValue'], argument: 0, runs: 'once-now' },
    { call: ['path/filepath#Walk', 'path/filepath#WalkDir'], argument: 1, runs: 'many-now' },
    { call: 'io/fs#WalkDir', argument: 2, runs: 'many-now' },
    { call: ['sort#Slice', 'sort#SliceStable', 'slices#SortFunc'], argument: 1, runs: 'many-now' },
    { call: 'slices#ContainsFunc', argument: 1, runs: 'many-now' },
  ],
  behaviours: [
    {
      call: ['os#Exit', 'log#Fatal', 'log#Fatalf', 'log#Fatalln', 'runtime#Goexit', 'syscall#Exit'],
      diverges: true,
    },
    {
      call: [
        ...['', 'Logger::', 'Entry::'].flatMap((of) =>
          all('github.com/sirupsen/logrus', `${of}Fatal ${of}Fatalf ${of}Fatalln`),
        ),
        ...['k8s.io/klog/v2', 'k8s.io/klog', 'github.com/golang/glog'].flatMap((module) =>
          all(module, 'Fatal Fatalf Fatalln FatalDepth Exit Exitf Exitln ExitDepth'),
        ),
        ...all('github.com/rclone/rclone/fs', 'Fatalf Fatal'),
        // What it gives ends the process as soon as it is sent.
        ...all('github.com/rs/zerolog/log', 'Fatal Panic'),
        ...all('github.com/rs/zerolog', 'Logger::Fatal Logger::Panic'),
      ],
      diverges: true,
    },
    {
      call: [
        'log#Panic',
        'log#Panicf',
        'testing#T::Fatal',
        'testing#T::Fatalf',
        'testing#T::FailNow',
        'testing#T::Skip',
        'testing#T::Skipf',
        'testing#B::Fatal',
        'testing#B::Fatalf',
        'testing#TB::Fatal',
        'testing#TB::Fatalf',
        'log#Logger::Fatal',
        'log#Logger::Fatalf',
      ],
      diverges: true,
    },
  ],
};
