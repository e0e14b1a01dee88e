/** What comparing two forms of Leaklint gives. */
export interface Difference {
  readonly file: string;
  /** Which form says something else. */
  readonly how: string;
  readonly said: readonly string[];
  readonly printed: readonly string[];
}

export interface Comparison {
  readonly files: number;
  /** What the command line says of these files. */
  readonly findings: number;
  /** Files that the other form cannot read. */
  readonly leftOut: number;
  readonly differences: readonly Difference[];
}
