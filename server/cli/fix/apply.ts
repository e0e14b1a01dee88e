/** Applying fixes to a text. */
import type { Fix, TextEdit } from '../../../rules/rule.ts';

/** The text after the edits. Edits that overlap an earlier one are not to be passed. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort(
    (left, right) => left.range.start - right.range.start || left.range.end - right.range.end,
  );
  // Inserted lines end as the lines of the file do.
  const end = lineEndOf(text);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    result += text.slice(at, edit.range.start) + edit.text.replace(/\r?\n/g, end);
    at = edit.range.end;
  }
  return result + text.slice(at);
}

/** As many of the fixes as fit together, first come first served; a fix is taken whole or not at all. */
export function compatible(fixes: readonly Fix[]): readonly Fix[] {
  const taken: Fix[] = [];
  for (const fix of fixes) {
    const clashes = taken.some((other) =>
      other.edits.some((left) => fix.edits.some((right) => overlap(left, right))),
    );
    if (!clashes) taken.push(fix);
  }
  return taken;
}

function overlap(left: TextEdit, right: TextEdit): boolean {
  // Two insertions at one place have no order of their own, so they clash too.
  if (left.range.start === right.range.start) return true;
  return left.range.start < right.range.end && right.range.start < left.range.end;
}

function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text.charCodeAt(first - 1) === 13 ? '\r\n' : '\n';
}
