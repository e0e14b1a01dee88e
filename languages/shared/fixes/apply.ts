/** Applying fixes to a text. */

import type { Fix, TextEdit } from '../../../rules/rule.ts';

export interface Applied {
  readonly text: string;
  readonly applied: readonly Fix[];
  /** Fixes that touch what an earlier one changes: to be asked for again on the new text. */
  readonly skipped: readonly Fix[];
}

/** Applies as many of the fixes as fit together, first come first served; each is taken whole or not at all. */
export function applyFixes(text: string, fixes: readonly Fix[]): Applied {
  const applied: Fix[] = [];
  const skipped: Fix[] = [];
  for (const fix of fixes) {
    const clashes = applied.some((other) => overlaps(fix, other));
    (clashes || fix.edits.length === 0 ? skipped : applied).push(fix);
  }
  return {
    text: applyEdits(
      text,
      applied.flatMap((fix) => fix.edits),
    ),
    applied,
    skipped,
  };
}

/** The text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort(
    (left, right) => left.range.start - right.range.start || left.range.end - right.range.end,
  );
  let result = '';
  let at = 0;
  for (const { range, text: inserted } of ordered) {
    result += text.slice(at, range.start) + inserted;
    at = range.end;
  }
  return result + text.slice(at);
}

/**
 * Whether one fix lies anywhere in the stretch that the other one changes, from its first edit to its last.
 * Edits that merely interleave can still break each other: two `try` blocks that cross, two that declare
 * one name.
 */
function overlaps(left: Fix, right: Fix): boolean {
  const [a, b] = [spanOf(left), spanOf(right)];
  return a.start <= b.end && b.start <= a.end;
}

function spanOf(fix: Fix): { readonly start: number; readonly end: number } {
  return {
    start: Math.min(...fix.edits.map(({ range }) => range.start)),
    end: Math.max(...fix.edits.map(({ range }) => range.end)),
  };
}
