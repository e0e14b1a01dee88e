/** Which complaints of the parser mean that the tree is not what was meant. */

/**
 * The parser also complains about things that it has understood perfectly well: octal literals and
 * escapes in old scripts, and the insides of regular expressions.
 */
export function isRealSyntaxError(code: number): boolean {
  return !UNDERSTOOD.has(code) && !(code >= FIRST_REGEXP && code <= LAST_REGEXP);
}

const UNDERSTOOD: ReadonlySet<number> = new Set([
  1121, // Octal literals are not allowed.
  1487, // Octal escape sequences are not allowed.
  1488, // Escape sequence '\8' is not allowed.
  1489, // Decimals with leading zeros are not allowed.
  6188, // Numeric separators are not allowed here.
  6189, // Multiple consecutive numeric separators are not permitted.
]);

const FIRST_REGEXP = 1499;
const LAST_REGEXP = 1538;
