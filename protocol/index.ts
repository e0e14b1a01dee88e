/**
 * What server and clients say to each other beyond the Language Server Protocol: names and shapes only, no code,
 * because the two sides bundle different copies of the protocol's classes. Ranges and URIs are as in LSP.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** One step of the path on which a resource is lost, in the order in which it is walked. */
export interface PathStep {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** A finding as lists and trees show it. */
export interface FindingItem {
  /** Stable as long as the finding is the same: its fingerprint and its file. */
  readonly id: string;
  readonly uri: string;
  readonly range: Range;
  readonly rule: string;
  readonly ruleTitle: string;
  /** What is lost, in the user's words: `file handle`, `timer`. */
  readonly resource: string;
  /** How it is lost, in the user's words: `on an early return`. */
  readonly lostPath: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly documentation: string;
  readonly steps: readonly PathStep[];
  /** Whether a quick fix is offered (not only a suppression); null where that was not tried yet. */
  readonly fixable: boolean | null;
}

/** What the server does at the moment. */
export interface Status {
  readonly state: 'idle' | 'checking' | 'scanning' | 'error';
  /** Of a scan: files done and in all. */
  readonly done?: number;
  readonly total?: number;
  /** Milliseconds since the epoch at the end of the last check, and how long it took. */
  readonly lastCheck?: number;
  readonly lastCheckMilliseconds?: number;
  /** The file that took longest in the last scan or since the start, with milliseconds. */
  readonly slowest?: { readonly uri: string; readonly milliseconds: number };
  /** What went wrong last, for the state `error`. */
  readonly message?: string;
}

/** Result of a scan. */
export interface ScanResult {
  readonly files: number;
  readonly warnings: number;
  readonly information: number;
  readonly milliseconds: number;
  readonly cancelled: boolean;
}

/** One setting as it is in force for a file, and where its value comes from. */
export interface EffectiveSetting {
  readonly name: string;
  /** As JSON text. */
  readonly value: string;
  /** `default`, `editor settings`, or the path of a configuration file. */
  readonly source: string;
}

/** Requests from the client: method name, parameters, result. */
export interface Requests {
  /** Scans all workspace folders, or what lies below `uri`. Cancellable; progress is started by the server. */
  'leaklint/scan': { params: { readonly uri?: string }; result: ScanResult };
  /** All findings that are known now, sorted by file and place. */
  'leaklint/findings': { params: Record<string, never>; result: readonly FindingItem[] };
  /** Whether a quick fix is offered for a finding, which is tried if it was not. */
  'leaklint/fixable': { params: Pick<FindingItem, 'uri' | 'id'>; result: boolean };
  /** What the engine sees at a place, as Markdown; null where there is no resource. */
  'leaklint/explain': {
    params: { readonly uri: string; readonly position: Position };
    result: { readonly markdown: string } | null;
  };
  'leaklint/effectiveConfiguration': {
    params: { readonly uri: string };
    result: { readonly settings: readonly EffectiveSetting[]; readonly problems: readonly string[] };
  };
  /**
   * The report over all known findings. With `openCommand`, places in the page are links that run this command of
   * the editor with `{ uri, line }`, the line counted from 0.
   */
  'leaklint/report': {
    params: { readonly format: 'html' | 'sarif'; readonly openCommand?: string };
    result: { readonly content: string };
  };
  /** Versions, settings, counts, memory: plain text without file contents, to paste into an issue. */
  'leaklint/debugInformation': { params: Record<string, never>; result: { readonly text: string } };
}

/** Notifications from the server: method name and parameters. */
export interface Notifications {
  'leaklint/status': Status;
  /** The answer to `leaklint/findings` has changed. At most a few times a second. */
  'leaklint/findingsChanged': { readonly warnings: number; readonly information: number };
}

/** What a code action does: `data.what.kind` of those whose edits are asked for later. */
export type ActionKind = 'fix' | 'suppress-line' | 'suppress-file' | 'delete-suppression' | 'fix-all';
