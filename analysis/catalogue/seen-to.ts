/**
 * Whether what a call gives is seen to where it is made, told without parsing: `ctx, cancel := context.WithTimeout(…)`
 * with `defer cancel()` in the next line, `with open(path) as file`. Most of what such functions give is seen to like
 * that, and a text in which all of it is need not be looked at for it.
 */

/** How far behind the name the statement that releases is looked for. */
const FARTHEST = 800;

/**
 * Whether the next statement says that it is released when the function is left.
 *
 * @param start where the name of what is called stands
 * @param end where it ends
 */
export function isSeenTo(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const targets = /^\s*(?<targets>\w+(?:\s*,\s*\w+)*)\s*:?=\s*\w+\.$/.exec(line)?.groups?.['targets'];
  if (targets === undefined) return false;
  const close = closing(text, end);
  if (close < 0) return false;
  const released = RELEASED.exec(text.slice(close + 1, end + FARTHEST))?.groups?.['name'];
  return released !== undefined && targets.split(',').some((target) => target.trim() === released);
}

/**
 * Whether a block is entered by the call, which gives back what that acquires: `with open(path) as file`. Or whether
 * nothing else is done with it than to close it: `open(path, 'w').close()`.
 *
 * @param start where the name of what is called stands
 * @param end where it ends
 */
export function isManaged(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const items = /^\s*(?:async\s+)?with\s+(?<items>.*)$/.exec(line)?.groups?.['items'];
  if (items !== undefined && /^(?:\w+\.)*$/.test(lastItem(items))) return true;
  const close = closing(text, end);
  return close >= 0 && text.startsWith('.close()', close + 1);
}

/** What stands of the item of a `with` statement that is not complete yet: `open(a) as f, self.` has `self.`. */
function lastItem(items: string): string {
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < items.length; at++) {
    const sign = items[at];
    if (sign === '"' || sign === "'") at = stringEnd(items, at, sign, items.length);
    else if (sign === '(' || sign === '[' || sign === '{') depth++;
    else if (sign === ')' || sign === ']' || sign === '}') depth--;
    else if (sign === ',' && depth === 0) begin = at + 1;
  }
  return items.slice(begin).trim();
}

/** In the next statement, or in the one after the check that nothing failed. */
const RELEASED =
  /^[ \t]*\n(?:\s*if \w+ != nil \{[ \t]*\n(?:[^\n]*\n){1,4}?\s*\}[ \t]*\n)?\s*defer (?<name>\w+)(?:\.(?:Close|Stop))?\(\)/;

/** Where the bracket closes that opens there; -1 where none does, or not within reach. */
function closing(text: string, open: number): number {
  if (text[open] !== '(') return -1;
  let depth = 0;
  const last = Math.min(text.length, open + FARTHEST);
  for (let at = open; at < last; at++) {
    const sign = text[at];
    if (sign === '(') depth++;
    else if (sign === ')') {
      depth--;
      if (depth === 0) return at;
    } else if (sign === '"' || sign === '`' || sign === "'") {
      at = stringEnd(text, at, sign, last);
    }
  }
  return -1;
}

function stringEnd(text: string, begin: number, quote: string, last: number): number {
  for (let at = begin + 1; at < last; at++) {
    if (text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) return at;
  }
  return last;
}
