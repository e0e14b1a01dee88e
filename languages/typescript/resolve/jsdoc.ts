/** Documentation comments that declare types: `@type`, `@param`, `@returns`, `@typedef`, `@import`. */

/** The types that one comment declares, as text. */
export interface Documented {
  readonly type: string | undefined;
  readonly returns: string | undefined;
  readonly params: ReadonlyMap<string, string>;
}

/** Where documentation comments end, and what they say. */
export interface Documentation {
  /** The comment right before an offset, `export` and `default` aside. */
  before(offset: number): Documented | undefined;
  /** What `@typedef {…} Name` and `@import {Name} from '…'` in the file give names to. */
  readonly names: ReadonlyMap<string, string>;
}

const TYPED = /@(type|param|arg|argument|returns?|typedef|import)\b/;

/** Finds the documentation comments of a file that declare types. */
export function documentationOf(text: string): Documentation {
  const byOffset = new Map<number, Documented>();
  const names = new Map<string, string>();
  if (TYPED.test(text)) {
    // A match inside a string does no harm: no declaration starts right after it.
    for (const match of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
      if (!TYPED.test(match[0])) continue;
      const comment = match[0].slice(3, -2).replace(/^[ \t]*\* ?/gm, '');
      const documented = read(comment, names);
      for (const offset of startsAfter(text, match.index + match[0].length)) byOffset.set(offset, documented);
    }
  }
  return { names, before: (offset) => byOffset.get(offset) };
}

/** Where the declaration after a comment may start: at once, or after its modifiers. */
function startsAfter(text: string, end: number): number[] {
  const offsets: number[] = [];
  const pattern = /(?:\s|\/\/[^\n]*|\/\*(?!\*)[\s\S]*?\*\/)*(export\s+default\b|export\b|declare\b|\()?/y;
  let from = end;
  for (let round = 0; round < 3; round += 1) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (!found) break;
    offsets.push(pattern.lastIndex - (found[1]?.length ?? 0));
    if (!found[1]) break;
    from = pattern.lastIndex;
  }
  return offsets;
}

function read(comment: string, names: Map<string, string>): Documented {
  const params = new Map<string, string>();
  let type: string | undefined;
  let returns: string | undefined;
  for (const match of comment.matchAll(/@(\w+)[ \t]*/g)) {
    const rest = comment.slice(match.index + match[0].length);
    if (match[1] === 'import') readImport(rest, names);
    const braced = rest.startsWith('{') ? balanced(rest) : undefined;
    if (braced === undefined) continue;
    const after = /^\s*\[?\s*([\w$.]+)/.exec(rest.slice(braced.length + 2))?.[1];
    switch (match[1]) {
      case 'type':
        type ??= braced;
        break;
      case 'return':
      case 'returns':
        returns ??= braced;
        break;
      case 'param':
      case 'arg':
      case 'argument':
        if (after !== undefined) params.set(after, braced);
        break;
      case 'typedef':
        if (after !== undefined) names.set(after, braced);
        break;
      default:
        break;
    }
  }
  return { type, returns, params };
}

/** `@import { Socket as S, Server } from 'net'`, `@import * as net from 'net'`. */
function readImport(rest: string, names: Map<string, string>): void {
  const whole = /^\*\s+as\s+(\w+)\s+from\s+(['"])([^'"]+)\2/.exec(rest);
  if (whole?.[1] && whole[3]) names.set(whole[1], `import('${whole[3]}')`);
  const named = /^\{([^}]*)\}\s+from\s+(['"])([^'"]+)\2/.exec(rest);
  if (named?.[1] === undefined || !named[3]) return;
  for (const part of named[1].split(',')) {
    const [, exported, local] = /^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    if (exported) names.set(local ?? exported, `import('${named[3]}').${exported}`);
  }
}

/** The text between the first brace and the one that closes it. */
function balanced(text: string): string | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    else if (text[index] === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(1, index).trim();
    }
  }
  return undefined;
}
