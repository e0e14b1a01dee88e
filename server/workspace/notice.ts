/** What a run has to say besides findings: something could not be read, was skipped, or has no effect. */

export type NoticeKind =
  /** A folder or file could not be read. */
  | 'unreadable'
  /** A file was left out by what is in it: too large, minified, generated. Named paths only. */
  | 'skipped'
  /** A file or function was not analysed to its end. */
  | 'given-up'
  /** A suppression that suppresses nothing, or names a rule that does not exist. */
  | 'suppression'
  /** A tsconfig.json that could not be used. */
  | 'tsconfig'
  /** Bytes that are no UTF-8. */
  | 'encoding'
  /** The baseline holds findings that are gone. */
  | 'baseline';

export interface Notice {
  readonly kind: NoticeKind;
  /** Absolute path, where it is about a file or folder. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** The command cannot do what it was asked: wrong arguments, a broken configuration. Ends with exit code 2. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
  /** The file that is to be mended, where it is one. */
  readonly file: string | null;

  constructor(message: string, file: string | null = null) {
    super(message);
    this.file = file;
  }
}
