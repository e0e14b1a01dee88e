/** Longer source lines are cut around what is marked in them. */
const WIDEST_LINE = 120;

/** The part of a line that is shown, and where in it the marked range is. */
export function cutLine(text: string, from: number, to: number): { text: string; from: number; to: number } {
  if (text.length <= WIDEST_LINE) return { text, from, to };
  const begin = Math.max(0, Math.min(from - 20, text.length - WIDEST_LINE));
  const end = Math.min(text.length, begin + WIDEST_LINE);
  const [before, after] = [begin > 0 ? '…' : '', end < text.length ? '…' : ''];
  const shift = before.length - begin;
  return { text: before + text.slice(begin, end) + after, from: from + shift, to: Math.min(to, end) + shift };
}
