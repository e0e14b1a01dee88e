/** os, io and what is built on files. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { closeable, opened, page } from './shared.ts';

const DESCRIPTOR = 'keeps a file descriptor open until the garbage collector happens to find it, or for ever';

export const files: Family = {
  id: 'go.files',
  language: 'go',
  checkedAgainst: [],
  unchecked: {
    'github.com/fsnotify/fsnotify#NewBufferedWatcher': '1.8.0',
    'os#OpenRoot': '1.24',
    'os#Root::FS': '1.24',
    'os#OpenInRoot': '1.25',
    'os#Root': '1.24',
  },
  usedWhereNamed: { 'os#Root': ['OpenRoot'] },
  resources: [
    closeable('go.os.File', 'os#File', {
      kind: 'file-handle',
      noun: 'file',
      rule: 'unclosed-file',
      cost: DESCRIPTOR,
      documentation: page('os', 'File.Close'),
    }),
    closeable('go.os.Root', 'os#Root', {
      kind: 'directory',
      noun: 'root directory',
      rule: 'unclosed-file',
      cost: DESCRIPTOR,
      documentation: page('os', 'Root.Close'),
    }),
    closeable('go.zip.ReadCloser', 'archive/zip#ReadCloser', {
      kind: 'file-handle',
      noun: 'zip file',
      rule: 'unclosed-file',
      cost: DESCRIPTOR,
      documentation: page('archive/zip', 'ReadCloser.Close'),
    }),
    closeable('go.multipart.File', 'mime/multipart#File', {
      kind: 'file-handle',
      noun: 'uploaded file',
      rule: 'unclosed-file',
      cost: DESCRIPTOR,
      documentation: page('mime/multipart', 'FileHeader.Open'),
    }),
    closeable('go.fsnotify.Watcher', 'github.com/fsnotify/fsnotify#Watcher', {
      kind: 'watcher',
      noun: 'file watcher',
      rule: 'unremoved-listener',
      cost: 'keeps its descriptors and its goroutine for ever',
      documentation: page('github.com/fsnotify/fsnotify', 'Watcher.Close'),
    }),
    closeable('go.zstd.Decoder', 'github.com/klauspost/compress/zstd#Decoder', {
      kind: 'stream',
      noun: 'zstd decoder',
      rule: 'unclosed-file',
      cost: 'keeps its goroutines and buffers for ever',
      documentation: page('github.com/klauspost/compress/zstd', 'Decoder.Close'),
    }),
  ],
  acquisitions: [
    opened(
      [
        'os#Open',
        'os#Create',
        'os#OpenFile',
        'os#CreateTemp',
        'io/ioutil#TempFile',
        'os#OpenInRoot',
        'os#Root::Open',
        'os#Root::Create',
        'os#Root::OpenFile',
      ],
      'go.os.File',
    ),
    { call: 'os#Pipe', resource: 'go.os.File', yields: 'result', part: ['0'], failure: ['2'] },
    { call: 'os#Pipe', resource: 'go.os.File', yields: 'result', part: ['1'], failure: ['2'] },
    opened(['os#OpenRoot', 'os#Root::OpenRoot'], 'go.os.Root'),
    opened('archive/zip#OpenReader', 'go.zip.ReadCloser'),
    opened('mime/multipart#FileHeader::Open', 'go.multipart.File'),
    {
      call: 'net/http#Request::FormFile',
      resource: 'go.multipart.File',
      yields: 'result',
      part: ['0'],
      failure: ['2'],
    },
    opened(
      ['github.com/fsnotify/fsnotify#NewWatcher', 'github.com/fsnotify/fsnotify#NewBufferedWatcher'],
      'go.fsnotify.Watcher',
    ),
    opened('github.com/klauspost/compress/zstd#NewReader', 'go.zstd.Decoder'),
  ],
  behaviours: [
    // The decoder as a reader that closes it.
    { call: 'github.com/klauspost/compress/zstd#Decoder::IOReadCloser', returns: 'receiver' },
    // It reads through the root, for as long as it is used itself.
    { call: 'os#Root::FS', returns: 'receiver' },
  ],
};
