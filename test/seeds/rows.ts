/** The incidents: which lines of which file leak before the fix, and which must be silent. */

export interface SeedRow {
  /** Names the folder that it is laid out in. */
  readonly id: string;
  readonly system: string;
  readonly what: string;
  /** `owner/name @ before → after`, as in the public repository. */
  readonly commits: string;
  readonly files: readonly SeedFile[];
}

export interface SeedFile {
  readonly state: 'before' | 'after';
  readonly path: string;
  /** Lines that must be a warning, or at least information. */
  readonly warn?: readonly number[];
  readonly inform?: readonly number[];
  /** Lines that must show nothing above information; `all`: no line of the file may. */
  readonly silent?: readonly number[] | 'all';
}

const UPLOAD = 'backend/teldrive/upload.go';
const TELDRIVE = 'backend/teldrive/teldrive.go';

export const seedRows: readonly SeedRow[] = [
  {
    id: '1a',
    system: "Teldrive's rclone client (Go)",
    what: 'a response that is only lent to `shouldRetry`: two connections per uploaded file',
    commits: 'tgdrive/rclone @ e8791e2b77ed → edaf667766ff',
    files: [
      { state: 'before', path: UPLOAD, warn: [363, 377], silent: [124] },
      { state: 'before', path: TELDRIVE, warn: [585, 698, 784], silent: [666] },
      { state: 'after', path: UPLOAD, silent: 'all' },
      { state: 'after', path: TELDRIVE, silent: 'all' },
    ],
  },
  {
    id: '1b',
    system: "Teldrive's server (Go)",
    what: 'an `http.Server` without any timeout',
    commits: 'tgdrive/teldrive @ 5ff157aabc27 → e7865a7637cb',
    files: [
      { state: 'before', path: 'cmd/run.go', warn: [255] },
      { state: 'after', path: 'cmd/run.go', silent: 'all' },
    ],
  },
  {
    id: '1c',
    system: "Teldrive's server (Go)",
    what: 'a connection pool made per upload, never closed',
    commits: 'tgdrive/teldrive @ 943a5012b9d9 → 67e063ba00e1',
    files: [
      { state: 'before', path: 'pkg/services/upload.go', warn: [163] },
      { state: 'after', path: 'pkg/services/upload.go', silent: 'all' },
    ],
  },
  {
    id: '1d',
    system: "Teldrive's server (Go)",
    what: 'a bare send on a channel whose reader may be gone',
    commits: 'tgdrive/teldrive @ 470aeb053aa9',
    files: [{ state: 'before', path: 'internal/reader/tg_reader.go', inform: [230, 286] }],
  },
  {
    id: '2',
    system: 'Soul gateway (Java)',
    what: 'a `LoopResources` local of the start method that stop cannot reach: 26 descriptors per forward',
    commits: 'apache/shenyu @ c6ac313d0c0a → 38e3c6a4dce0',
    files: [
      { state: 'before', path: 'TcpBootstrapServer.java', warn: [69] },
      { state: 'after', path: 'TcpBootstrapServer.java', silent: 'all' },
    ],
  },
  {
    id: '3',
    system: 'Reticulum (Python)',
    what: '`open()` never closed on any path; four more where an exception skips `close()`',
    commits: 'markqvist/Reticulum @ 30248854ed57 → 844541766184',
    files: [
      {
        state: 'before',
        path: 'RNS/Identity.py',
        warn: [334],
        inform: [158, 172, 194, 288],
        silent: [311, 503, 611],
      },
      { state: 'after', path: 'RNS/Identity.py', silent: 'all' },
    ],
  },
  {
    id: '4',
    system: "Rancher's tunnel (Go)",
    what: 'an `http.Transport` per request without `IdleConnTimeout`',
    commits: 'rancher/rancher @ aa7b9b83c421 → fe1c0db9b294',
    files: [
      { state: 'before', path: 'pkg/api/steve/proxy/proxy.go', warn: [221] },
      { state: 'after', path: 'pkg/api/steve/proxy/proxy.go', silent: 'all' },
    ],
  },
  {
    id: '5',
    system: 'Telepresence (Go)',
    what: '`context.WithCancel` made after the gRPC stream that it should cancel',
    commits: 'telepresenceio/telepresence @ 212be58ff8c3 → 0f9d66941cda',
    files: [
      { state: 'before', path: 'pkg/tunnel/dialer.go', warn: [350] },
      { state: 'after', path: 'pkg/tunnel/dialer.go', silent: 'all' },
    ],
  },
];
