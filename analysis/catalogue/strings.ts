/** Where the strings of Python end, told without parsing: what is only written about in them opens nothing. */
import { BACKSLASH, NEWLINE } from './characters.ts';

/**
 * Behind its closing quotes. A text that is just being typed may have none: then it is behind the opening quote, and
 * what follows is looked at like everything else.
 *
 * @param start where its first quote stands
 */
export function stringEndFrom(text: string, start: number): number {
  const quote = text.charAt(start);
  if (text.startsWith(quote + quote, start + 1)) return longEnd(text, start, quote.repeat(3));
  const code = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const next = text.charCodeAt(at);
    if (next === code) return at + 1;
    if (next === NEWLINE) break;
    if (next === BACKSLASH) at++;
  }
  return start + 1;
}

/** Whether code may stand in it: `f"{open(path).read()}"`. */
export function isFormatted(text: string, start: number): boolean {
  return /[ft]r?$/i.test(text.slice(Math.max(0, start - 2), start));
}

function longEnd(text: string, start: number, quotes: string): number {
  for (let at = text.indexOf(quotes, start + 3); at >= 0; at = text.indexOf(quotes, at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - slashes - 1) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 3;
  }
  return start + 1;
}
