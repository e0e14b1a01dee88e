/**
 * Whether a call stands where it may give several results, told by the line before it. Of a method that gives a
 * resource and an error, `if header.Get(name) != ""` is no call: the language takes one result there.
 */

/** Lines longer than that are not looked at: they may. */
const LONGEST = 400;

/**
 * Whether it may.
 *
 * @param start where the name of what is called stands
 * @param end where it ends
 */
export function mayGiveSeveral(text: string, start: number, end: number): boolean {
  // A method that is handed on as a function; prose goes on with another word.
  if (text[end] !== '(') return /^\s*[,)\]}\n]/.test(text.slice(end, end + 40));
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (line.length > LONGEST) return true;
  const statement = line.slice(Math.max(line.lastIndexOf('{'), line.lastIndexOf(';')) + 1);
  const bare = withoutBrackets(statement).trim();
  // What the line begins with may go on from the line before.
  if (isChain(bare)) return true;
  const returned = /^(?:[^(]*\W)?(?:return|go|defer)\s+(?<rest>.*)$/.exec(bare)?.groups?.['rest'];
  if (returned !== undefined) return isChain(returned) || isHandedOnWhole(returned);
  // `value, ok := cache.Get(key)` says that there is no error among them.
  if (/^[^=]*,\s*(?:ok|found|exists?|has|hit|present|loaded)\s*:?=(?!=)/.test(bare)) return false;
  const source = /^[^=]*,[^=]*=(?!=)(?<rest>.*)$/.exec(bare)?.groups?.['rest'];
  if (source !== undefined) return isChain(source) || isHandedOnWhole(source);
  return isHandedOnWhole(bare);
}

/** `a.b().c` of which the brackets are gone, up to the dot before the name. */
function isChain(text: string): boolean {
  return /^[\w.*&]*$/.test(text.trim());
}

/** Other functions hardly ever take all results of a call: they would have to have the same parameters. */
function isHandedOnWhole(before: string): boolean {
  return /(?:must|check|assert|panic|expect|require|ok|try|noerr)\w*\($/i.test(
    before.replace(/[\w.*&]*$/, ''),
  );
}

/** Without the pairs of brackets and what is between them. */
function withoutBrackets(text: string): string {
  for (let before = text, depth = 0; ; before = text, depth++) {
    text = text.replace(/\([^()]*\)|\[[^[\]]*\]/g, '');
    if (text === before || depth > 20) return text;
  }
}
