/** How the tests inside VS Code ended, as the other side reads it. */
export interface InsideResult {
  readonly passes: readonly string[];
  readonly failures: readonly { readonly title: string; readonly message: string }[];
  /** Figures that were measured. */
  readonly notes: readonly string[];
}

/** Whether what was read is such a result. */
export function isInsideResult(value: unknown): value is InsideResult {
  if (typeof value !== 'object' || value === null) return false;
  const { passes, failures, notes } = { passes: null, failures: null, notes: null, ...value };
  return Array.isArray(passes) && Array.isArray(failures) && Array.isArray(notes);
}
