/**
 * The file that was half-typed when it was last parsed. While somebody types in it, most letters leave it so: then
 * the quick parser need not be tried before the patient one, and the compiler takes over what has not changed of
 * its tree. One file is remembered, since one is typed in at a time.
 */
import type ts from 'typescript';

/** What is known of the last half-typed file; there is one for each process, as there is one keyboard. */
export class HalfTyped {
  private last: { readonly path: string; readonly file: ts.SourceFile } | null = null;

  /** Whether the file had errors when it was last parsed, and is still remembered. */
  has(path: string): boolean {
    return this.last?.path === path;
  }

  /**
   * The file as it was, to be parsed anew with what has changed, and the change; null if it is not remembered. The
   * old tree is used up by that, so it is forgotten.
   */
  take(
    path: string,
    text: string,
  ): { readonly file: ts.SourceFile; readonly change: ts.TextChangeRange } | null {
    if (this.last?.path !== path) return null;
    const { file } = this.last;
    // The compiler would give the same tree, from which the errors have been taken.
    if (file.text === text) return null;
    this.last = null;
    return { file, change: changeBetween(file.text, text) };
  }

  /** Remembers a file with errors. What is very long is not kept: its tree takes too much memory. */
  keep(path: string, file: ts.SourceFile): void {
    this.last = file.text.length > maxLength ? null : { path, file };
  }
}

/** In characters: some 25,000 lines. */
const maxLength = 1_000_000;

/** The one stretch that differs between two texts. */
function changeBetween(before: string, after: string): ts.TextChangeRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  const rest = shorter - start;
  while (
    end < rest &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return {
    span: { start, length: before.length - end - start },
    newLength: after.length - end - start,
  };
}
