/** What characters are to a search for words, and the codes of some. */

export const NEWLINE = 10;
export const DOUBLE = 34;
export const HASH = 35;
export const SINGLE = 39;
export const STAR = 42;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const EQUALS = 61;
export const BACKSLASH = 92;
export const BACKTICK = 96;

export const OTHER = 0;
export const WORD = 1;
export const BLANK = 2;

/** By code; those beyond ASCII are parts of words. */
export const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  classes[code] = /[\w$]/.test(String.fromCharCode(code)) ? WORD : code <= 32 ? BLANK : OTHER;

/** The class of a character. */
export function classOf(code: number): number {
  return code < 128 ? (classes[code] ?? OTHER) : WORD;
}
