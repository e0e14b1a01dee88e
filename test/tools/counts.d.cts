export interface Counts {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}

/** Prints the counts as the last line, or keeps them for continuous integration; see the code. */
export function printCounts(counts: Counts): void;
